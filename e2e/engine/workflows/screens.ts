// What CARE's screens ask after a form of these workflows, as seen (CARE-SCREENS): paths, parameters and their order.

import { type ApiRequest, get, post } from '../../../shared/api-request.ts'
import { seeded } from '../../care-api/seeded.ts'
import { appointmentOf, board, calendar, slotsOn } from '../appointment-forms.ts'

const api = '/api/v1/'
const page = { limit: '14', offset: '0' }

export const patientPage = (patient: string) => get(`${api}patient/${patient}/`)
export const encounterPage = (encounter: string) =>
  get(`${api}encounter/${encounter}/`, { facility: seeded.facilityId })

/** Where the registration leads: by proof, not by id. */
export const patientHome = (patient: string, phone_number: string, year_of_birth = '1990'): ApiRequest[] => [
  post(`${api}patient/search_retrieve/`, { phone_number, year_of_birth, partial_id: patient.slice(0, 5) }),
  openEncounters(patient),
  get(`${api}patient/${patient}/get_tokens/`, {
    facility: seeded.facilityId,
    limit: '50',
    date: '2026-11-22',
  }),
]
export const openEncounters = (patient: string) =>
  get(`${api}encounter/`, { patient, limit: '15', offset: '0', status: 'planned,in_progress,on_hold' })
export const encounterHistory = (patient: string) =>
  get(`${api}encounter/`, { patient, limit: '5', offset: '0' })
const otherEncounters = (patient: string) => get(`${api}encounter/`, { ...page, patient })

/** An encounter's page, whatever its tab, with what the tab "updates" asks. */
export const encounterUpdates = (patient: string, encounter: string): ApiRequest[] => {
  const of = (path: string, query: Record<string, string>) => get(`${api}patient/${patient}/${path}/`, query)
  const notInError = { exclude_verification_status: 'entered_in_error' }
  return [
    patientPage(patient),
    encounterPage(encounter),
    otherEncounters(patient),
    of('allergy_intolerance', { verification_status: 'confirmed' }),
    of('allergy_intolerance', { ...page, ...notInError }),
    of('symptom', { ordering: '-created_date', encounter, ...page, ...notInError }),
    of('diagnosis', {
      ordering: '-created_date',
      category: 'encounter_diagnosis,chronic_condition',
      clinical_status: 'active,recurrence,relapse',
      ...notInError,
      encounter,
      ...page,
    }),
    of('observation', { encounter, limit: '50', codes: '', offset: '0' }),
    of('questionnaire_response', { limit: '10', offset: '0', encounter, subject_type: 'encounter' }),
  ]
}

export const requestsOf = (patient: string) => get(`${api}resource/`, { related_patient: patient })
export const requestPage = (request: string): ApiRequest[] => [
  get(`${api}resource/${request}/`),
  get(`${api}resource/${request}/comment/`, page),
]
export const requestBoard = (status: string) =>
  get(`${api}resource/`, { status, limit: '15', offset: '0', origin_facility: seeded.facilityId })

export const usersOf = (patient: string) => get(`${api}patient/${patient}/get_users/`)

export const comingAppointments = (patient: string) =>
  get(`${api}patient/${patient}/get_appointments/`, {
    offset: '0',
    limit: '15',
    date_after: '2026-11-22',
    status: 'proposed,pending,booked,arrived,checked_in,waitlist,in_consultation',
  })
/** The desk's columns, the day's slots and the calendar. */
export const appointmentDesk = (day: string): ApiRequest[] => [
  ...['booked', 'checked_in', 'in_consultation', 'fulfilled'].map((status) => board(status, day)),
  board('cancelled,entered_in_error,rescheduled,noshow', day),
  slotsOn(day),
  calendar('2026-11-22', day),
]
export const appointmentPage = (appointment: string) => appointmentOf(appointment)
