// A write with content on its way: the form, the content, the request that makes it count. What each has brought is on
// record before the next leaves, so whoever comes after a death goes on from there. Only for the record that is on
// record is the last one sent: however often the first two are done, one record comes of it.

import type { ApiRequest } from '../api-request.ts'
import type { ServerClock } from '../connection/server-clock.ts'
import type { Failure } from '../failure.ts'
import type { Attempt, OfflineWrite } from '../outbox/offline-write.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { ContentRule, Reached } from '../policy/content-rule.ts'
import type { Line, Pause } from './ask.ts'
import type { Verdict } from './classify.ts'

export interface ContentTools {
  outbox: Outbox
  line: Line
  serverClock: Pick<ServerClock, 'now'>
  /** A step was taken: pages may show how far it is. */
  onStep?: (userId: string) => void
}

/** As of any request; or it is tried again by itself, from `reached` on. */
export type ContentVerdict =
  | Verdict
  | { kind: 'paused'; pause: Pause }
  | { kind: 'again'; failure: Failure; reached: Reached }
  | { kind: 'impossible'; failure: Failure }
  /** Somebody else has settled the attempt, or taken it for dead: nothing more was sent for it. */
  | { kind: 'overtaken' }

/** How long the upload of so many bytes may take: a slow network carries fifty kilobytes a second. */
export const uploadTimeoutMs = (bytes: number): number => 30_000 + bytes / 50

export async function sendWithContent(
  { outbox, line, serverClock, onStep }: ContentTools,
  write: OfflineWrite,
  attempt: Attempt,
  form: ApiRequest,
  rule: ContentRule,
  timeoutMs: number,
): Promise<ContentVerdict> {
  const begun = write.reached ?? {}
  let reached = isUsable(begun, rule, serverClock.now()) ? begun : {}

  const keep = async (next: Reached): Promise<boolean> => {
    const row = await outbox.markWriteStatus(
      write.id,
      { type: 'step-taken', reached: next },
      { attemptId: attempt.id },
    )
    reached = next
    onStep?.(write.userId)
    return row !== undefined
  }
  const again = (failure: Failure): ContentVerdict => ({ kind: 'again', failure, reached: {} })

  if (!reached.isPut && !reached.address) {
    const sinceMs = serverClock.now()
    const verdict = await line.send(write.userId, form, { timeoutMs })
    if (verdict.kind !== 'accepted') return verdict
    const answered = rule.begun(verdict.body)
    if (!answered) return { kind: 'not-the-api', failure: { code: 'not-the-api', status: 200 } }
    const next = { id: answered.id, address: { url: answered.url, sinceMs } }
    if (!(await keep(next))) return { kind: 'overtaken' }
  }
  if (!reached.isPut && reached.address) {
    const content = await outbox.content(write.id)
    if (!content) return { kind: 'impossible', failure: { code: 'content-gone' } }
    const put = await line.put(reached.address.url, content, uploadTimeoutMs(content.bytes.length))
    if (put.kind === 'unreachable') {
      const misses = (reached.misses ?? 0) + 1
      return { kind: 'again', failure: { code: 'content-unreachable' }, reached: { ...reached, misses } }
    }
    // An address that is too old, or of a bucket that has moved: the server gives another one.
    if (put.kind === 'refused') return again(put.failure)
    if (put.kind !== 'taken') return put
    const { misses: _, ...others } = reached
    if (!(await keep({ ...others, isPut: true }))) return { kind: 'overtaken' }
  }
  const verdict = await line.send(write.userId, rule.finish(reached.id ?? ''), { timeoutMs })
  // What was not finished in a day is gone from the server, and begins anew.
  return verdict.kind === 'refused' && verdict.status === 404 ? again(verdict.failure) : verdict
}

/** An address that has run out, or that was given in the future (clocks were put right), is none. */
function isUsable({ isPut, address }: Reached, { addressLifeMs }: ContentRule, nowMs: number): boolean {
  if (isPut || !address) return isPut === true
  const ageMs = nowMs - address.sinceMs
  return ageMs > -addressLifeMs && ageMs < addressLifeMs
}
