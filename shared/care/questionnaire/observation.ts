// The observations that a form about an encounter leaves: one per coded question, one per coded group of components.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import { innerId } from '../inner-id.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'

/** In the order of the questions; the server's lists show them the other way round. */
export function observationsOf(response: JsonObject): JsonObject[] {
  const questionnaire = asObject(response.questionnaire)
  if (questionnaire.subject_type !== 'encounter') return []
  const answers = new Map(objectsIn(response.responses).map((answer) => [textOf(answer.question_id), answer]))
  return observe(objectsIn(questionnaire.questions), answers).map((observation, i) => ({
    ...frame(response),
    ...observation,
    id: innerId(textOf(response.id), i),
  }))
}

type Answers = Map<string, JsonObject>

function observe(questions: JsonObject[], answers: Answers): JsonObject[] {
  return questions.flatMap((question) => {
    if (question.type === 'group') return observeGroup(question, answers)
    if (!isObject(question.code)) return []
    const answer = answers.get(textOf(question.id))
    return objectsIn(answer?.values).map((value) => ({
      main_code: question.code ?? {},
      value_type: question.type ?? '',
      value: measured(question, value),
      note: answer?.note ?? '',
    }))
  })
}

/** A coded group of components leaves one, even an empty one, at each submit; its parts leave none of their own. */
function observeGroup(group: JsonObject, answers: Answers): JsonObject[] {
  const parts = objectsIn(group.questions)
  if (group.is_component !== true || !isObject(group.code)) return observe(parts, answers)
  const component = parts.flatMap((part) => {
    const [value] = objectsIn(answers.get(textOf(part.id))?.values)
    return value && isObject(part.code) ? [{ code: part.code, value: measured(part, value) }] : []
  })
  return [{ main_code: group.code, value_type: 'group', value: {}, note: '', component }]
}

const measured = (question: JsonObject, value: JsonObject): JsonObject =>
  question.unit && !value.unit ? { unit: question.unit, ...value } : value

const frame = (response: JsonObject): JsonObject => ({
  id: '',
  status: 'final',
  category: {},
  main_code: {},
  alternate_coding: [],
  subject_type: '',
  encounter: null,
  // The server dates them when they arrive, whatever the form says.
  effective_datetime: response.created_date ?? null,
  performer: {},
  value_type: '',
  value: {},
  note: '',
  body_site: {},
  method: {},
  reference_range: [],
  interpretation: '',
  parent: null,
  questionnaire_response: null,
  component: [],
  created_by: response.created_by ?? {},
  updated_by: response.updated_by ?? {},
  data_entered_by: response.created_by ?? {},
})

export const hasCode = (observation: JsonObject, codes: string): boolean =>
  codes.split(',').includes(textOf(asObject(observation.main_code as Json).code))
