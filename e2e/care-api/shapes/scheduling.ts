// How schedules, slots and bookings look.
import type { AvailabilityRow, BookingRow, ScheduleRow, SlotRow } from '../scheduling-tables.ts'
import type { Store } from '../store.ts'
import { renderEncounterItem } from './encounter-item.ts'
import { tagsOf } from './tag.ts'
import { tokenOf } from './token.ts'
import { nestedUserOf } from './user.ts'

export const renderAvailability = (availability: AvailabilityRow) => ({
  meta: {},
  ...availability,
  availability: availability.availability.map(({ day_of_week, start_time, end_time }) => ({
    end_time,
    start_time,
    day_of_week,
  })),
})

export function renderSchedule(store: Store, schedule: ScheduleRow) {
  return {
    id: schedule.id,
    name: schedule.name,
    valid_from: schedule.valid_from,
    valid_to: schedule.valid_to,
    availabilities: schedule.availabilities.map(renderAvailability),
    charge_item_definition: null,
    revisit_allowed_days: null,
    revisit_charge_item_definition: null,
    created_by: nestedUserOf(store, schedule.created_by),
    updated_by: nestedUserOf(store, schedule.updated_by),
  }
}

/** The hours a slot was cut from; they may have been deleted since. */
export const availabilityOf = (store: Store, slot: SlotRow): AvailabilityRow | undefined =>
  store
    .all('schedules')
    .flatMap(({ availabilities }) => availabilities)
    .find(({ id }) => id === slot.availability)

export function renderSlot(store: Store, slot: SlotRow) {
  const availability = availabilityOf(store, slot)
  return {
    id: slot.id,
    availability: {
      name: availability?.name ?? '',
      tokens_per_slot: availability?.tokens_per_slot ?? 0,
    },
    start_datetime: slot.start_datetime,
    end_datetime: slot.end_datetime,
    allocated: slot.allocated,
  }
}

const slotOf = (store: Store, booking: BookingRow) => {
  const slot = store.get('slots', booking.slot)
  return slot === undefined ? {} : renderSlot(store, slot)
}

/** Shorter than a patient in any list, with an empty organization. */
function bookedPatientOf(store: Store, id: string) {
  const patient = store.get('patients', id)
  if (patient === undefined) return {}
  return {
    id: patient.id,
    name: patient.name,
    gender: patient.gender,
    phone_number: patient.phone_number,
    emergency_phone_number: patient.emergency_phone_number,
    address: patient.address,
    pincode: patient.pincode,
    date_of_birth: patient.date_of_birth,
    year_of_birth: patient.year_of_birth,
    geo_organization: {},
    blood_group: patient.blood_group,
  }
}

export function renderBooking(store: Store, booking: BookingRow) {
  const slot = store.get('slots', booking.slot)
  const facility = store.get('facilities', slot?.facility ?? '')
  return {
    id: booking.id,
    token_slot: slotOf(store, booking),
    patient: bookedPatientOf(store, booking.patient),
    booked_on: booking.booked_on,
    booked_by: nestedUserOf(store, booking.booked_by),
    status: booking.status,
    note: booking.note,
    resource_type: slot?.resource_type ?? 'practitioner',
    resource: nestedUserOf(store, slot?.resource ?? ''),
    facility: { meta: {}, id: facility?.id ?? '', name: facility?.name ?? '' },
    created_by: nestedUserOf(store, booking.created_by),
    updated_by: nestedUserOf(store, booking.updated_by),
    created_date: booking.created_date,
    modified_date: booking.modified_date,
    token: tokenOf(store, booking.token),
    tags: tagsOf(store, booking.tags),
    charge_item: null,
  }
}

/** As retrieved, and as answered to an update: with the encounter that was made from it, or an empty object. */
export function renderWholeBooking(store: Store, booking: BookingRow) {
  const encounter = store.get('encounters', booking.encounter ?? '')
  return {
    ...renderBooking(store, booking),
    associated_encounter: encounter === undefined ? {} : renderEncounterItem(store, encounter),
  }
}

/** In a token. */
export const renderShortBooking = (store: Store, booking: BookingRow) => ({
  token_slot: slotOf(store, booking),
  booked_on: booking.booked_on,
  status: booking.status,
  note: booking.note,
  created_date: booking.created_date,
  modified_date: booking.modified_date,
})

/** Nested in the encounter that was made from it. */
export function appointmentOf(store: Store, encounterId: string) {
  const booking = store.all('bookings').find((each) => each.encounter === encounterId)
  return booking === undefined ? {} : renderBooking(store, booking)
}
