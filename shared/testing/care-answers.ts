// The answers of CARE that writes show in, by the read that asks for them: every field, and its kind.

import type { Shape } from './answer-shape.ts'

const record = <const Fields extends { readonly [name: string]: Shape }>(fields: Fields) =>
  ({ fields }) as const
const page = <const Row extends Shape>(row: Row) => record({ count: 'number', results: [row] })

const userFields = {
  id: 'text',
  first_name: 'text',
  last_name: 'text',
  phone_number: 'text',
  prefix: 'text?',
  suffix: 'text?',
  last_login: 'text?',
  profile_picture_url: 'text?',
  user_type: 'text',
  gender: 'text?',
  username: 'text',
  mfa_enabled: 'flag',
  deleted: 'flag',
} as const
const user = record(userFields)
/** Users inside encounters, forms and clinical records. */
const author = { orEmpty: record({ meta: 'object', ...userFields }) } as const
const times = { created_date: 'text', modified_date: 'text' } as const
const stamps = { created_by: author, updated_by: author, ...times } as const

const organization = {
  id: 'text',
  active: 'flag',
  org_type: 'text',
  name: 'text',
  description: 'text?',
  metadata: 'object',
  level_cache: 'number',
  system_generated: 'flag',
  has_children: 'flag',
  parent: 'object',
} as const
const department = record({ ...organization, created_by: author, updated_by: author })

const patientRowFields = {
  id: 'text',
  name: 'text',
  gender: 'text',
  phone_number: 'text',
  emergency_phone_number: 'text',
  address: 'text',
  permanent_address: 'text',
  pincode: 'number?',
  deceased_datetime: 'text?',
  blood_group: 'text?',
  date_of_birth: 'text?',
  year_of_birth: 'number',
  ...times,
  instance_tags: ['object'],
  facility_tags: ['object'],
} as const
const patientRow = record(patientRowFields)
const identifier = record({ value: 'text', config: 'object' })
export const patient = record({
  permissions: ['text'],
  ...patientRowFields,
  geo_organization: record(organization),
  created_by: { orEmpty: user },
  updated_by: { orEmpty: user },
  instance_identifiers: [identifier],
  facility_identifiers: ['object'],
})

const moves = record({ history: [record({ status: 'text', moved_at: 'text' })] })
const encounterFields = {
  id: 'text',
  status: 'text',
  encounter_class: 'text',
  period: 'object',
  hospitalization: 'object',
  priority: 'text',
  external_identifier: 'text?',
  discharge_summary_advice: 'text?',
  facility: record({ id: 'text', name: 'text' }),
  status_history: moves,
  encounter_class_history: moves,
  ...times,
  tags: ['object'],
} as const
const encounterRow = record({ ...encounterFields, patient: patientRow })
export const encounter = record({
  permissions: ['text'],
  ...encounterFields,
  patient,
  appointment: 'object',
  created_by: author,
  updated_by: author,
  organizations: [department],
  current_location: { maybe: 'object' },
  location_history: ['object'],
  care_team: ['object'],
})

const slot = record({
  id: 'text',
  availability: record({ name: 'text', tokens_per_slot: 'number' }),
  start_datetime: 'text',
  end_datetime: 'text',
  allocated: 'number',
})
const appointmentFields = {
  id: 'text',
  token_slot: slot,
  patient: record({
    id: 'text',
    name: 'text',
    gender: 'text',
    phone_number: 'text',
    emergency_phone_number: 'text',
    address: 'text',
    pincode: 'number?',
    date_of_birth: 'text?',
    year_of_birth: 'number',
    blood_group: 'text?',
    geo_organization: 'object',
  }),
  booked_on: 'text',
  booked_by: author,
  status: 'text',
  note: 'text',
  resource_type: 'text',
  resource: author,
  facility: record({ meta: 'object', id: 'text', name: 'text' }),
  ...stamps,
  token: { maybe: 'object' },
  tags: ['object'],
  charge_item: { maybe: 'object' },
} as const
const appointmentRow = record(appointmentFields)
const appointment = record({ ...appointmentFields, associated_encounter: { orEmpty: encounterRow } })

