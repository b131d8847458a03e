// The rows of what is written under a patient: the clinical lists, files, notes and what screens ask beside.
import type { Coding, Recorded } from './tables.ts'

/** One entry of a clinical list. `fields` are as they are answered, without those that were never given. */
export interface ClinicalRow extends Recorded {
  patient: string
  encounter: string
  fields: Record<string, unknown>
}

export interface MedicationRequestRow extends ClinicalRow {
  requester: string | null
  prescription: string | null
}

export interface PrescriptionRow extends Recorded {
  patient: string
  encounter: string
  name: string | null
  note: string | null
  status: string
  prescribed_by: string
  alternate_identifier: string | null
}

export interface FileRow extends Recorded {
  name: string
  original_name: string
  file_type: string
  file_category: string
  associating_id: string
  mime_type: string
  extension: string
  internal_name: string
  upload_completed: boolean
  is_archived: boolean
  archive_reason: string
  archived_by: string | null
  archived_datetime: string | null
}

/** What one user has marked and seen in one value set, newest first. */
export interface ValueSetPreferenceRow {
  id: string
  favourites: Coding[]
  recent: Coding[]
}

export interface AccountRow extends Recorded {
  facility: string
  patient: string
  name: string
  status: string
  billing_status: string
  service_period: Record<string, unknown>
  description: string | null
}

export interface ChargeItemRow extends Recorded {
  facility: string
  patient: string
  encounter: string
  definition: string
  quantity: number
}

export interface ServiceRequestRow extends Recorded {
  facility: string
  patient: string
  encounter: string
  definition: string
  fields: Record<string, unknown>
}

export interface DeviceRow extends Recorded {
  facility: string
  encounter: string | null
  fields: Record<string, unknown>
}

export interface ConsentRow extends Recorded {
  patient: string
  encounter: string
  fields: Record<string, unknown>
}

interface ThreadRow extends Recorded {
  patient: string
  encounter: string | null
  title: string
}

interface NoteRow extends Recorded {
  thread: string
  message: string
}

export interface ClinicalTables {
  allergies: ClinicalRow
  /** Symptoms and diagnoses, told apart by their category. */
  conditions: ClinicalRow
  medicationRequests: MedicationRequestRow
  medicationStatements: ClinicalRow
  prescriptions: PrescriptionRow
  files: FileRow
  valueSetPreferences: ValueSetPreferenceRow
  accounts: AccountRow
  chargeItems: ChargeItemRow
  serviceRequests: ServiceRequestRow
  devices: DeviceRow
  consents: ConsentRow
  threads: ThreadRow
  notes: NoteRow
}
