// A token as the server would answer it. Its number is the server's to give: until then it has none.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import { appointmentRow } from '../appointment/record.ts'
import { serverDay } from '../appointment/server-day.ts'
import { asObject, pick, sameId, textOf } from '../json-record.ts'
import type { Filters } from '../page.ts'
import { patientRow } from '../patient/record.ts'

export const emptyToken = (id: string): JsonObject => ({
  id,
  category: {},
  note: null,
  patient: {},
  number: null,
  status: 'CREATED',
  queue: {},
})

export interface GivenFacts {
  id: string
  category: JsonObject | undefined
  /** As it is known here; undefined where it was never opened. */
  appointment: JsonObject | undefined
}

export function givenToken(form: JsonObject, { id, category, appointment }: GivenFacts): JsonObject {
  return {
    ...emptyToken(id),
    category: category ?? { id: form.category ?? null, name: '' },
    note: form.note ?? null,
    patient: patientRow(asObject(appointment?.patient)),
    ...(appointment ? { offline_previous: appointmentRow(appointment) } : {}),
  }
}

const bookingFields = ['token_slot', 'booked_on', 'status', 'note', 'created_date', 'modified_date']

/** As it stands among the tokens of a patient. */
export const tokenOfPatient = (token: JsonObject, appointment: JsonObject): JsonObject => ({
  ...pick(token, Object.keys(emptyToken(''))),
  updated_by: null,
  booking: pick(appointment, bookingFields),
  resource_type: appointment.resource_type ?? 'practitioner',
  resource: appointment.resource ?? {},
})

/** A token does not tell its facility: it is that of the appointment. */
export const tokenFilters = (facilityId: string | undefined): Filters => ({
  facility: (_, value) => sameId(facilityId, value),
  date: (token, value) => {
    const day = serverDay(textOf(asObject(asObject(asObject(token.booking).token_slot)).start_datetime))
    return day === '' ? undefined : day === value
  },
})

/** A change, laid over the token that stands there. */
export const withToken = (holder: JsonObject, id: Json | undefined, change: JsonObject): JsonObject =>
  isObject(holder.token) && sameId(holder.token.id, id)
    ? { ...holder, token: { ...holder.token, ...change } }
    : holder
