// Booking a slot: its rules in CARE's order, and the lock on who is booked.
import { canWrite } from '../permissions.ts'
import { recordedNow } from '../recorded.ts'
import { forbidden, locked, ruleBroken } from '../refusal.ts'
import type { Call, Context } from '../route.ts'
import type { BookingRow, SlotRow } from '../scheduling-tables.ts'
import { availabilityOf } from '../shapes/scheduling.ts'
import { list, model, parse, required, withDefault } from '../spec.ts'
import { text, uuid } from '../spec-types.ts'
import { mayList } from './schedulable.ts'

const mostAhead = 10

/** Those that gave their place back. */
export const cancelledStatuses = ['entered_in_error', 'cancelled', 'rescheduled']
/** Those that do not stand in the way of another booking of the same patient. */
const overStatuses = ['fulfilled', 'noshow', ...cancelledStatuses]

const bookingSpec = model('AppointmentBookingSpec', {
  patient: required(uuid),
  note: required(text()),
  tags: withDefault(list(uuid)),
})

export function createBooking(context: Context, call: Call, slot: SlotRow): BookingRow {
  const { store } = context
  if (!canWrite(call.user) || !mayList(store, call.user, slot)) {
    throw forbidden('You do not have permission to create appointments')
  }
  const body = parse(bookingSpec, call.body())
  const patient = store.get('patients', String(body.patient))
  if (patient === undefined) throw ruleBroken('Patient not found')
  requireFewAhead(context, patient.id)
  return book(context, call, slot, { patient: patient.id, note: body.note, tags: body.tags })
}

/** Not asked by a reschedule, which may so exceed the limit. */
function requireFewAhead({ store, clock }: Context, patient: string): void {
  const now = clock.nowMs()
  const ahead = store
    .all('bookings')
    .filter((each) => each.patient === patient && !overStatuses.includes(each.status))
    .filter((each) => Date.parse(store.get('slots', each.slot)?.start_datetime ?? '') >= now)
  if (ahead.length < mostAhead) return
  throw ruleBroken(`Patient already has maximum number of appointments (${mostAhead})`)
}

export function book(
  context: Context,
  call: Call,
  slot: SlotRow,
  wanted: { patient: string; note: unknown; tags: unknown },
): BookingRow {
  const { store, clock } = context
  takeLock(context, slot.resource)
  if (Date.parse(slot.end_datetime) < clock.nowMs()) throw ruleBroken('Slot is already past')
  if (slot.allocated >= (availabilityOf(store, slot)?.tokens_per_slot ?? 0)) {
    throw ruleBroken('Slot is already full')
  }
  const booked = store
    .all('bookings')
    .some(
      (each) =>
        each.slot === slot.id && each.patient === wanted.patient && !overStatuses.includes(each.status),
    )
  if (booked) throw ruleBroken('Patient already has a booking for this slot')
  allocate(context, slot, 1)
  const tags = (Array.isArray(wanted.tags) ? wanted.tags.map(String) : []).filter(
    (id) => store.get('tagConfigs', id)?.resource === 'token_booking',
  )
  return store.put('bookings', {
    ...recordedNow(context, call),
    slot: slot.id,
    patient: wanted.patient,
    booked_on: clock.stamp(),
    booked_by: call.user.id,
    status: 'booked',
    note: String(wanted.note),
    tags,
    token: null,
    encounter: null,
  })
}

/** Only a counter: nothing keeps it from going below zero. */
export function allocate({ store, clock }: Context, slot: SlotRow, places: number): void {
  store.put('slots', { ...slot, modified_date: clock.stamp(), allocated: slot.allocated + places })
}

/** One lock for each who is booked, whatever the slot. A refused booking gives it back at once. */
function takeLock({ store, clock, settings }: Context, resource: string): void {
  if (settings.bookingLockMs === 0) return
  const now = clock.nowMs()
  const lock = store.get('bookingLocks', resource)
  if (lock !== undefined && now < lock.untilMs) throw locked()
  store.put('bookingLocks', { id: resource, untilMs: now + settings.bookingLockMs })
}
