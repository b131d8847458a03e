// One read of the replay's own: a probe's or the conflict check's. Its failures are reasons to wait, never answers.

import type { ApiRequest } from '../api-request.ts'
import type { Reachability } from '../connection/reachability.ts'
import type { ServerClock } from '../connection/server-clock.ts'
import type { Failure } from '../failure.ts'
import type { Json } from '../json.ts'
import type { Policies } from '../policy/policies.ts'
import type { Answer, Clock, Content, Network } from '../ports.ts'
import type { TokenKeeper } from '../session/token-keeper.ts'
import { classify, type Verdict } from './classify.ts'
import type { Pace } from './pace.ts'

export type Pause = 'offline' | 'unreachable' | 'captive-portal' | 'auth-required' | 'no-session'

export type Asked =
  | { kind: 'answer'; body: Json }
  | { kind: 'gone' }
  | { kind: 'postponed'; failure: Failure; retryAfterMs: number }
  | { kind: 'paused'; pause: Pause; failure: Failure }

interface SendOptions {
  timeoutMs: number
  idempotencyKey?: string
}

/** What became of content that was put to an address of the server's. */
export type Put =
  | { kind: 'taken' }
  /** Nobody answered, or somebody who asks to come back. Says nothing of CARE. */
  | { kind: 'unreachable' }
  | { kind: 'refused'; failure: Failure }
  | { kind: 'not-the-api'; failure: Failure }
  | { kind: 'paused'; pause: Pause }

export interface Line {
  /** Sends with the user's token, renewing it once when the API calls it dead. */
  send(
    userId: string,
    request: ApiRequest,
    options: SendOptions,
  ): Promise<Verdict | { kind: 'paused'; pause: Pause }>
  ask(userId: string, request: ApiRequest): Promise<Asked>
  /** Puts content to an address that the server gave, which needs no token. */
  put(url: string, content: Content, timeoutMs: number): Promise<Put>
}

export function createLine(
  network: Network,
  clock: Clock,
  tokens: TokenKeeper,
  policies: Policies,
  reachability: Reachability,
  serverClock: ServerClock,
  pace: Pick<Pace, 'heard'>,
): Line {
  async function once(
    request: ApiRequest,
    token: string,
    { timeoutMs, idempotencyKey }: SendOptions,
  ): Promise<Verdict> {
    const leftAtMs = clock.now()
    const key = idempotencyKey === undefined ? {} : { idempotencyKey }
    const answer = await network.send(request, { token, timeoutMs, ...key })
    const verdict = classify(answer, policies, serverClock.now())
    pace.heard(verdict)
    // With a key, the answer may be the one that the server gave the first time.
    if (verdict.kind === 'accepted' && request.method !== 'GET' && idempotencyKey === undefined) {
      const serverMs = policies.serverTimeIn?.(verdict.body)
      if (serverMs !== undefined) serverClock.heard(serverMs, leftAtMs)
    }
    if (answer.kind === 'none') reachability.silent(leftAtMs)
    else if (verdict.kind === 'not-the-api') reachability.intruded()
    else reachability.answered(clock.now() - leftAtMs)
    return verdict
  }

  const line: Line = {
    async send(userId, request, options) {
      if (!network.mayBeOnline()) return { kind: 'paused', pause: 'offline' }
      const first = await tokens.tokenFor(userId)
      if ('pause' in first) return { kind: 'paused', pause: first.pause }
      const verdict = await once(request, first.token, options)
      if (verdict.kind !== 'dead-session') return verdict
      const second = await tokens.tokenFor(userId, first.token)
      if ('pause' in second) return { kind: 'paused', pause: second.pause }
      return once(request, second.token, options)
    },
    async put(url, content, timeoutMs) {
      if (!network.mayBeOnline()) return { kind: 'paused', pause: 'offline' }
      const answer = await network.put(url, content, { timeoutMs })
      return judgePut(answer)
    },
    async ask(userId, request) {
      const verdict = await line.send(userId, request, { timeoutMs: 20_000 })
      switch (verdict.kind) {
        case 'accepted':
          return { kind: 'answer', body: verdict.body }
        case 'paused':
          return { kind: 'paused', pause: verdict.pause, failure: failureOfPause(verdict.pause) }
        case 'not-the-api':
          return { kind: 'paused', pause: 'captive-portal', failure: verdict.failure }
        case 'dead-session':
          return { kind: 'paused', pause: 'auth-required', failure: { code: 'auth-required' } }
        case 'refused':
          if (verdict.status === 404) return { kind: 'gone' }
          return { kind: 'postponed', failure: verdict.failure, retryAfterMs: 0 }
        case 'later':
          return { kind: 'postponed', failure: verdict.failure, retryAfterMs: verdict.retryAfterMs }
        case 'ambiguous':
          if (verdict.failure.code !== 'no-answer') {
            return { kind: 'postponed', failure: verdict.failure, retryAfterMs: 0 }
          }
          return { kind: 'paused', pause: 'unreachable', failure: verdict.failure }
      }
    },
  }
  return line
}

/** A store answers a PUT with nothing; whoever answers with a page is a portal, and has kept nothing. */
export function judgePut(answer: Answer): Put {
  if (answer.kind === 'none' || answer.status >= 500 || answer.status === 408 || answer.status === 429) {
    return { kind: 'unreachable' }
  }
  const { status, redirected, contentType, text } = answer
  const isStrange = redirected || status === 511 || (status >= 300 && status < 400)
  if (isStrange || /html/i.test(contentType) || /<html/i.test(text)) {
    return { kind: 'not-the-api', failure: { code: 'not-the-api', status } }
  }
  if (status < 300) return { kind: 'taken' }
  const [, words = `HTTP ${status}`] = /<Message>([^<]+)</.exec(text) ?? []
  return { kind: 'refused', failure: { code: 'refused', status, words } }
}

export const failureOfPause = (pause: Pause): Failure =>
  pause === 'auth-required' || pause === 'no-session'
    ? { code: 'auth-required' }
    : { code: 'no-answer', reason: 'network' }
