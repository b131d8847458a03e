// Checks the answers of a questionnaire that is only known at run time, and turns them into CARE's results.
import { z } from 'zod'
import { isInFuture } from '../components/date-time.ts'
import type { Question, QuestionResult } from '../resources/questionnaire.ts'
import { plausibleRange } from './plausible-range.ts'
import { type Answers, allQuestions, isEnabled } from './question-tree.ts'

export function answersSchema(questions: readonly Question[]) {
  const all = allQuestions(questions)
  return z
    .object({
      takenAt: z.string().min(1, 'error_required'),
      answers: z.record(z.string(), z.string().trim()),
    })
    .superRefine(({ takenAt, answers }, context) => {
      if (isInFuture(takenAt))
        context.addIssue({ code: 'custom', path: ['takenAt'], message: 'error_future' })
      for (const question of all) {
        if (!isEnabled(question, all, answers)) continue
        const message = answerProblem(question, answers[question.id] ?? '')
        if (message) context.addIssue({ code: 'custom', path: ['answers', question.id], message })
      }
    })
}

/** A translation key, or null when the answer will do. */
function answerProblem(question: Question, answer: string): string | null {
  if (question.type === 'group' || question.type === 'display') return null
  if (answer === '') return question.required ? 'error_required' : null
  if (question.type === 'integer' && !/^-?\d+$/.test(answer)) return 'error_integer'
  if (question.type === 'decimal' && !/^-?\d+([.,]\d+)?$/.test(answer)) return 'error_decimal'
  if (question.type !== 'integer' && question.type !== 'decimal') return null
  const range = plausibleRange(question)
  const number = Number(answer.replace(',', '.'))
  return range && (number < range.min || number > range.max) ? 'error_range' : null
}

/** Only what was answered, and only of questions that are switched on. */
export function toResults(
  questions: readonly Question[],
  answers: Answers,
  takenAt: string,
): QuestionResult[] {
  const all = allQuestions(questions)
  const resultsOf = (level: readonly Question[]): QuestionResult[] =>
    level
      .filter((question) => isEnabled(question, all, answers))
      .flatMap((question) => {
        const inside = resultsOf(question.questions ?? [])
        if (question.type === 'group' && question.repeats) {
          return inside.length === 0 ? [] : [{ question_id: question.id, values: [], sub_results: [inside] }]
        }
        const answer = (answers[question.id] ?? '').trim()
        if (answer === '') return inside
        const value = question.type === 'decimal' ? answer.replace(',', '.') : answer
        return [{ question_id: question.id, values: [{ value }], taken_at: takenAt }, ...inside]
      })
  return resultsOf(questions)
}
