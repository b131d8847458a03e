// What the ward's screens ask and send about appointments.

import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import { seeded } from '../care-api/seeded.ts'
import { put } from './forms.ts'

const facility = `/api/v1/facility/${seeded.facilityId}/`
const appointment = (id: string) => `${facility}appointments/${id}/`

export const practitioners = () => get(`${facility}appointments/available_users/`)
export const slotsOn = (day: string, resource_id: string = seeded.users.doctor) =>
  post(`${facility}slots/get_slots_for_day/`, { resource_type: 'practitioner', resource_id, day })
export const calendar = (from_date: string, to_date: string) =>
  post(`${facility}slots/availability_stats/`, {
    resource_type: 'practitioner',
    resource_id: seeded.users.doctor,
    from_date,
    to_date,
  })
export const appointmentOf = (id: string) => get(appointment(id))
export const appointmentsOf = (
  patient: string,
  query: Record<string, string> = { limit: '14', offset: '0' },
) => get(`/api/v1/patient/${patient}/get_appointments/`, query)
export const board = (status: string, day: string) =>
  get(`${facility}appointments/`, {
    ordering: 'token_slot__start_datetime',
    offset: '0',
    status,
    tags: '',
    limit: '10',
    resource_type: 'practitioner',
    resource_ids: seeded.users.doctor,
    date_after: day,
    date_before: day,
  })

export const book = (patient: string, slot: string, note = 'first visit') =>
  post(`${facility}slots/${slot}/create_appointment/`, { patient, note, tags: [] })
export const setStatus = (id: string, status: string, note = 'first visit'): ApiRequest =>
  put(appointment(id), { status, note })
export const cancel = (id: string, note = 'no longer needed') =>
  post(`${appointment(id)}cancel/`, { reason: 'cancelled', note })
export const move = (id: string, new_slot: string) =>
  post(`${appointment(id)}reschedule/`, {
    new_slot,
    new_booking_note: 'moved',
    previous_booking_note: null,
    tags: [],
  })
