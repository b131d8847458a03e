// What is written under patients is not seeded: every clinical list of the ward begins empty.
import type { Tables } from './tables.ts'
import type { ClinicalTables } from './tables-clinical.ts'

export const emptyClinical = (): { [Name in keyof ClinicalTables]: Tables[Name][] } => ({
  allergies: [],
  conditions: [],
  medicationRequests: [],
  medicationStatements: [],
  prescriptions: [],
  files: [],
  valueSetPreferences: [],
  accounts: [],
  chargeItems: [],
  serviceRequests: [],
  devices: [],
  consents: [],
  threads: [],
  notes: [],
})
