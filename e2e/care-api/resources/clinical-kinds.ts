// The clinical lists of a patient as data: what each takes, what an update may change, what an answer holds.
import type { Context } from '../route.ts'
import { all, model, optional, required, rule, withDefault } from '../spec.ts'
import { dateTime, integer, oneOf, text, uuid } from '../spec-types.ts'
import { boundCoding } from '../value-sets.ts'
import type { ClinicalKind } from './clinical-kind.ts'
import { medicationKinds } from './medication-kinds.ts'

const severity = oneOf('mild', 'moderate', 'severe')
const conditionStatus = oneOf(
  ...['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved', 'unknown'],
)
const conditionVerification = oneOf(
  ...['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered_in_error'],
)
const allergyStatus = oneOf('active', 'inactive', 'resolved')
const allergyVerification = oneOf(...['unconfirmed', 'presumed', 'confirmed', 'refuted', 'entered_in_error'])
export function clinicalKinds({ store, clock, settings }: Context): ClinicalKind[] {
  const code = boundCoding(settings)
  const encounter = all(
    uuid,
    rule((id) => (store.get('encounters', String(id)) === undefined ? 'Encounter not found' : undefined)),
  )
  const past = (what: string) =>
    all(
      dateTime,
      rule((value) =>
        Date.parse(String(value)) > clock.nowMs() ? `${what} cannot be in the future` : undefined,
      ),
    )
  const onset = model('OnSetSpec', {
    onset_datetime: optional(past('Onset date')),
    onset_age: optional(integer),
    onset_string: optional(text()),
    note: optional(text()),
  })

  const conditionAlways = {
    clinical_status: optional(conditionStatus),
    verification_status: required(conditionVerification),
    severity: optional(severity),
    code: required(code),
  }
  const conditionRest = {
    onset: withDefault(onset),
    abatement: withDefault(model('ConditionAbatementSpec', { abatement_datetime: optional(dateTime) })),
    note: optional(text()),
  }
  const condition = {
    table: 'conditions' as const,
    create: model('ConditionSpec', {
      ...conditionAlways,
      encounter: required(encounter),
      ...conditionRest,
      category: required(oneOf('problem_list_item', 'encounter_diagnosis', 'chronic_condition')),
    }),
    update: model('ConditionUpdateSpec', { ...conditionAlways, ...conditionRest }),
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
    deletable: true,
  }

  const allergyAlways = {
    clinical_status: required(allergyStatus),
    verification_status: required(allergyVerification),
    criticality: required(oneOf('low', 'high', 'unable_to_assess')),
    last_occurrence: optional(dateTime),
    note: optional(text()),
    encounter: required(encounter),
    allergy_intolerance_type: withDefault(oneOf('allergy', 'intolerance')),
  }

  return [
    { path: 'symptom', type: 'symptom', ...condition, categories: ['problem_list_item'] },
    {
      path: 'diagnosis',
      type: 'diagnosis',
      ...condition,
      categories: ['encounter_diagnosis', 'chronic_condition'],
    },
    {
      path: 'allergy_intolerance',
      type: 'allergy_intolerance',
      table: 'allergies',
      create: model('AllergyIntoleranceWriteSpec', {
        ...allergyAlways,
        category: required(oneOf('food', 'medication', 'environment', 'biologic')),
        recorded_date: optional(dateTime),
        code: required(code),
        onset: withDefault(onset),
      }),
      update: model('AllergyIntoleranceUpdateSpec', allergyAlways),
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
      changeable: [
        ...['clinical_status', 'verification_status', 'criticality', 'last_occurrence', 'note'],
        'allergy_intolerance_type',
      ],
      createsInClosed: true,
      moves: true,
      latestFirst: true,
      deletable: false,
    },
    ...medicationKinds(code, encounter),
  ]
}
