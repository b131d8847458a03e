// The rows as they are stored: relations are ids, dates are CARE's strings.
import type { ResourceRequestTables } from './resource-request-tables.ts'
import type { SchedulingTables } from './scheduling-tables.ts'
import type { ClinicalTables } from './tables-clinical.ts'

export interface Recorded {
  id: string
  created_by: string
  updated_by: string
  created_date: string
  modified_date: string
  deleted?: boolean
}

export interface Coding {
  system?: string | null
  code: string
  display?: string | null
}

export interface UserRow {
  id: string
  username: string
  password: string
  first_name: string
  last_name: string
  phone_number: string
  prefix: string | null
  suffix: string | null
  user_type: string
  gender: string | null
  email: string
  last_login: string | null
  is_superuser: boolean
  geo_organization: string | null
  organizations: string[]
  facilities: string[]
  departments: string[]
}

export interface OrganizationRow {
  id: string
  name: string
  org_type: string
  parent: string | null
}

export interface FacilityRow {
  id: string
  name: string
  description: string
  longitude: string
  latitude: string
  pincode: number
  address: string
  phone_number: string
  middleware_address: string
  facility_type: string
  geo_organization: string
  created_by: string
}

export interface FacilityOrganizationRow {
  id: string
  facility: string
  name: string
  description: string
  parent: string | null
  created_by: string
}

export interface RoleRow {
  id: string
  name: string
  description: string
  permissions: string[]
}

export interface IdentifierConfigRow {
  id: string
  status: string
  config: Record<string, unknown> & { system: string }
}

export interface PatientRow extends Recorded {
  name: string
  gender: string
  phone_number: string
  emergency_phone_number: string
  address: string
  permanent_address: string
  pincode: number | null
  deceased_datetime: string | null
  blood_group: string | null
  date_of_birth: string | null
  year_of_birth: number
  geo_organization: string
  identifiers: { config: string; value: string }[]
  instance_tags: string[]
  users: { user: string; role: string }[]
}

export interface EncounterRow extends Recorded {
  patient: string
  facility: string
  organizations: string[]
  status: string
  encounter_class: string
  priority: string
  period: Record<string, unknown>
  hospitalization: Record<string, unknown>
  external_identifier: string | null
  discharge_summary_advice: string | null
  status_history: { status: string; moved_at: string }[]
  encounter_class_history: { status: string; moved_at: string }[]
  care_team: { user_id: string; role: Coding }[]
  tags: string[]
}

export interface Question {
  id: string
  link_id: string
  text: string
  type: string
  required?: boolean
  repeats?: boolean
  is_component?: boolean
  code?: Coding
  unit?: Coding
  answer_option?: { value: string }[]
  answer_value_set?: string
  enable_when?: { question: string; operator: string; answer: string }[]
  enable_behavior?: string
  questions?: Question[]
}

export interface QuestionnaireRow extends Recorded {
  slug: string
  version: string
  title: string
  description: string
  status: string
  subject_type: string
  styling_metadata: Record<string, unknown>
  questions: Question[]
}

export interface AnswerValue {
  value?: string | null
  unit?: Coding | null
  coding?: Coding | null
}

export interface QuestionAnswer {
  question_id: string
  values?: AnswerValue[]
  note?: string | null
  taken_at?: string | null
  sub_results?: QuestionAnswer[][]
}

export interface ResponseRow extends Recorded {
  /** None for a structured answer. */
  questionnaire: string | null
  patient: string
  subject_id: string
  encounter: string | null
  responses: Record<string, unknown>[]
  /** The record that a structured answer has made or changed. */
  structured?: { type: string; id: string; submit_type: 'CREATE' | 'UPDATE' }
}

export interface ObservationRow extends Recorded {
  patient: string
  encounter: string
  main_code: Coding
  effective_datetime: string
  value_type: string
  value: Record<string, unknown>
  note: string
  component: { code: Coding; value: Record<string, unknown> }[]
}

export interface TagConfigRow extends Recorded {
  display: string
  category: string
  priority: number
  status: string
  resource: string
}

export interface LocationRow {
  id: string
  facility: string
  parent: string | null
  name: string
  description: string
  form: string
  mode: 'kind' | 'instance'
  sort_index: number
}

export interface LocationAssociationRow extends Recorded {
  location: string
  encounter: string
  start_datetime: string
  end_datetime: string | null
  status: string
}

export interface Tables extends SchedulingTables, ResourceRequestTables, ClinicalTables {
  users: UserRow
  organizations: OrganizationRow
  facilities: FacilityRow
  facilityOrganizations: FacilityOrganizationRow
  roles: RoleRow
  identifierConfigs: IdentifierConfigRow
  tagConfigs: TagConfigRow
  locations: LocationRow
  locationAssociations: LocationAssociationRow
  patients: PatientRow
  encounters: EncounterRow
  questionnaires: QuestionnaireRow
  responses: ResponseRow
  observations: ObservationRow
  /** Tokens (their `jti`) that a logout has barred. */
  barredTokens: { id: string }
}
