// What a questionnaire says of the clinical lists: an item of each.

import { valueAt } from '../../../../shared/json.ts'
import { answer, batch, listOf, type Structured, structured } from '../../structured-forms.ts'
import { noTerminology } from '../causes.ts'
import { aVisit } from '../grounds.ts'
import { encounterUpdates } from '../screens.ts'
import type { Ids, Workflow } from '../workflow.ts'

const aboutOf = ({ patient = '', encounter = '' }: Ids) => ({ patient, encounter })

const inList = (kind: Structured, words: string): Workflow => ({
  name: `questionnaire: ${words}`,
  rules: '[CA40] [CA41] [CA43]',
  ground: aVisit,
  form: (_, ids) => batch(answer(kind, aboutOf(ids), {})),
  made: (told) => String(valueAt(told, '/results/0/data/0/id')),
  reads: (ids) => [...encounterUpdates(ids.patient ?? '', ids.encounter ?? ''), listOf(kind, aboutOf(ids))],
  // The form shows what it has made, and sends it again.
  next: (_, { made = '', ...ids }) =>
    batch(answer(kind, aboutOf(ids), { ...structured[kind].change, id: made })),
  meanwhile: [
    {
      what: 'the same noted by another',
      by: (desk, ids) => desk.elsewhere(batch(answer(kind, aboutOf(ids), {}))),
      outcome: 'beside',
    },
    {
      what: 'the visit closed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { status: 'completed' }),
      // An allergy is the patient's, whatever has become of the visit.
      outcome: kind === 'allergy_intolerance' ? 'beside' : 'refused',
    },
  ],
  refusal: noTerminology,
})

export const structuredAnswers: readonly Workflow[] = [
  inList('allergy_intolerance', 'allergy'),
  inList('medication_request', 'medication request'),
  inList('medication_statement', 'medication statement'),
  inList('symptom', 'symptom'),
  inList('diagnosis', 'diagnosis'),
]
