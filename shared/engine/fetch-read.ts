// Asks the API for a read and keeps its answer as it came, with the journal's position at the time of asking.

import { canonicalKey } from '../api-request.ts'
import type { Reachability } from '../connection/reachability.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Policies } from '../policy/policies.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { Answer, Clock, Network } from '../ports.ts'
import { classify, type Verdict } from '../replay/classify.ts'
import type { Sessions } from '../session/sessions.ts'
import type { ResponseStore, StoredResponse } from '../store/response-database.ts'
import type { Caller } from './api-caller.ts'

export interface FetchTools {
  policies: Policies
  outbox: Outbox
  responses: ResponseStore
  sessions: Sessions
  network: Network
  clock: Clock
  reachability: Reachability
  /** What is under way of the reads that must not be asked twice at a time, by user and question. */
  flights: Map<string, Promise<Fetched>>
}

export interface Fetched {
  verdict: Verdict
  answer: Answer
  /** The journal's position when the request left. */
  asOf: number
  /** Resolves when the answer is stored (or need not be). */
  stored: Promise<void>
}

const networkTimeoutMs = 60_000

export async function fetchRead(
  tools: FetchTools,
  read: MatchedRead,
  caller: Pick<Caller, 'userId' | 'token'>,
  timeoutMs = networkTimeoutMs,
): Promise<Fetched> {
  if (!read.policy.singleFlight) return fly(tools, read, caller, timeoutMs)
  const key = `${caller.userId} ${canonicalKey(read.request)}`
  const underWay = tools.flights.get(key)
  if (underWay) return underWay
  const flight = fly(tools, read, caller, timeoutMs).finally(() => tools.flights.delete(key))
  tools.flights.set(key, flight)
  return flight
}

async function fly(
  tools: FetchTools,
  read: MatchedRead,
  caller: Pick<Caller, 'userId' | 'token'>,
  timeoutMs: number,
): Promise<Fetched> {
  const { network, outbox, clock, reachability, policies } = tools
  const asOf = await outbox.position()
  const fetchedAtMs = clock.now()
  const answer = await network.send(read.request, { token: caller.token, timeoutMs })
  const verdict = classify(answer, policies)
  if (answer.kind === 'none') reachability.silent(fetchedAtMs)
  else if (verdict.kind === 'not-the-api') reachability.intruded()
  else reachability.answered(clock.now() - fetchedAtMs)
  const kept = keptOf(read, verdict)
  return { verdict, answer, asOf, stored: kept ? store(kept) : Promise.resolve() }

  async function store(said: Pick<StoredResponse, 'body' | 'status'>): Promise<void> {
    // An answer that comes after its user has left is nobody's.
    if ((await tools.sessions.get(caller.userId))?.status === 'signed-out') return
    await tools.responses.put({
      userId: caller.userId,
      requestKey: canonicalKey(read.request),
      queryRouteKey: read.policy.key,
      resource: read.policy.resource,
      ...said,
      fetchedAtMs,
      asOf,
    })
  }
}

function keptOf(read: MatchedRead, verdict: Verdict): Pick<StoredResponse, 'body' | 'status'> | undefined {
  if (verdict.kind === 'accepted') return { body: verdict.body }
  if (verdict.kind !== 'refused' || verdict.status !== 404 || verdict.body === undefined) return undefined
  return read.policy.keepsNotFound?.(verdict.body) ? { body: verdict.body, status: 404 } : undefined
}