const facility = record({
  id: 'text',
  name: 'text',
  description: 'text',
  longitude: 'text?',
  latitude: 'text?',
  pincode: 'number?',
  address: 'text',
  phone_number: 'text',
  middleware_address: 'text?',
  facility_type: 'text',
  is_public: 'flag',
  features: ['number'],
  cover_image_url: 'text?',
  read_cover_image_url: 'text?',
  geo_organization: 'object',
  created_by: 'object',
  invoice_number_expression: 'text?',
})
const requestFields = {
  id: 'text',
  emergency: 'flag',
  title: 'text',
  reason: 'text',
  referring_facility_contact_name: 'text',
  referring_facility_contact_number: 'text',
  status: 'text',
  category: 'text',
  priority: 'number',
  origin_facility: facility,
  assigned_facility: { maybe: facility },
  ...times,
} as const
export const resourceRequest = record({
  ...requestFields,
  approving_facility: { maybe: facility },
  related_patient: { maybe: patientRow },
  assigned_to: { maybe: user },
  created_by: author,
  updated_by: author,
})

const response = record({
  id: 'text',
  // Missing where a structured answer has left the response.
  questionnaire: { optional: { maybe: 'object' } },
  subject_id: 'text',
  responses: ['object'],
  encounter: 'text?',
  structured_responses: { each: record({ id: 'text', submit_type: 'text' }) },
  structured_response_type: 'text?',
  ...stamps,
})

const observation = record({
  id: 'text',
  status: 'text',
  category: 'object',
  main_code: 'object',
  alternate_coding: ['object'],
  subject_type: 'text',
  encounter: 'nothing',
  effective_datetime: 'text',
  performer: 'object',
  value_type: 'text',
  value: 'object',
  note: 'text',
  body_site: 'object',
  method: 'object',
  reference_range: ['object'],
  interpretation: 'text',
  parent: 'text?',
  questionnaire_response: 'text?',
  component: ['object'],
  created_by: author,
  updated_by: author,
  data_entered_by: author,
})

const condition = record({
  id: 'text',
  clinical_status: 'text?',
  verification_status: 'text',
  category: 'text',
  severity: 'text?',
  code: 'object',
  encounter: 'text',
  onset: 'object',
  abatement: 'object',
  note: 'text?',
  ...stamps,
})
const allergy = record({
  id: 'text',
  clinical_status: 'text',
  verification_status: 'text',
  category: 'text',
  criticality: 'text',
  code: 'object',
  encounter: 'text',
  onset: 'object',
  last_occurrence: 'text?',
  recorded_date: 'text?',
  note: 'text?',
  allergy_intolerance_type: 'text',
  ...stamps,
})

const statement = record({
  id: 'text',
  status: 'text',
  reason: 'text?',
  medication: 'object',
  dosage_text: 'text?',
  effective_period: { maybe: 'object' },
  encounter: 'text',
  information_source: 'text?',
  note: 'text?',
  ...stamps,
})
const prescriptionFields = {
  id: 'text',
  status: 'text',
  note: 'text?',
  name: 'text?',
  ...times,
  prescribed_by: author,
  tags: ['object'],
} as const
const medicationFields = {
  id: 'text',
  status: 'text',
  status_reason: 'text?',
  intent: 'text',
  category: 'text',
  priority: 'text',
  do_not_perform: 'flag',
  medication: 'object',
  dosage_instruction: ['object'],
  authored_on: 'text',
  note: 'text?',
  dispense_status: 'text?',
  requested_product: { maybe: 'object' },
  requester: { maybe: author },
  ...stamps,
} as const
/** A row of a list was not recorded; so is the answer of an upsert. */
const medicationRequest = record({
  ...medicationFields,
  encounter: 'text',
  prescription: { maybe: record(prescriptionFields) },
})

const fileFields = {
  id: 'text',
  name: 'text',
  file_type: 'text',
  file_category: 'text',
  associating_id: 'text',
  archived_by: { maybe: author },
  archived_datetime: 'text?',
  upload_completed: 'flag',
  is_archived: 'flag',
  archive_reason: 'text',
  created_date: 'text',
  extension: 'text',
  uploaded_by: author,
  mime_type: 'text',
} as const

/** CARE gives a comment no id; one that waits has one of this tablet. */
const comment = record({
  id: { optional: 'text' },
  comment: 'text',
  created_by: author,
  created_date: 'text',
})

