// The words that CARE takes in the fields of each clinical list. Any other is a refusal of the whole form.

const conditions = {
  clinical_status: ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved', 'unknown'],
  verification_status: [
    ...['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered_in_error'],
  ],
  severity: ['mild', 'moderate', 'severe'],
  category: ['problem_list_item', 'encounter_diagnosis', 'chronic_condition'],
}

/** By CARE's name of the structured answer. */
export const allowedWords: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  symptom: conditions,
  diagnosis: conditions,
  allergy_intolerance: {
    clinical_status: ['active', 'inactive', 'resolved'],
    verification_status: ['unconfirmed', 'presumed', 'confirmed', 'refuted', 'entered_in_error'],
    category: ['food', 'medication', 'environment', 'biologic'],
    criticality: ['low', 'high', 'unable_to_assess'],
    allergy_intolerance_type: ['allergy', 'intolerance'],
  },
  medication_statement: {
    status: [
      ...['active', 'on_hold', 'completed', 'stopped', 'unknown', 'entered_in_error'],
      ...['not_taken', 'intended'],
    ],
    information_source: ['related_person', 'practitioner', 'patient'],
  },
  medication_request: {
    status: [
      ...['active', 'on_hold', 'ended', 'stopped', 'completed', 'cancelled', 'entered_in_error'],
      ...['draft', 'unknown'],
    ],
    intent: [
      ...['proposal', 'plan', 'order', 'original_order', 'reflex_order', 'filler_order', 'instance_order'],
    ],
    category: ['inpatient', 'outpatient', 'community', 'discharge'],
    priority: ['routine', 'urgent', 'asap', 'stat'],
    dispense_status: ['complete', 'partial', 'incomplete', 'declined'],
  },
}
