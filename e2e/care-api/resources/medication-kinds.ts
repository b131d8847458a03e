// Medication statements and requests, two of the clinical lists: what they take, and what an update may change.
import { all, type Check, isObject, list, model, optional, required, rule, withDefault } from '../spec.ts'
import { coding, dateTime, dictionary, integer, oneOf, period, text, uuid } from '../spec-types.ts'
import type { ClinicalKind } from './clinical-kind.ts'

const requestStatus = oneOf(
  ...[
    'active',
    'on_hold',
    'ended',
    'stopped',
    'completed',
    'cancelled',
    'entered_in_error',
    'draft',
    'unknown',
  ],
)
const statementStatus = oneOf(
  ...['active', 'on_hold', 'completed', 'stopped', 'unknown', 'entered_in_error', 'not_taken', 'intended'],
)
const dispenseStatus = oneOf('complete', 'partial', 'incomplete', 'declined')

const dosage = model('DosageInstruction', {
  sequence: optional(integer),
  text: optional(text()),
  patient_instruction: optional(text()),
  timing: optional(dictionary),
  as_needed_boolean: required((value) =>
    typeof value === 'boolean'
      ? []
      : [{ type: 'bool_type', loc: [], msg: 'Input should be a valid boolean', input: value }],
  ),
  as_needed_for: optional(coding),
  route: optional(coding),
  site: optional(coding),
  method: optional(coding),
  dose_and_rate: optional(dictionary),
})

const neither: Check = (value) =>
  isObject(value) && !value.medication && !value.requested_product
    ? rule(() => 'Either medication or requested product is required')(value)
    : []

export const medicationKinds = (code: Check, encounter: Check): ClinicalKind[] => [
  {
    path: 'medication/statement',
    type: 'medication_statement',
    table: 'medicationStatements',
    create: model('MedicationStatementSpec', {
      status: required(statementStatus),
      reason: optional(text()),
      medication: required(code),
      dosage_text: optional(text()),
      effective_period: optional(period),
      encounter: required(encounter),
      information_source: optional(oneOf('related_person', 'practitioner', 'patient')),
      note: optional(text()),
    }),
    update: model('MedicationStatementUpdateSpec', {
      status: required(statementStatus),
      effective_period: optional(period),
      note: optional(text()),
    }),
    empty: {
      status: null,
      reason: null,
      medication: {},
      dosage_text: null,
      effective_period: null,
      information_source: null,
      note: null,
    },
    changeable: ['status', 'effective_period', 'note'],
    deletable: true,
  },
  {
    path: 'medication/request',
    type: 'medication_request',
    table: 'medicationRequests',
    create: all(
      model('MedicationRequestSpec', {
        status: required(requestStatus),
        status_reason: optional(text()),
        intent: required(
          oneOf(
            ...['proposal', 'plan', 'order', 'original_order', 'reflex_order', 'filler_order'],
            'instance_order',
          ),
        ),
        category: required(oneOf('inpatient', 'outpatient', 'community', 'discharge')),
        priority: required(oneOf('routine', 'urgent', 'asap', 'stat')),
        do_not_perform: withDefault(() => []),
        medication: optional(code),
        encounter: required(encounter),
        dosage_instruction: required(list(dosage)),
        authored_on: required(dateTime),
        note: optional(text()),
        dispense_status: optional(dispenseStatus),
        requester: optional(uuid),
        requested_product: optional(uuid),
      }),
      neither,
    ),
    update: model('MedicationRequestUpdateSpec', {
      status: required(requestStatus),
      note: optional(text()),
      dispense_status: optional(dispenseStatus),
    }),
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
    },
    changeable: ['status', 'note', 'dispense_status'],
    deletable: true,
  },
]
