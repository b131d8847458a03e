// What people call the kinds of records that a tablet is kept ready with: fewer words than there are routes.

import type { WordKey } from './en.ts'

const words: Record<string, WordKey> = {
  organization: 'kind_places',
  facility: 'kind_places',
  facilityOrganization: 'kind_places',
  location: 'kind_places',
  questionnaire: 'kind_forms',
  user: 'kind_people',
  role: 'kind_people',
  practitioner: 'kind_people',
  slot: 'kind_slots',
  valueSet: 'kind_codes',
  patient: 'kind_records',
  patientUser: 'kind_records',
  encounter: 'kind_records',
  observation: 'kind_records',
  questionnaireResponse: 'kind_records',
  symptom: 'kind_records',
  diagnosis: 'kind_records',
  allergyIntolerance: 'kind_records',
  medicationRequest: 'kind_records',
  medicationStatement: 'kind_records',
  appointment: 'kind_records',
  resourceRequest: 'kind_records',
}

export const kindWord = (resource: string): WordKey => words[resource] ?? 'kind_other'
