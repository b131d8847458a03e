// The calls of the bridge, answered. Every failure that we expect is a value; every call may be repeated.

import { get } from '../api-request.ts'
import { type EngineApi, protocolVersion, type WriteList } from '../bridge/engine-api.ts'
import type { Connectivity } from '../connection/connectivity.ts'
import { FailureError, fail, ok, type Result } from '../failure.ts'
import { IdMap } from '../ids/id-map.ts'
import { parseJson } from '../json.ts'
import { isStuck } from '../replay/plan.ts'
import type { EngineParts } from './engine-parts.ts'
import { summarize, summarizeUnreadable } from './summarize.ts'
import type { SyncRunner } from './sync-runner.ts'

const pingTimeoutMs = 5_000

export function createEngineApi(
  parts: EngineParts,
  runner: SyncRunner,
  build: string,
  instance: string,
): EngineApi {
  const { policies, outbox, sessions, reachability, emit } = parts
  const { network, clock } = parts.ports

  const asResult = async <Value>(work: () => Promise<Value>): Promise<Result<Value>> => {
    try {
      return ok(await work())
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure)
      throw error
    }
  }

  async function listWrites(): Promise<WriteList> {
    const userId = (await sessions.current())?.userId ?? null
    const othersWaiting = await outbox.countOthers(userId ?? '')
    if (userId === null) return { userId, writes: [], othersWaiting }
    const [{ readable, unreadable }, rows] = await Promise.all([outbox.list(userId), outbox.idMap(userId)])
    const writes = [...summarize(readable, new IdMap(rows)), ...unreadable.map(summarizeUnreadable)]
    return { userId, writes: writes.sort((a, b) => b.sequence - a.sequence), othersWaiting }
  }

  async function retry(writeId: string): Promise<number> {
    const userId = (await sessions.current())?.userId
    if (!userId) return 0
    const { readable } = await outbox.list(userId)
    const chosen = readable.filter(
      (write) => write.syncStatus === 'failed' && (writeId === 'all' ? isStuck(write) : write.id === writeId),
    )
    for (const write of chosen)
      await outbox.markWriteStatus(write.id, { type: 'retry-asked' }, { status: 'failed' })
    if (chosen.length > 0) emit({ type: 'write-queued', userId })
    return chosen.length
  }

  async function checkConnection(): Promise<Connectivity> {
    if (!network.mayBeOnline()) return reachability.connectivity()
    const leftAtMs = clock.now()
    const answer = await network.send(get(policies.ping.path), { timeoutMs: pingTimeoutMs })
    if (answer.kind === 'none') reachability.silent(leftAtMs)
    else if (answer.status === 200 && !answer.redirected && policies.ping.isTrue(parseJson(answer.text))) {
      reachability.answered(clock.now() - leftAtMs)
    } else if (answer.status >= 500) reachability.silent(leftAtMs)
    else reachability.intruded()
    return reachability.connectivity()
  }

  return {
    greet: async () => ({
      protocol: protocolVersion,
      build,
      instance,
      // A greeting that cannot read the store still tells which worker is here.
      userId: (await sessions.current().catch(() => undefined))?.userId ?? null,
    }),
    writes: () => asResult(listWrites),
    sync: () => asResult(() => runner.step()),
    retry: (writeId) => asResult(() => retry(writeId)),
    journal: (writeId) => asResult(() => outbox.journal(writeId)),
    checkConnection: () => asResult(checkConnection),
    adoptSession: (tokens) =>
      asResult(async () => {
        const claims = policies.session.readToken(tokens.access)
        if (!claims) throw new FailureError({ code: 'bridge', reason: 'malformed' })
        await sessions.seen(claims.userId, tokens, claims.expiresAtMs)
        emit({ type: 'session', userId: claims.userId })
        return claims.userId
      }),
  }
}