/** Its number is the server's to give. */
const tokenFields = {
  id: 'text',
  category: 'object',
  note: 'text?',
  patient: { orEmpty: patientRow },
  number: 'number?',
  status: 'text',
  queue: 'object',
} as const
const tokenOfPatient = record({
  ...tokenFields,
  updated_by: { maybe: author },
  booking: 'object',
  resource_type: 'text',
  resource: author,
})

/** Was not recorded: as CARE's source has it. The price is the server's to tell. */
const chargeItem = record({
  id: 'text',
  title: 'text',
  description: 'text?',
  status: 'text',
  code: { maybe: 'object' },
  quantity: 'text?',
  unit_price_components: ['object'],
  note: 'text?',
  override_reason: { maybe: 'object' },
  service_resource: 'text?',
  service_resource_id: 'text?',
  total_price_components: ['object'],
  total_price: 'text?',
  charge_item_definition: 'object',
  paid_invoice: { maybe: 'object' },
  tags: ['object'],
  created_date: 'text',
  modified_date: 'text',
})

/** Was not recorded: as CARE's source has it. */
const serviceRequestFields = {
  id: 'text',
  title: 'text',
  status: 'text',
  intent: 'text',
  priority: 'text',
  note: 'text?',
  patient_instruction: 'text?',
  occurance: 'text?',
  category: 'text?',
  do_not_perform: 'flag',
  body_site: { maybe: 'object' },
  code: { maybe: 'object' },
  encounter: encounterRow,
  tags: ['object'],
  requester: { maybe: author },
  ...times,
} as const
const serviceRequest = record({
  ...serviceRequestFields,
  locations: ['object'],
  healthcare_service: { maybe: 'object' },
  activity_definition: { maybe: 'object' },
  specimens: ['object'],
  diagnostic_reports: ['object'],
  patient: 'object',
  created_by: author,
  updated_by: author,
})

/** By a phone number only what tells people apart is told, by an identifier all. */
const found = record({ id: 'text', name: 'text', gender: 'text', phone_number: 'text', partial_id: 'text' })

/** By the key of the read. */
export const careAnswers = {
  'patient.detail': patient,
  'patient.searchRetrieve': patient,
  'patient.list': page(patientRow),
  'patient.search': record({ partial: 'flag', results: [{ either: [found, patient] }] }),
  'patientUser.list': record({ results: [user] }),
  'encounter.detail': encounter,
  'encounter.list': page(encounterRow),
  'encounter.organizations': record({ results: [department] }),
  'appointment.detail': appointment,
  'appointment.list': page(appointmentRow),
  'appointment.ofPatient': page(appointmentRow),
  'slot.day': record({ results: [slot] }),
  'slot.detail': slot,
  'slot.stats': { each: record({ total_slots: 'number', booked_slots: 'number' }) },
  'resourceRequest.detail': resourceRequest,
  'resourceRequest.list': page(record(requestFields)),
  'questionnaireResponse.list': page(response),
  'questionnaireResponse.detail': response,
  'observation.list': page(observation),
  'observation.analysis': record({ results: [record({ code: 'object', results: [observation] })] }),
  'symptom.list': page(condition),
  'symptom.detail': condition,
  'diagnosis.list': page(condition),
  'diagnosis.detail': condition,
  'allergyIntolerance.list': page(allergy),
  'allergyIntolerance.detail': allergy,
  'medicationStatement.list': page(statement),
  'medicationStatement.detail': statement,
  'medicationRequest.list': page(medicationRequest),
  'medicationRequest.detail': medicationRequest,
  'prescription.list': page(record(prescriptionFields)),
  'prescription.detail': record({
    ...prescriptionFields,
    created_by: author,
    updated_by: author,
    medications: [record(medicationFields)],
  }),
  'file.list': page(record(fileFields)),
  'file.detail': record({
    ...fileFields,
    signed_url: 'text?',
    read_signed_url: 'text?',
    internal_name: 'text',
  }),
  'resourceRequest.comments': page(comment),
  'token.detail': record(tokenFields),
  'token.ofPatient': page(tokenOfPatient),
  'chargeItem.list': page(chargeItem),
  'serviceRequest.list': page(record(serviceRequestFields)),
  'serviceRequest.detail': serviceRequest,
} as const satisfies Record<string, Shape>
