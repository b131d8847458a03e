// Structured answers: what of them this app records, as CARE's front end batches it.
import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'
import type { Coding, SubRequest } from './questionnaire.ts'

export const FINDING_KINDS = ['symptom', 'allergy_intolerance', 'medication_request'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

export interface Finding {
  id: string
  code?: Coding
  medication?: Coding
  severity?: string | null
  criticality?: string | null
  dosage_instruction?: { as_needed_boolean: boolean }[]
}

/** Which value set each of them is searched in. */
export const findingValueSets: Record<FindingKind, string> = {
  symptom: 'system-condition-code',
  allergy_intolerance: 'system-allergy-code',
  medication_request: 'system-medication',
}

export const findingDetails: Record<FindingKind, readonly string[]> = {
  symptom: ['mild', 'moderate', 'severe'],
  allergy_intolerance: ['low', 'high'],
  medication_request: ['regular', 'as_needed'],
}

const pathOf: Record<FindingKind, string> = {
  symptom: 'symptom',
  allergy_intolerance: 'allergy_intolerance',
  medication_request: 'medication/request',
}

const keyOf: Record<FindingKind, string> = {
  symptom: 'symptoms',
  allergy_intolerance: 'allergies',
  medication_request: 'medication_requests',
}

const listRoute = (kind: FindingKind) =>
  ({
    path: `/api/v1/patient/{patientId}/${pathOf[kind]}/`,
    method: 'GET',
    TRes: Type<Page<Finding>>(),
  }) satisfies ApiRoute

/** Allergies are the patient's, wherever they were found. */
export const findingsQuery = (kind: FindingKind, patientId: string, encounterId: string) => ({
  queryKey: [keyOf[kind], patientId, encounterId],
  queryFn: query(listRoute(kind), {
    pathParams: { patientId },
    queryParams: {
      ordering: '-created_date',
      limit: 100,
      encounter: kind === 'allergy_intolerance' ? undefined : encounterId,
    },
  }),
  meta: { persist: true },
})

export const codingOf = ({ code, medication }: Finding): Coding | undefined => code ?? medication

export function detailOf({
  severity,
  criticality,
  dosage_instruction: [dosage] = [],
}: Finding): string | null {
  if (dosage) return dosage.as_needed_boolean ? 'as_needed' : 'regular'
  return severity ?? criticality ?? null
}

interface NewFinding {
  coding: Coding
  detail: string
  /** The one on record that this says anew. */
  known: Pick<Finding, 'id'> | undefined
}

export function findingRequest(
  kind: FindingKind,
  patientId: string,
  encounter: string,
  { coding, detail, known }: NewFinding,
): SubRequest {
  const said = {
    symptom: { severity: detail, category: 'problem_list_item' },
    allergy_intolerance: { criticality: detail, category: 'food', allergy_intolerance_type: 'allergy' },
    medication_request: {
      status: 'active',
      intent: 'order',
      category: 'inpatient',
      priority: 'routine',
      do_not_perform: false,
      dosage_instruction: [{ sequence: 1, as_needed_boolean: detail === 'as_needed' }],
      authored_on: new Date().toISOString(),
    },
  }[kind]
  const about =
    kind === 'medication_request'
      ? { medication: coding }
      : { code: coding, clinical_status: 'active', verification_status: 'confirmed' }
  return {
    url: `/api/v1/patient/${patientId}/${pathOf[kind]}/upsert/`,
    method: 'POST',
    reference_id: kind,
    body: { datapoints: [{ ...about, ...said, encounter, ...(known ? { id: known.id } : {}) }] },
  }
}
