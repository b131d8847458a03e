// One attempt: on record before the request leaves, settled when the answer has been understood. Whoever dies in
// between leaves a row that says so, and a lock that nobody holds.

import type { ApiRequest } from '../api-request.ts'
import type { ServerClock } from '../connection/server-clock.ts'
import type { Failure } from '../failure.ts'
import type { Json } from '../json.ts'
import type { Attempt, OfflineWrite } from '../outbox/offline-write.ts'
import { namesEveryId, type Outbox, type StepEvent } from '../outbox/outbox.ts'
import type { Policies } from '../policy/policies.ts'
import type { Clock, Locks, Random } from '../ports.ts'
import { failureOfPause, type Line, type Pause } from './ask.ts'
import { computeBackoffDelay } from './backoff.ts'
import { rebaseFrom } from './rebase.ts'
import { type ContentVerdict, sendWithContent } from './send-content.ts'

export interface AttemptTools {
  outbox: Outbox
  policies: Policies
  line: Line
  clock: Clock
  random: Random
  locks: Locks
  serverClock: ServerClock
  /** A write with content has come a step further: pages may show how far it is. */
  onStep?: (userId: string) => void
  /** Number of the replay's run; 0 for the open form. */
  lease: number
  /** The write's id goes along as `Idempotency-Key`: only where the API's CORS rules let it. */
  sendIdempotencyKey: boolean
  /**
   * How long after it left a request that nobody answered may still be carried out: until then "not there" is not
   * believed. CARE's own locks, and the patience of what runs it, end after about half a minute.
   */
  lateCommitMs: number
  /** Attempts that reached the server and did not settle the write, before a person is asked. */
  maxRetries: number
  retryDelayMs: number
}

/** How long one request may take before its answer counts as lost. */
export const attemptTimeoutMs = 30_000
/** How long a server may still be working on what it did not answer: nobody looks before. */
export const settleDelayMs = 2_000
/** After a time-out it is slow for certain: it must not be overtaken by a second request. */
const slowSettleDelayMs = 15_000

export const attemptLock = (writeId: string): string => `care-write:${writeId}`

export const newAttempt = ({ random, clock, serverClock, lease }: AttemptTools): Attempt => ({
  id: random.uuid(),
  startedAtMs: clock.now(),
  serverMs: serverClock.now(),
  notBeforeMs: serverClock.passed(),
  lease,
})

export type AttemptEnd =
  | { kind: 'received'; response: Json }
  | { kind: 'refused'; status: number; body: Json | undefined; failure: Failure }
  | { kind: 'kept'; pause: Pause | null }

/**
 * Sends what is on record as `sending` in `attempt`, and settles all but a refusal: that is for the caller to decide.
 * Must run under the write's `attemptLock`, taken before the row said `sending`.
 */
export async function runAttempt(
  tools: AttemptTools,
  write: OfflineWrite,
  attempt: Attempt,
  request: ApiRequest,
): Promise<AttemptEnd> {
  const { content, stamp } = tools.policies.write(write.syncRouteKey) ?? {}
  // A key names one request: of the several of a write with content each may be repeated without one.
  const verdict = content
    ? await sendWithContent(tools, write, attempt, request, content, attemptTimeoutMs)
    : await tools.line.send(write.userId, stamp ? stamp(request, write.id) : request, {
        timeoutMs: attemptTimeoutMs,
        ...(tools.sendIdempotencyKey ? { idempotencyKey: write.id } : {}),
      })
  const end = judge(tools, write, verdict)
  if (end.event) await tools.outbox.markWriteStatus(write.id, end.event, { attemptId: attempt.id })
  return end.result
}

function judge(
  { clock, random, policies, maxRetries, retryDelayMs }: AttemptTools,
  write: OfflineWrite,
  verdict: ContentVerdict,
): { event: StepEvent | null; result: AttemptEnd } {
  const kept = (event: StepEvent, pause: Pause | null = null) => ({
    event,
    result: { kind: 'kept' as const, pause },
  })
  const delay = (retryAfterMs = 0) =>
    computeBackoffDelay(write.retries, random.fraction(), retryAfterMs, {
      baseMs: retryDelayMs,
      capMs: 300_000,
    })
  const lastTry = write.retries + 1 >= maxRetries
  switch (verdict.kind) {
    case 'accepted': {
      if (!namesEveryId(write, verdict.body)) {
        const failure: Failure = { code: 'not-the-api', status: 200 }
        return kept(
          { type: 'answer-lost', failure, probeAtMs: clock.now() + settleDelayMs },
          'captive-portal',
        )
      }
      const rebase = rebaseFrom(policies, write, verdict.body)
      return {
        event: { type: 'accepted', response: verdict.body, atMs: clock.now(), rebase },
        result: { kind: 'received', response: verdict.body },
      }
    }
    case 'ambiguous': {
      const { failure } = verdict
      const silent = failure.code === 'no-answer'
      const slow = failure.code === 'no-answer' && failure.reason === 'timeout'
      const probeAtMs = clock.now() + (slow ? slowSettleDelayMs : settleDelayMs) + (silent ? 0 : delay())
      return kept({ type: 'answer-lost', failure: verdict.failure, probeAtMs }, silent ? 'unreachable' : null)
    }
    case 'later':
      return lastTry
        ? kept({ type: 'needs-attention', failure: verdict.failure })
        : kept({
            type: 'postponed',
            failure: verdict.failure,
            retryAtMs: clock.now() + delay(verdict.retryAfterMs),
          })
    case 'again': {
      const { failure, reached } = verdict
      // A store that cannot be reached is no fault of the write, and is asked more and more rarely.
      const isTry = failure.code !== 'content-unreachable'
      if (isTry && lastTry) return kept({ type: 'needs-attention', failure })
      const wait = computeBackoffDelay((reached.misses ?? 1) - 1, random.fraction(), 0, {
        baseMs: retryDelayMs,
        capMs: 300_000,
      })
      return kept({
        type: 'postponed',
        failure,
        reached,
        retryAtMs: clock.now() + (isTry ? delay() : wait),
      })
    }
    case 'impossible':
      return kept({ type: 'needs-attention', failure: verdict.failure })
    case 'overtaken':
      return { event: null, result: { kind: 'kept', pause: null } }
    case 'not-the-api':
      // Most likely it never arrived; but what lies about its name may lie about that too, so look first.
      return kept(
        { type: 'answer-lost', failure: verdict.failure, probeAtMs: clock.now() + settleDelayMs },
        'captive-portal',
      )
    case 'dead-session':
      return kept({ type: 'not-sent', failure: { code: 'auth-required' } }, 'auth-required')
    case 'paused':
      return kept({ type: 'not-sent', failure: failureOfPause(verdict.pause) }, verdict.pause)
    case 'refused':
      return {
        event: null,
        result: { kind: 'refused', status: verdict.status, body: verdict.body, failure: verdict.failure },
      }
  }
}
