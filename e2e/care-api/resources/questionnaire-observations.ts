// Which observations are in the answers to a form: one for each coded question that was answered.
import type { AnswerValue, Coding, ObservationRow, Question, QuestionAnswer } from '../tables.ts'
import { byQuestion } from './questionnaire-answers.ts'

export type Observed = Pick<ObservationRow, 'main_code' | 'value_type' | 'value' | 'note' | 'component'>

export function observationsIn(questions: Question[], results: QuestionAnswer[]): Observed[] {
  const answers = byQuestion(results)
  return questions.flatMap((question) => {
    const answer = answers.get(question.id)
    if (question.type !== 'group') return answer === undefined ? [] : observationOf(question, answer)
    if (question.is_component === true && question.code !== undefined) {
      return [componentGroup(question, question.code, results)]
    }
    const entries = question.repeats === true ? (answer?.sub_results ?? []) : [results]
    return entries.flatMap((entry) => observationsIn(question.questions ?? [], entry))
  })
}

function observationOf(question: Question, answer: QuestionAnswer): Observed[] {
  const [first] = answer.values ?? []
  if (question.code === undefined || first === undefined) return []
  return [
    {
      main_code: question.code,
      value_type: question.type,
      value: valueIn(question, first),
      note: answer.note ?? '',
      component: [],
    },
  ]
}

/** A group that is one observation; it leaves one at each submit, also without answers. */
function componentGroup(group: Question, code: Coding, results: QuestionAnswer[]): Observed {
  const component = observationsIn(group.questions ?? [], results).map(({ main_code, value }) => ({
    code: main_code,
    value,
  }))
  return { main_code: code, value_type: 'group', value: {}, note: '', component }
}

function valueIn(question: Question, { value, unit, coding }: AnswerValue): Record<string, unknown> {
  const measure = unit ?? question.unit
  return {
    ...(value === null || value === undefined ? {} : { value }),
    ...(measure === undefined ? {} : { unit: measure }),
    ...(coding ? { coding } : {}),
  }
}
