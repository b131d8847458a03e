// Recorded appointments and slots, and requests about them, for tests of their policies.

import { type ApiRequest, post } from '../api-request.ts'
import { asked } from '../care/asked.ts'
import { objectsIn } from '../care/json-record.ts'
import type { Json, JsonObject } from '../json.ts'
import { nurse, recorded } from './care-recordings.ts'

export const facilityId = 'd91dd4e8-7aad-4ed5-8792-2ae55a6c29af'
export const slots = recorded('scheduling', 'slots')
export const [firstSlot, secondSlot] = objectsIn(slots.answer.results)
export const booked = recorded('scheduling', 'create')
export const detail = recorded('scheduling', 'detail').answer
export const appointmentId = String(detail.id)
export const patientId = '322e75af-5059-46d9-a67c-701cbcef3215'
export const every = (...exchanges: { request: ApiRequest; answer: Json }[]): Json =>
  exchanges.map(({ request, answer }) => ({ asked: request.body ?? null, answer }))
export const known = {
  user: recorded('reference', 'currentUser').answer,
  patient: recorded('patient', 'full').answer,
  facility: { id: facilityId, name: 'Karnik, Zacharia and Kala' },
  slots: every(slots),
  practitioners: every(recorded('scheduling', 'practitioners')),
}
export const knownOld = { ...known, appointment: detail }
export const put = (body: Json): ApiRequest => ({
  ...asked.appointment(facilityId, appointmentId),
  method: 'PUT',
  body,
})
export const act = (name: string, body: Json) =>
  post(`${asked.appointment(facilityId, appointmentId).path}${name}/`, body)
export const book = (slotId: Json | undefined, body: Json) =>
  post(`/api/v1/facility/${facilityId}/slots/${slotId}/create_appointment/`, body)

export const ofPatient = (query: Record<string, string> = {}) => asked.appointmentsOfPatient(patientId, query)
export const board = (query: Record<string, string>) =>
  asked.appointments(facilityId, {
    ordering: 'token_slot__start_datetime',
    offset: '0',
    limit: '10',
    resource_type: 'practitioner',
    resource_ids: nurse,
    tags: '',
    ...query,
  })

export const page = (...results: JsonObject[]): Json => ({ count: results.length, results })
export const row = (fields: JsonObject): JsonObject => ({ ...booked.answer, ...fields })
export const atSlot = (slot: JsonObject | undefined, fields: JsonObject): JsonObject =>
  row({ token_slot: slot ?? {}, ...fields })
