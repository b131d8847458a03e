// Forms with structured answers, as CARE's front end batches them.

import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import { isObject, type Json, type JsonObject } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { vitals } from './forms.ts'

export interface About {
  patient: string
  encounter: string
}

const snomed = (code: string, display: string) => ({ system: 'http://snomed.info/sct', code, display })
const fever = snomed('386661006', 'Fever')
const paracetamol = snomed('387517004', 'Paracetamol')

/** The five lists: a new item of each, and what the first change of it is. */
export const structured = {
  symptom: {
    path: 'symptom',
    table: 'conditions',
    item: {
      code: fever,
      clinical_status: 'active',
      verification_status: 'confirmed',
      severity: 'moderate',
      category: 'problem_list_item',
      onset: { onset_datetime: '2026-11-21' },
    },
    change: { clinical_status: 'resolved' },
  },
  diagnosis: {
    path: 'diagnosis',
    table: 'conditions',
    item: {
      code: fever,
      clinical_status: 'active',
      verification_status: 'provisional',
      category: 'encounter_diagnosis',
      note: 'since Friday',
    },
    change: { verification_status: 'confirmed' },
  },
  allergy_intolerance: {
    path: 'allergy_intolerance',
    table: 'allergies',
    item: {
      code: snomed('91935009', 'Peanut'),
      clinical_status: 'active',
      verification_status: 'confirmed',
      category: 'food',
      criticality: 'low',
      allergy_intolerance_type: 'allergy',
    },
    change: { criticality: 'high' },
  },
  medication_request: {
    path: 'medication/request',
    table: 'medicationRequests',
    item: {
      status: 'active',
      intent: 'order',
      category: 'inpatient',
      priority: 'routine',
      do_not_perform: false,
      medication: paracetamol,
      dosage_instruction: [{ as_needed_boolean: true }],
      authored_on: '2026-11-22T08:00:00Z',
      requester: seeded.users.nurse,
      create_prescription: { name: 'Visit', alternate_identifier: 'RX-1' },
    },
    change: { status: 'stopped' },
  },
  medication_statement: {
    path: 'medication/statement',
    table: 'medicationStatements',
    item: {
      status: 'active',
      medication: paracetamol,
      dosage_text: '1-0-1',
      effective_period: { start: '2026-11-20T00:00:00Z' },
      information_source: 'patient',
    },
    change: { status: 'completed' },
  },
} as const

export type Structured = keyof typeof structured

/** One sub-request with these items. */
export const answer = (
  kind: Structured,
  { patient, encounter }: About,
  ...items: JsonObject[]
): JsonObject => ({
  url: `/api/v1/patient/${patient}/${structured[kind].path}/upsert/`,
  method: 'POST',
  reference_id: kind,
  body: {
    datapoints: items.map((item) => ({
      ...(structured[kind].item as Json as JsonObject),
      ...item,
      encounter,
    })),
  },
})

export const batch = (...requests: JsonObject[]): ApiRequest => post('/api/v1/batch_requests/', { requests })

/** The sub-request of the vitals form. */
export function vitalsAnswer({ patient, encounter }: About): JsonObject {
  const { body } = vitals(patient, encounter)
  const requests = isObject(body) && Array.isArray(body.requests) ? body.requests : []
  return requests.find(isObject) ?? {}
}

export const listOf = (kind: Structured, { patient, encounter }: About): ApiRequest =>
  get(`/api/v1/patient/${patient}/${structured[kind].path}/`, { encounter, limit: '14', offset: '0' })

/** How care_fe ends an encounter since 2026. */
export const completion = ({ patient, encounter }: About): ApiRequest =>
  batch({
    url: `/api/v1/encounter/${encounter}/`,
    method: 'PUT',
    reference_id: 'encounter-closed',
    body: {
      patient,
      facility: seeded.facilityId,
      status: 'completed',
      encounter_class: 'imp',
      priority: 'routine',
      period: { start: '2026-11-22T08:30:00.000Z', end: '2026-11-22T11:00:00.000Z' },
    },
  })
