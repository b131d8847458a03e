// `/facility/{id}/appointments/`: bookings. Their status is guarded nowhere but at the cancelled ones.
import { json } from '../answer.ts'
import { page } from '../paging.ts'
import { canWrite } from '../permissions.ts'
import { modifiedNow } from '../recorded.ts'
import { forbidden, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, putOrPatch, type Route } from '../route.ts'
import type { BookingRow } from '../scheduling-tables.ts'
import { seek } from '../seek.ts'
import { renderBooking, renderWholeBooking } from '../shapes/scheduling.ts'
import { renderUser } from '../shapes/user.ts'
import { type Check, list, model, optional, parse, required, withDefault } from '../spec.ts'
import { oneOf, text, uuid } from '../spec-types.ts'
import { allocate, book, cancelledStatuses } from './booking-create.ts'
import { filterBookings, findBookings } from './booking-list.ts'
import { mayList, requireList } from './schedulable.ts'

const status = oneOf(
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered_in_error',
  'checked_in',
  'waitlist',
  'in_consultation',
  'rescheduled',
)

const reason: Check = (value) => {
  const reasons = ['cancelled', 'entered_in_error', 'rescheduled']
  if (typeof value === 'string' && reasons.includes(value)) return []
  const [first, second, third] = reasons.map((each) => `<BookingStatusChoices.${each}: '${each}'>`)
  const expected = `${first}, ${second} or ${third}`
  const msg = `Input should be ${expected}`
  return [{ type: 'literal_error', loc: [], msg, input: value, ctx: { expected } }]
}

const writeSpec = model('TokenBookingWriteSpec', { status: required(status), note: required(text()) })
const cancelSpec = model('CancelBookingSpec', { reason: required(reason), note: optional(text()) })
const rescheduleSpec = model('RescheduleBookingSpec', {
  new_slot: required(uuid),
  new_booking_note: required(text()),
  previous_booking_note: optional(text()),
  tags: withDefault(list(uuid)),
})

export function bookingRoutes(context: Context): Route[] {
  const { store } = context
  const path = '/api/v1/facility/:facility/appointments/'

  const find = ({ params }: Call) => {
    const facility = seek(store, 'facilities', params.facility)
    const booking = seek(store, 'bookings', params.booking)
    const slot = store.get('slots', booking.slot)
    if (slot === undefined || slot.facility !== facility.id) throw notFound('TokenBooking')
    return { booking, slot }
  }

  const requireUpdate = ({ user }: Call, { slot }: ReturnType<typeof find>) => {
    if (canWrite(user) && mayList(store, user, slot)) return
    throw forbidden('You do not have permission to update bookings')
  }

  const update = (call: Call) => {
    const found = find(call)
    const body = parse(writeSpec, call.body())
    requireUpdate(call, found)
    if (cancelledStatuses.includes(String(body.status))) {
      throw ruleBroken('Cannot cancel a booking. Use the cancel endpoint')
    }
    const changed = {
      ...found.booking,
      ...modifiedNow(context, call),
      status: String(body.status),
      note: String(body.note),
    }
    return json(renderWholeBooking(store, store.put('bookings', changed)))
  }

  /** Gives the place back unless it was given back before; an empty note keeps the old one. */
  const cancel = (call: Call, { booking, slot }: ReturnType<typeof find>, to: string, note: unknown) => {
    if (booking.status === 'in_consultation') {
      throw ruleBroken('You cannot cancel an appointment In-Consultation')
    }
    if (!cancelledStatuses.includes(booking.status)) allocate(context, slot, -1)
    const changed: BookingRow = {
      ...booking,
      ...modifiedNow(context, call),
      status: to,
      note: typeof note === 'string' && note !== '' ? note : booking.note,
    }
    return store.put('bookings', changed)
  }

  const reschedule = (call: Call) => {
    const body = parse(rescheduleSpec, call.body())
    const found = find(call)
    requireUpdate(call, found)
    const newSlot = seek(store, 'slots', body.new_slot)
    if (newSlot.facility !== found.slot.facility) throw notFound('TokenSlot')
    if (newSlot.id === found.slot.id) throw ruleBroken('Cannot reschedule to the same slot')
    cancel(call, found, 'rescheduled', body.previous_booking_note)
    const { patient } = found.booking
    const wanted = { patient, note: body.new_booking_note, tags: body.tags }
    return json(renderBooking(store, book(context, call, newSlot, wanted)))
  }

  const availableUsers = (call: Call) => {
    const facility = seek(store, 'facilities', call.params.facility)
    const asked = (call.query.get('organization_ids') ?? '').split(',').filter((each) => each !== '')
    const scheduled = new Set(
      store.all('schedules').flatMap((each) => (each.facility === facility.id ? each.resource : [])),
    )
    const users = [...scheduled].flatMap((id) => store.get('users', id) ?? [])
    const there = users.filter(
      ({ departments }) => asked.length === 0 || asked.some((id) => departments.includes(id)),
    )
    return json({ users: there.map(renderUser) })
  }

  return [
    get(path, ({ params, query, user }) => {
      const facility = seek(store, 'facilities', params.facility)
      const found = filterBookings(store, findBookings(store, facility.id, query, user), query)
      return json(page(query, found, (each) => renderBooking(store, each)))
    }),
    get(`${path}available_users/`, availableUsers),

    get(`${path}:booking/`, (call) => {
      const { booking, slot } = find(call)
      requireList(store, call.user, slot, 'retrieve bookings')
      return json(renderWholeBooking(store, booking))
    }),
    putOrPatch(`${path}:booking/`, update),

    post(`${path}:booking/cancel/`, (call) => {
      const found = find(call)
      requireUpdate(call, found)
      const body = parse(cancelSpec, call.body())
      return json(renderBooking(store, cancel(call, found, String(body.reason), body.note)))
    }),
    post(`${path}:booking/reschedule/`, reschedule),

    get('/api/v1/patient/:patient/get_appointments/', ({ params, query }) => {
      const patient = seek(store, 'patients', params.patient)
      const own = store.all('bookings').filter((each) => each.patient === patient.id)
      return json(page(query, filterBookings(store, own, query), (each) => renderBooking(store, each)))
    }),
  ]
}
