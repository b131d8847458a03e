// A questionnaire that charges what was done, and one that asks for a test.

import { valueAt } from '../../../../shared/json.ts'
import { charge, chargesOf, definitions, order, orderOf, ordersOf } from '../../order-forms.ts'
import { batch, vitalsAnswer } from '../../structured-forms.ts'
import { notAllowed } from '../causes.ts'
import { encounterUpdates } from '../screens.ts'
import type { Ids, Workflow } from '../workflow.ts'
import { unstructuredAnswers } from './unstructured-answers.ts'

const visitClosed = unstructuredAnswers.meanwhile.slice(1)

const charging = ({ patient = '', encounter = '' }: Ids) =>
  batch(vitalsAnswer({ patient, encounter }), charge(encounter))

/** Beside answers of its form: charges alone do not tell who made them, and a person looks after a lost answer. */
export const structuredCharge: Workflow = {
  ...unstructuredAnswers,
  name: 'questionnaire: charge item',
  rules: '[CA61] [CA45] [CA46]',
  form: (_, ids) => charging(ids),
  reads: ({ patient = '', encounter = '' }) => [
    ...encounterUpdates(patient, encounter),
    ...definitions,
    chargesOf(encounter),
  ],
  onlyTheServerKnows: ['unit_price_components', 'total_price_components', 'total_price'].map(
    (name) => `results.${name}`,
  ),
  meanwhile: [
    {
      what: 'the same charged by another',
      by: (desk, { encounter = '' }) => desk.elsewhere(batch(charge(encounter))),
      outcome: 'beside',
    },
    ...visitClosed,
  ],
}

const ordering = ({ encounter = '' }: Ids) => batch(order(encounter))

export const structuredOrder: Workflow = {
  ...unstructuredAnswers,
  name: 'questionnaire: service request',
  rules: '[CA61] [CA45] [CA31]',
  form: (_, ids) => ordering(ids),
  made: (told) => String(valueAt(told, '/results/0/data/id')),
  reads: ({ patient = '', encounter = '', made = '' }) => [
    ...encounterUpdates(patient, encounter),
    ...definitions,
    ordersOf(encounter),
    orderOf(made),
  ],
  meanwhile: [
    {
      what: 'the same asked for by another',
      by: (desk, ids) => desk.elsewhere(ordering(ids)),
      outcome: 'beside',
    },
    ...visitClosed,
  ],
  refusal: notAllowed(),
}
