// A request that no policy speaks for, from a page that speaks in temporary ids: put into the server's ids and passed
// on, or, where the server knows no id for it yet, not sent at all.

import type { Network } from '../ports.ts'
import type { Caller } from './api-caller.ts'
import { type EngineAnswer, missAnswer, networkError, notYetAnswer } from './engine-answer.ts'
import { type Translation, translateAnswer } from './translate.ts'

export async function forward(
  network: Network,
  { request, unresolved, spoken, ids }: Translation,
  caller: Caller,
): Promise<EngineAnswer> {
  if (unresolved.length > 0) return request.method === 'GET' ? missAnswer() : notYetAnswer()
  const answer = await network.send(request, { token: caller.token, timeoutMs: 60_000 })
  if (answer.kind === 'none') return networkError
  return {
    status: answer.status,
    headers: { 'content-type': answer.contentType },
    text: answer.status === 204 ? null : translateAnswer(answer.text, { spoken }, ids),
  }
}
