// What a refusal means, asked of the write's policy while the server is at hand. Where it cannot be asked any more, what
// the policy can tell without.

import type { ApiRequest } from '../api-request.ts'
import type { Failure } from '../failure.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { Policies } from '../policy/policies.ts'
import type { Line } from './ask.ts'
import { askFirst } from './ask-first.ts'

export interface ExplainTools {
  line: Line
  policies: Policies
}

/** `request`: as it was sent. Never rejects for want of an answer: a refusal is told with or without a reason. */
export async function explainRefusal(
  { line, policies }: ExplainTools,
  write: OfflineWrite,
  request: ApiRequest,
  failure: Failure,
): Promise<Failure> {
  const matched = policies.matchStored(write, request)
  const explain = matched?.policy.explain
  if (failure.code !== 'refused' || !explain) return failure
  const { status, body } = failure
  const questions = () => explain(matched, { status, body, provisional: write.provisional })
  const asked = await askFirst(line, write.userId, questions())
  const reason = 'result' in asked ? asked.result : unasked(questions())
  return reason ? { ...failure, reason } : failure
}

function unasked<Result>(questions: Generator<ApiRequest, Result, undefined>): Result {
  let step = questions.next()
  while (!step.done) step = questions.next()
  return step.value
}
