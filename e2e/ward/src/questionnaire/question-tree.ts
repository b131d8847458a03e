// Walking a questionnaire: which questions stand in it, and which are switched on by the answers so far.
import type { EnableWhen, Question } from '../resources/questionnaire.ts'

/** Answers by question id; an empty string is no answer. */
export type Answers = Record<string, string>

export function allQuestions(questions: readonly Question[]): Question[] {
  return questions.flatMap((question) => [question, ...allQuestions(question.questions ?? [])])
}

/** `all` is the flat list of the whole questionnaire, for conditions name other questions by their link id. */
export function isEnabled(question: Question, all: readonly Question[], answers: Answers): boolean {
  const conditions = question.enable_when ?? []
  if (conditions.length === 0) return true
  const holds = (condition: EnableWhen) => {
    const other = all.find((each) => each.link_id === condition.question)
    return conditionHolds(condition, other ? (answers[other.id] ?? '') : '')
  }
  return question.enable_behavior === 'any' ? conditions.some(holds) : conditions.every(holds)
}

function conditionHolds(condition: EnableWhen, given: string): boolean {
  const wanted = String(condition.answer)
  switch (condition.operator) {
    case 'equals':
      return given === wanted
    case 'not_equals':
      return given !== '' && given !== wanted
    case 'exists':
      return (given !== '') === (wanted === 'true')
    case 'greater':
      return given !== '' && Number(given) > Number(wanted)
    case 'less':
      return given !== '' && Number(given) < Number(wanted)
    case 'greater_or_equals':
      return given !== '' && Number(given) >= Number(wanted)
    case 'less_or_equals':
      return given !== '' && Number(given) <= Number(wanted)
  }
}
