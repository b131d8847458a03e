// Looking up what a path, a query or a body names, with CARE's 404 where it is not there.
import { notFound } from './refusal.ts'
import type { Store, TableName } from './store.ts'
import type { Tables } from './tables.ts'

/** The names that CARE's models have in its messages. */
export const clinicalModels = {
  allergies: 'AllergyIntolerance',
  conditions: 'Condition',
  medicationRequests: 'MedicationRequest',
  medicationStatements: 'MedicationStatement',
}

const models = {
  ...clinicalModels,
  files: 'FileUpload',
  consents: 'Consent',
  serviceRequests: 'ServiceRequest',
  locations: 'FacilityLocation',
  devices: 'Device',
  threads: 'NoteThread',
  patients: 'Patient',
  encounters: 'Encounter',
  facilities: 'Facility',
  organizations: 'Organization',
  facilityOrganizations: 'FacilityOrganization',
  users: 'User',
  roles: 'RoleModel',
  identifierConfigs: 'PatientIdentifierConfig',
  responses: 'QuestionnaireResponse',
  tagConfigs: 'TagConfig',
  schedules: 'Schedule',
  slots: 'TokenSlot',
  bookings: 'TokenBooking',
  tokenQueues: 'TokenQueue',
  queueTokens: 'Token',
  chargeItems: 'ChargeItem',
  resourceRequests: 'ResourceRequest',
} satisfies Partial<Record<TableName, string>>

export function seek<Name extends keyof typeof models>(store: Store, table: Name, id: unknown): Tables[Name] {
  const row = store.get(table, String(id))
  if (row === undefined) throw notFound(models[table])
  return row
}

/** What an optional query parameter names: nothing for one that is absent or empty. */
export function seekOptional<Name extends keyof typeof models>(store: Store, table: Name, id: string | null) {
  return id === null || id === '' ? undefined : seek(store, table, id)
}
