// Whether the answers to a form are right: what is required, what `enable_when` allows, the type of each value.
import type { AnswerValue, Question, QuestionAnswer } from '../tables.ts'

interface AnswerError {
  question_id: string
  type?: string
  msg?: string
  error?: string
}

/** Says whether a code belongs to a value set. */
export type InValueSet = (code: string) => boolean

type Answers = Map<string, QuestionAnswer>

export interface Checked {
  errors: AnswerError[]
  /** The questions without those that `enable_when` switched off. */
  enabled: Question[]
}

export function checkAnswers(
  questions: Question[],
  results: QuestionAnswer[],
  inValueSet: InValueSet,
): Checked {
  const byLink = new Map(flatten(questions).map((question) => [question.link_id, question.id]))

  const check = (asked: Question[], answers: Answers): Checked => {
    const parts = asked.map((question) => checkOne(question, answers))
    return { errors: parts.flatMap((part) => part.errors), enabled: parts.flatMap((part) => part.enabled) }
  }

  const checkOne = (question: Question, answers: Answers): Checked => {
    const answer = answers.get(question.id)
    if (!isEnabled(question, answers, byLink)) {
      const msg = `Question or group '${question.link_id}' is not permitted by its enable_when conditions`
      const error = { question_id: question.id, type: 'enable_when_failed', msg }
      return { errors: answer === undefined ? [] : [error], enabled: [] }
    }
    if (question.type === 'group') return checkGroup(question, answer, answers)
    if (answer === undefined) {
      const missing = { question_id: question.id, error: 'Question not answered' }
      return { errors: question.required === true ? [missing] : [], enabled: [question] }
    }
    return { errors: checkValue(question, answer, inValueSet), enabled: [question] }
  }

  /** A repeating group has its answers in itself, one list for each entry; another group beside itself. */
  const checkGroup = (group: Question, answer: QuestionAnswer | undefined, answers: Answers): Checked => {
    const children = group.questions ?? []
    if (group.repeats !== true) {
      const { errors, enabled } = check(children, answers)
      return { errors, enabled: [{ ...group, questions: enabled }] }
    }
    const entries = answer?.sub_results ?? []
    const errors = entries.flatMap((entry) => check(children, byQuestion(entry)).errors)
    return { errors, enabled: [group] }
  }

  return check(questions, byQuestion(results))
}

export const byQuestion = (results: QuestionAnswer[]): Answers =>
  new Map(results.map((result) => [result.question_id, result]))

const flatten = (questions: Question[]): Question[] =>
  questions.flatMap((question) => [question, ...flatten(question.questions ?? [])])

function isEnabled(question: Question, answers: Answers, byLink: Map<string, string>): boolean {
  const conditions = question.enable_when ?? []
  if (conditions.length === 0) return true
  const met = ({ question: link, operator, answer }: (typeof conditions)[number]) => {
    const given = answers.get(byLink.get(link) ?? '')?.values?.[0]?.value ?? undefined
    return compare(operator, given, String(answer))
  }
  return question.enable_behavior === 'any' ? conditions.some(met) : conditions.every(met)
}

function compare(operator: string, given: string | undefined, expected: string): boolean {
  if (operator === 'exists') return (given !== undefined) === (expected === 'true')
  if (operator === 'not_equals') return given !== expected
  if (given === undefined) return false
  switch (operator) {
    case 'greater':
      return Number(given) > Number(expected)
    case 'less':
      return Number(given) < Number(expected)
    case 'greater_or_equals':
      return Number(given) >= Number(expected)
    case 'less_or_equals':
      return Number(given) <= Number(expected)
    default:
      return given === expected
  }
}

/** Only the first value of a repeating question is looked at. */
function checkValue(question: Question, answer: QuestionAnswer, inValueSet: InValueSet): AnswerError[] {
  const [first] = answer.values ?? []
  const question_id = question.id
  if (first === undefined) {
    return [{ question_id, type: 'values_missing', msg: 'No value provided for question' }]
  }
  const typeError = (msg: string): AnswerError => ({ type: 'type_error', question_id, msg })
  if (question.type === 'quantity') return first.unit ? [] : [typeError('Quantity is required')]
  if (question.type === 'choice') return checkChoice(question, first, inValueSet)
  const value = first.value ?? ''
  if (question.type === 'boolean' && !/^(true|false|0|1)$/i.test(value)) {
    return [typeError(`Invalid boolean value: ${value}`)]
  }
  const pattern = patterns[question.type]
  const wrong = pattern !== undefined && !(pattern.test(value) && isDate(question.type, value))
  return wrong ? [typeError(`Invalid ${question.type}`)] : []
}

const patterns: Record<string, RegExp> = {
  decimal: /^[+-]?(\d+\.?\d*|\.\d+)$/,
  integer: /^[+-]?\d+$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  dateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
  time: /^\d{2}:\d{2}:\d{2}$/,
  url: /^https?:\/\/\S+$/,
}

const isDate = (type: string, value: string) => !type.startsWith('date') || !Number.isNaN(Date.parse(value))

function checkChoice(question: Question, first: AnswerValue, inValueSet: InValueSet): AnswerError[] {
  const question_id = question.id
  const error = (type: string, msg: string): AnswerError => ({ type, question_id, msg })
  if (question.answer_value_set === undefined) {
    const offered = question.answer_option?.some(({ value }) => value === first.value) === true
    return offered ? [] : [error('type_error', 'Invalid choice')]
  }
  if (!first.coding) {
    return [error('type_error', 'Invalid choice'), error('type_error', 'Coding is required')]
  }
  return inValueSet(first.coding.code)
    ? []
    : [error('valueset_error', 'Coding does not belong to the valueset')]
}
