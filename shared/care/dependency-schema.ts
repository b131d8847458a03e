// Where the ids of other records stand in each kind of write. The engine finds ids wherever they are; this table is
// for readers, and a test holds it against the policies.

export interface IdPlace {
  /** In the path's parameters, or in the body. */
  in: 'path' | 'payload'
  /** Dotted, `*` for each element: `requests.*.body.encounter`. */
  at: string
  resource:
    | 'patient'
    | 'encounter'
    | 'appointment'
    | 'slot'
    | 'facility'
    | 'facilityOrganization'
    | 'organization'
    | 'user'
    /** A record of the clinical list that the write is about. */
    | 'clinicalItem'
    | 'role'
    | 'resourceRequest'
    | 'token'
    | 'tokenCategory'
    | 'tokenQueue'
    | 'file'
}

const inPath = (at: string, resource: IdPlace['resource']): IdPlace => ({ in: 'path', at, resource })
const inPayload = (at: string, resource: IdPlace['resource']): IdPlace => ({ in: 'payload', at, resource })

/** `id`: of the record that an item changes. */
const upsert = (before = ''): IdPlace[] => [
  inPayload(`${before}datapoints.*.encounter`, 'encounter'),
  inPayload(`${before}datapoints.*.patient`, 'patient'),
  inPayload(`${before}datapoints.*.requester`, 'user'),
  inPayload(`${before}datapoints.*.id`, 'clinicalItem'),
]

const inRequestForm = [
  inPayload('related_patient', 'patient'),
  inPayload('origin_facility', 'facility'),
  inPayload('approving_facility', 'facility'),
  inPayload('assigned_facility', 'facility'),
  inPayload('assigned_to', 'user'),
]

export const dependencySchema: Readonly<Record<string, readonly IdPlace[]>> = {
  create_patient: [inPayload('geo_organization', 'organization'), inPayload('facility', 'facility')],
  update_patient: [inPath('id', 'patient'), inPayload('geo_organization', 'organization')],
  assign_user_to_patient: [inPath('id', 'patient'), inPayload('user', 'user'), inPayload('role', 'role')],
  remove_user_from_patient: [inPath('id', 'patient'), inPayload('user', 'user')],
  create_resource_request: inRequestForm,
  update_resource_request: [inPath('id', 'resourceRequest'), ...inRequestForm],
  comment_on_resource_request: [inPath('id', 'resourceRequest')],
  create_encounter: [
    inPayload('patient', 'patient'),
    inPayload('appointment', 'appointment'),
    inPayload('facility', 'facility'),
    inPayload('organizations.*', 'facilityOrganization'),
  ],
  update_encounter: [
    inPath('id', 'encounter'),
    inPayload('patient', 'patient'),
    inPayload('facility', 'facility'),
  ],
  mark_encounter_as_complete: [
    inPath('id', 'encounter'),
    inPayload('patient', 'patient'),
    inPayload('facility', 'facility'),
  ],
  non_structured_questionnaire: [
    inPayload('requests.*.body.patient', 'patient'),
    inPayload('requests.*.body.encounter', 'encounter'),
    // The subject: a form is about an encounter or about a patient.
    inPayload('requests.*.body.resource_id', 'encounter'),
    inPayload('requests.*.body.resource_id', 'patient'),
  ],
  // In a batch ids stand in every sub-request's `url` as well.
  structured_questionnaire: [
    inPayload('requests.*.body.patient', 'patient'),
    inPayload('requests.*.body.encounter', 'encounter'),
    inPayload('requests.*.body.resource_id', 'encounter'),
    inPayload('requests.*.body.resource_id', 'patient'),
    inPayload('requests.*.body.associating_id', 'encounter'),
    inPayload('requests.*.body.associating_id', 'patient'),
    ...upsert('requests.*.body.'),
    inPayload('requests.*.body.requests.*.encounter', 'encounter'),
    inPayload('requests.*.body.service_request.requester', 'user'),
  ],
  symptom: [inPath('patientId', 'patient'), ...upsert()],
  diagnosis: [inPath('patientId', 'patient'), ...upsert()],
  allergy_intolerance: [inPath('patientId', 'patient'), ...upsert()],
  medication_statement: [inPath('patientId', 'patient'), ...upsert()],
  medication_request: [inPath('patientId', 'patient'), ...upsert()],
  charge_item: [
    inPath('facilityId', 'facility'),
    inPayload('requests.*.encounter', 'encounter'),
    inPayload('requests.*.patient', 'patient'),
  ],
  service_request: [
    inPath('facilityId', 'facility'),
    inPayload('encounter', 'encounter'),
    inPayload('service_request.requester', 'user'),
  ],
  create_appointment: [
    inPath('facilityId', 'facility'),
    inPath('slotId', 'slot'),
    inPayload('patient', 'patient'),
  ],
  // The answer is a new appointment: what comes later names that one.
  reschedule_appointment: [
    inPath('facilityId', 'facility'),
    inPath('id', 'appointment'),
    inPayload('new_slot', 'slot'),
  ],
  update_appointment_status: [inPath('facilityId', 'facility'), inPath('id', 'appointment')],
  generate_token: [
    inPath('facilityId', 'facility'),
    inPath('id', 'appointment'),
    inPayload('category', 'tokenCategory'),
    inPayload('queue', 'tokenQueue'),
  ],
  update_token: [inPath('facilityId', 'facility'), inPath('queueId', 'tokenQueue'), inPath('id', 'token')],
  upload_file: [
    inPayload('associating_id', 'patient'),
    inPayload('associating_id', 'encounter'),
    // With its content in the form.
    inPayload('encounter', 'encounter'),
  ],
  complete_upload: [inPath('id', 'file')],
  archive_file: [inPath('id', 'file')],
  cancel_appointment: [inPath('facilityId', 'facility'), inPath('id', 'appointment')],
}
