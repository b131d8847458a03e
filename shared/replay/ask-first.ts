// Runs a policy's generator against the server: it yields the reads it wants, and is given their answers.

import type { ApiRequest } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { Asked, Line } from './ask.ts'

export type Unanswered = Extract<Asked, { kind: 'postponed' | 'paused' }>

/** Ends early, with the reason, where the server cannot be asked: that is never an answer. */
export async function askFirst<Result>(
  line: Line,
  userId: string,
  questions: Generator<ApiRequest, Result, Json | undefined>,
): Promise<{ result: Result } | Unanswered> {
  let step = questions.next()
  while (!step.done) {
    const asked = await line.ask(userId, step.value)
    if (asked.kind === 'postponed' || asked.kind === 'paused') return asked
    step = questions.next(asked.kind === 'answer' ? asked.body : undefined)
  }
  return { result: step.value }
}
