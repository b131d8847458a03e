// The clinical lists of a patient as a table: what each takes, what an update may change, and what is asked about it.

import type { JsonObject } from '../../json.ts'

type Fields = readonly (readonly [field: string, name: string])[]

export interface ClinicalKind {
  /** Below the patient: `medication/request`. */
  path: string
  /** CARE's name of the structured answer; also the type of the write. */
  type: string
  /** Names the routes: `symptom.list`. */
  resource: string
  /** Where the code stands that tells what it is about. */
  codedIn: 'code' | 'medication'
  /** All fields of an answer but ids, people and times of the record, each as it is while none was given. */
  empty: JsonObject
  /** The fields that an update takes; the others stay as they were made. */
  changeable: readonly string[]
  /** Those of them where two people's words are never put together by a machine. */
  neverMerge: readonly string[]
  requiredNew: Fields
  requiredChanged: Fields
  /** Conditions alone: the categories of this list; the first is that of a record which names none of them. */
  categories?: readonly string[]
  /** The first words of the query keys under which CARE's screens and forms keep this list. */
  queryKeys: readonly string[]
}

const encounter = ['encounter', 'Encounter'] as const
const always = [
  ['verification_status', 'Verification status'],
  ['code', 'Code'],
] as const

const condition = {
  codedIn: 'code',
  empty: {
    clinical_status: null,
    verification_status: null,
    category: null,
    severity: null,
    code: {},
    onset: {},
    abatement: {},
    note: null,
  },
  changeable: ['clinical_status', 'verification_status', 'severity', 'code', 'onset', 'abatement', 'note'],
  neverMerge: ['clinical_status', 'verification_status'],
  requiredNew: [...always, encounter, ['category', 'Category']],
  requiredChanged: always,
} satisfies Partial<ClinicalKind>

const allergyChanges = [
  'clinical_status',
  'verification_status',
  'criticality',
  'last_occurrence',
  'note',
  'allergy_intolerance_type',
]
const allergyAlways = [
  ['clinical_status', 'Clinical status'],
  ['verification_status', 'Verification status'],
  ['criticality', 'Criticality'],
  encounter,
] as const

const statementChanges = ['status', 'effective_period', 'note']
const requestChanges = ['status', 'note', 'dispense_status']

export const clinicalKinds: readonly ClinicalKind[] = [
  {
    ...condition,
    path: 'symptom',
    type: 'symptom',
    resource: 'symptom',
    categories: ['problem_list_item'],
    queryKeys: ['symptoms', 'infinite-symptoms'],
  },
  {
    ...condition,
    path: 'diagnosis',
    type: 'diagnosis',
    resource: 'diagnosis',
    categories: ['encounter_diagnosis', 'chronic_condition'],
    queryKeys: ['diagnoses', 'infinite-encounter_diagnosis'],
  },
  {
    path: 'allergy_intolerance',
    type: 'allergy_intolerance',
    resource: 'allergyIntolerance',
    codedIn: 'code',
    empty: {
      clinical_status: null,
      verification_status: null,
      category: null,
      criticality: null,
      code: {},
      onset: {},
      last_occurrence: null,
      recorded_date: null,
      note: null,
      allergy_intolerance_type: 'allergy',
    },
    changeable: allergyChanges,
    neverMerge: allergyChanges,
    requiredNew: [...allergyAlways, ['category', 'Category'], ['code', 'Code']],
    requiredChanged: allergyAlways,
    queryKeys: ['allergies', 'infinite-allergies'],
  },
  {
    path: 'medication/statement',
    type: 'medication_statement',
    resource: 'medicationStatement',
    codedIn: 'medication',
    empty: {
      status: null,
      reason: null,
      medication: {},
      dosage_text: null,
      effective_period: null,
      information_source: null,
      note: null,
    },
    changeable: statementChanges,
    neverMerge: statementChanges,
    requiredNew: [['status', 'Status'], ['medication', 'Medication'], encounter],
    requiredChanged: [['status', 'Status']],
    queryKeys: ['medication_statements', 'infinite-medication_statements'],
  },
  {
    path: 'medication/request',
    type: 'medication_request',
    resource: 'medicationRequest',
    codedIn: 'medication',
    empty: {
      status: null,
      status_reason: null,
      intent: null,
      category: null,
      priority: null,
      do_not_perform: false,
      medication: {},
      dosage_instruction: [],
      authored_on: null,
      note: null,
      dispense_status: null,
      requested_product: null,
    },
    changeable: requestChanges,
    neverMerge: requestChanges,
    requiredNew: [
      ['status', 'Status'],
      ['intent', 'Intent'],
      ['category', 'Category'],
      ['priority', 'Priority'],
      ['dosage_instruction', 'Dosage'],
      ['authored_on', 'Date of the prescription'],
      encounter,
    ],
    requiredChanged: [['status', 'Status']],
    queryKeys: ['medication_requests', 'medication_requests_active'],
  },
]
