// An appointment as the server would answer it, and as a row of a list; and what its statuses mean for its place.

import type { Json, JsonObject } from '../../json.ts'
import { asObject, pick, textOf } from '../json-record.ts'

/** Statuses that give the place back. CARE sets them by actions of their own, never by an update. */
const endedStatuses: readonly string[] = ['cancelled', 'entered_in_error', 'rescheduled']
/** Statuses after which the patient may book the same slot again. */
const overStatuses: readonly string[] = [...endedStatuses, 'fulfilled', 'noshow']

export const isEnded = (status: Json | undefined): boolean => endedStatuses.includes(textOf(status))
export const isOver = (status: Json | undefined): boolean => overStatuses.includes(textOf(status))

const bookedPatientFields = [
  'id',
  'name',
  'gender',
  'phone_number',
  'emergency_phone_number',
  'address',
  'pincode',
  'date_of_birth',
  'year_of_birth',
  'blood_group',
] as const

/** Shorter than a patient in any other list. */
export const bookedPatient = (patient: JsonObject): JsonObject => ({
  ...pick(patient, bookedPatientFields),
  geo_organization: {},
})

export const emptySlot = (id: string): JsonObject => ({
  id,
  availability: { name: '', tokens_per_slot: 0 },
  start_datetime: '',
  end_datetime: '',
  allocated: 0,
})

export const emptyAppointment = (id: string): JsonObject => ({
  id,
  token_slot: emptySlot(''),
  patient: {},
  booked_on: '',
  booked_by: {},
  status: '',
  note: '',
  resource_type: 'practitioner',
  resource: {},
  facility: { meta: {}, id: '', name: '' },
  created_by: {},
  updated_by: {},
  created_date: '',
  modified_date: '',
  token: null,
  tags: [],
  charge_item: null,
})

const rowFields = Object.keys(emptyAppointment(''))

/** Rows, and the answers of bookings and cancellations, do not tell of an encounter. */
export const appointmentRow = (appointment: JsonObject): JsonObject => pick(appointment, rowFields)

export const slotOf = (appointment: JsonObject): JsonObject => asObject(appointment.token_slot)

/** The appointment as it stood on this tablet before a change: kept beside the answer, under a name that CARE has not. */
export const previousIn = (answer: Json): JsonObject => asObject(asObject(answer).offline_previous)

/** Another number of places taken, as far as that is known. */
export function withAllocated(slot: JsonObject, step: number): JsonObject {
  const { allocated } = slot
  return typeof allocated === 'number' ? { ...slot, allocated: Math.max(0, allocated + step) } : slot
}
