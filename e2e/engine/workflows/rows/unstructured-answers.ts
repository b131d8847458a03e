// A questionnaire is filled in.

import { valueAt } from '../../../../shared/json.ts'
import { seeded } from '../../../care-api/seeded.ts'
import { vitals } from '../../forms.ts'
import { completed, encounterChange } from '../forms.ts'
import { aVisit } from '../grounds.ts'
import { encounterPage, encounterUpdates } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const unstructuredAnswers: Workflow = {
  name: 'questionnaire: unstructured',
  rules: '[CA5] [CA13]',
  ground: aVisit,
  form: (_, { patient = '', encounter = '' }) => vitals(patient, encounter),
  made: (answer) => String(valueAt(answer, '/results/0/data/id')),
  reads: ({ patient = '', encounter = '' }) => encounterUpdates(patient, encounter),
  // The visit is closed after what was said of it.
  async next(desk, { encounter = '' }) {
    const shown = await desk.get(encounterPage(encounter))
    return encounterChange(shown, completed(shown))
  },
  meanwhile: [
    {
      what: 'the same form filled in by another',
      by: (desk, { patient = '', encounter = '' }) => desk.elsewhere(vitals(patient, encounter)),
      outcome: 'beside',
    },
    {
      what: 'the visit closed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { status: 'completed' }),
      outcome: 'refused',
    },
  ],
  refusal: {
    words: /Questionnaire is inactive/,
    bring: (desk) => desk.change('questionnaires', seeded.questionnaires.vitals.id, { status: 'retired' }),
    relieve: (desk) => desk.change('questionnaires', seeded.questionnaires.vitals.id, { status: 'active' }),
  },
}
