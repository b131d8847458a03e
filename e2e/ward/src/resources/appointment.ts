import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'
import type { UserMinimal } from './user.ts'

export interface TokenSlot {
  id: string
  availability: { name: string; tokens_per_slot: number }
  start_datetime: string
  end_datetime: string
  allocated: number
}

export type AppointmentStatus =
  | 'booked'
  | 'checked_in'
  | 'in_consultation'
  | 'fulfilled'
  | 'noshow'
  | 'cancelled'
  | 'entered_in_error'
  | 'rescheduled'

export interface Appointment {
  id: string
  token_slot: TokenSlot
  status: AppointmentStatus
  note: string
  resource: UserMinimal
  token: AppointmentToken | null
}

interface AppointmentToken {
  id: string
  /** CARE gives it; null until then. */
  number: number | null
  category: { shorthand?: string }
  note: string | null
  queue: { id?: string }
}

interface TokenCategory {
  id: string
  name: string
  default: boolean
}

const OVER: readonly AppointmentStatus[] = [
  'fulfilled',
  'noshow',
  'cancelled',
  'entered_in_error',
  'rescheduled',
]

/** The patient is still to be seen. */
export const isComing = ({ status }: Pick<Appointment, 'status'>): boolean => !OVER.includes(status)

interface SlotsOfDay {
  resource_type: 'practitioner'
  resource_id: string
  /** `2026-11-26`, as the server counts days. */
  day: string
}

export const appointmentApi = {
  practitioners: {
    path: '/api/v1/facility/{facilityId}/appointments/available_users/',
    method: 'GET',
    TRes: Type<{ users: UserMinimal[] }>(),
  },
  /** A POST that only reads, as far as anybody here can see. */
  slots: {
    path: '/api/v1/facility/{facilityId}/slots/get_slots_for_day/',
    method: 'POST',
    TBody: Type<SlotsOfDay>(),
    TRes: Type<{ results: TokenSlot[] }>(),
  },
  ofPatient: {
    path: '/api/v1/patient/{patientId}/get_appointments/',
    method: 'GET',
    TRes: Type<Page<Appointment>>(),
  },
  book: {
    path: '/api/v1/facility/{facilityId}/slots/{slotId}/create_appointment/',
    method: 'POST',
    TBody: Type<{ patient: string; note: string; tags: string[] }>(),
    TRes: Type<Appointment>(),
  },
  update: {
    path: '/api/v1/facility/{facilityId}/appointments/{id}/',
    method: 'PUT',
    TBody: Type<{ status: AppointmentStatus; note: string }>(),
    TRes: Type<Appointment>(),
  },
  tokenCategories: {
    path: '/api/v1/facility/{facilityId}/token/category/',
    method: 'GET',
    TRes: Type<Page<TokenCategory>>(),
  },
  giveToken: {
    path: '/api/v1/facility/{facilityId}/appointments/{id}/generate_token/',
    method: 'POST',
    TBody: Type<{ category: string; note: string }>(),
    TRes: Type<AppointmentToken>(),
  },
  cancel: {
    path: '/api/v1/facility/{facilityId}/appointments/{id}/cancel/',
    method: 'POST',
    TBody: Type<{ reason: 'cancelled'; note: string }>(),
    TRes: Type<Appointment>(),
  },
  move: {
    path: '/api/v1/facility/{facilityId}/appointments/{id}/reschedule/',
    method: 'POST',
    TBody: Type<{
      new_slot: string
      new_booking_note: string
      previous_booking_note: string | null
      tags: string[]
    }>(),
    TRes: Type<Appointment>(),
  },
} satisfies Record<string, ApiRoute>

export const practitionersQuery = (facilityId: string) => ({
  queryKey: ['practitioners', facilityId],
  queryFn: query(appointmentApi.practitioners, { pathParams: { facilityId } }),
  meta: { persist: true },
})

export const slotsQuery = (facilityId: string, practitionerId: string, day: string) => ({
  queryKey: ['slots', facilityId, practitionerId, day],
  queryFn: query(appointmentApi.slots, {
    pathParams: { facilityId },
    body: { resource_type: 'practitioner', resource_id: practitionerId, day },
  }),
  enabled: practitionerId !== '' && day !== '',
  meta: { persist: true },
})

export const patientAppointmentsQuery = (patientId: string) => ({
  queryKey: ['patient-appointments', patientId],
  queryFn: query(appointmentApi.ofPatient, {
    pathParams: { patientId },
    queryParams: { offset: 0, limit: 14 },
  }),
  meta: { persist: true },
})

export const tokenCategoriesQuery = (facilityId: string) => ({
  queryKey: ['tokenCategories', facilityId, 'practitioner'],
  queryFn: query(appointmentApi.tokenCategories, {
    pathParams: { facilityId },
    queryParams: { resource_type: 'practitioner' },
  }),
  meta: { persist: true },
})
