// Sign-in, renewal and sign-out pass through here: the engine learns whose tablet it is, and keeps people signed in
// while the API cannot be reached.

import type { ApiRequest } from '../api-request.ts'
import type { EngineEvent } from '../bridge/engine-event.ts'
import type { Reachability } from '../connection/reachability.ts'
import type { ServerClock } from '../connection/server-clock.ts'
import { FailureError } from '../failure.ts'
import type { Policies } from '../policy/policies.ts'
import { hours } from '../policy/read-policy.ts'
import type { Answer, Clock, Network } from '../ports.ts'
import { classify, type Verdict } from '../replay/classify.ts'
import type { Sessions } from '../session/sessions.ts'
import type { ResponseStore } from '../store/response-database.ts'
import { type EngineAnswer, jsonAnswer, networkError } from './engine-answer.ts'

export interface SessionTools {
  policies: Policies
  sessions: Sessions
  responses: ResponseStore
  network: Network
  clock: Clock
  serverClock: ServerClock
  reachability: Reachability
  emit: (event: EngineEvent) => void
}

/** While the API cannot be reached, a renewal is answered with the tokens in hand for so long. */
const graceMs = hours(12)
const timeoutMs = 15_000

export type SessionCall = 'sign-in' | 'refresh' | 'sign-out'

export function sessionCallOf(policies: Policies, method: string, path: string): SessionCall | undefined {
  if (method !== 'POST') return undefined
  const { signIn, refresh, signOut } = policies.session
  if (signIn.includes(path)) return 'sign-in'
  if (path === refresh) return 'refresh'
  return path === signOut ? 'sign-out' : undefined
}

/** `token`: the page's own, which a sign-out carries. */
export async function answerSession(
  tools: SessionTools,
  call: SessionCall,
  request: ApiRequest,
  token: string | undefined,
): Promise<EngineAnswer> {
  if (call === 'sign-out') await leave(tools, token)
  const leftAtMs = tools.clock.now()
  const offline = tools.reachability.connectivity() === 'offline'
  const answer: Answer = offline
    ? { kind: 'none', reason: 'network' }
    : await tools.network.send(request, { timeoutMs, ...(token === undefined ? {} : { token }) })
  const verdict = classify(answer, tools.policies)
  if (answer.kind === 'none') tools.reachability.silent(leftAtMs)
  else if (verdict.kind === 'not-the-api') tools.reachability.intruded()
  else tools.reachability.answered(tools.clock.now() - leftAtMs)

  if (verdict.kind === 'accepted' && call !== 'sign-out') await learn(tools, call, verdict, leftAtMs)
  const unreached = verdict.kind === 'ambiguous' || verdict.kind === 'later' || verdict.kind === 'not-the-api'
  if (!unreached) return asItCame(answer)
  if (call === 'refresh') return (await tokensInHand(tools, request)) ?? asItCame(answer)
  if (call === 'sign-out') return jsonAnswer(200, {}, 'session')
  return asItCame(answer)
}

async function learn(
  { policies, sessions, serverClock, emit }: SessionTools,
  call: 'sign-in' | 'refresh',
  verdict: Extract<Verdict, { kind: 'accepted' }>,
  leftAtMs: number,
): Promise<void> {
  const tokens = policies.session.tokensIn(verdict.body)
  const claims = tokens && policies.session.readToken(tokens.access)
  if (!tokens || !claims) return
  if (claims.issuedAtMs !== undefined) serverClock.heard(claims.issuedAtMs, leftAtMs)
  const keep = call === 'sign-in' ? sessions.signedIn : sessions.renewed
  try {
    await keep(claims.userId, tokens, claims.expiresAtMs)
  } catch (error) {
    // The page must get its tokens all the same: a refresh token is good for one time only.
    if (!(error instanceof FailureError)) throw error
    emit({ type: 'trouble', failure: error.failure })
    return
  }
  emit({ type: 'session', userId: claims.userId })
}

/** What the user has read is forgotten at once, network or not; what waits to be sent stays, and waits for them. */
async function leave(
  { policies, sessions, responses, emit }: SessionTools,
  token: string | undefined,
): Promise<void> {
  const userId = (token && policies.session.readToken(token)?.userId) || (await sessions.current())?.userId
  if (!userId) return
  await sessions.left(userId)
  await responses.wipe(userId)
  emit({ type: 'session', userId: null })
}

async function tokensInHand(
  { policies, sessions, clock }: SessionTools,
  request: ApiRequest,
): Promise<EngineAnswer | undefined> {
  const sent = policies.session.refreshTokenIn(request.body)
  const userId = sent && policies.session.readToken(sent)?.userId
  const row = userId ? await sessions.get(userId) : undefined
  const { access, refresh } = row?.tokens ?? {}
  const inTime = row !== undefined && clock.now() - row.renewedAtMs <= graceMs
  if (!inTime || row.status !== 'active' || access === undefined) return undefined
  return jsonAnswer(200, { access, refresh: refresh ?? sent ?? '' }, 'session')
}

function asItCame(answer: Answer): EngineAnswer {
  if (answer.kind === 'none') return networkError
  return { status: answer.status, headers: { 'content-type': answer.contentType }, text: answer.text }
}
