// The calls of the bridge, answered. Every failure that we expect is a value; every call may be repeated.

import { get } from '../api-request.ts'
import { type EngineApi, protocolVersion, type WriteDetails, type WriteList } from '../bridge/engine-api.ts'
import type { Connectivity } from '../connection/connectivity.ts'
import { FailureError, fail, ok, type Result } from '../failure.ts'
import { IdMap } from '../ids/id-map.ts'
import { requestOf } from '../ids/replace-offline-ids.ts'
import { parseJson } from '../json.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import { explainWait } from '../replay/explain-wait.ts'
import type { Pace } from '../replay/pace.ts'
import { isStuck } from '../replay/plan.ts'
import { loadReplayView } from '../replay/replay-view.ts'
import type { Why } from '../replay/why.ts'
import {
  type ActTools,
  adoptRecord,
  type Chosen,
  choose,
  discardWrite,
  editWrite,
  foldWrite,
  resolveConflict,
} from './act-on-write.ts'
import { candidatesOf } from './editable.ts'
import type { EngineParts } from './engine-parts.ts'
import { lookHere } from './look-here.ts'
import { summarize, summarizeUnreadable } from './summarize.ts'
import type { SyncRunner } from './sync-runner.ts'
import type { WarmUp } from './warm-up.ts'

const pingTimeoutMs = 5_000

export interface HostOptions {
  act: ActTools
  pace: Pace
  warmUp: Pick<WarmUp, 'step'>
  maxRetries: number
  build: string
  instance: string
}

export function createEngineApi(
  parts: EngineParts,
  runner: SyncRunner,
  { act, pace, warmUp, maxRetries, build, instance }: HostOptions,
): EngineApi {
  const { policies, outbox, sessions, responses, reachability, emit } = parts
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
    const writes = [...summarize(readable, new IdMap(rows), policies), ...unreadable.map(summarizeUnreadable)]
    return { userId, writes: writes.sort((a, b) => b.sequence - a.sequence), othersWaiting }
  }

  async function retry(writeId: string): Promise<number> {
    const userId = (await sessions.current())?.userId
    if (!userId) return 0
    const { readable } = await outbox.list(userId)
    const chosen = readable.filter(
      (write) =>
        write.syncStatus === 'failed' &&
        (writeId === 'all' ? isStuck(write) && !asksQuestion(write) : write.id === writeId),
    )
    for (const write of chosen)
      await outbox.markWriteStatus(write.id, { type: 'retry-asked' }, { status: 'failed' })
    if (chosen.length > 0) emit({ type: 'write-queued', userId })
    return chosen.length
  }

  /** Whose writes they are: nobody sees or touches another's. */
  async function user(): Promise<string> {
    const session = await sessions.current()
    if (!session) throw new FailureError({ code: 'auth-required' })
    return session.userId
  }

  /** What was decided may let others go: the replay is told. */
  const decide = (writeId: string, work: (chosen: Chosen) => Promise<void>): Promise<Result<true>> =>
    asResult(async () => {
      const userId = await user()
      await work(await choose(act, userId, writeId))
      emit({ type: 'write-queued', userId })
      return true as const
    })

  async function why(writeId: string): Promise<Why | null> {
    const session = await sessions.current()
    if (!session) return null
    const view = await loadReplayView(outbox, session.userId)
    const write = view.rows.find(({ id }) => id === writeId) ?? (await outbox.get(writeId))
    if (write?.userId !== session.userId) return null
    return explainWait(write, view, {
      connectivity: reachability.connectivity(),
      session: session.status === 'signed-out' ? 'none' : session.status,
      heldUntilMs: pace.heldUntilMs(),
      maxRetries,
    })
  }

  async function details(writeId: string): Promise<WriteDetails | null> {
    const userId = (await sessions.current())?.userId
    const write = await outbox.get(writeId)
    if (!write || write.userId !== userId) return null
    const matched = policies.matchStored(write, requestOf(write))
    return {
      payload: write.payload,
      path: write.path,
      entered: matched?.policy.entered?.(matched, write.provisional) ?? null,
      record: write.syncStatus === 'success' ? write.response : write.provisional,
      conflict: write.syncStatus === 'conflict' ? write.conflictData : null,
      journal: await outbox.journal(writeId),
    }
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
    why: (writeId) => asResult(() => why(writeId)),
    details: (writeId) => asResult(() => details(writeId)),
    resolve: (writeId, resolution) => decide(writeId, (write) => resolveConflict(act, write, resolution)),
    edit: (writeId, payload, path) => decide(writeId, (write) => editWrite(act, write, payload, path)),
    fold: (writeId) => decide(writeId, (write) => foldWrite(act, write)),
    adopt: (writeId, candidateId) => decide(writeId, (write) => adoptRecord(act, write, candidateId)),
    discard: (writeId, reason, also) =>
      asResult(async () => {
        const userId = await user()
        const discarded = await discardWrite(act, await choose(act, userId, writeId), reason, also)
        if (discarded.done) emit({ type: 'write-queued', userId })
        return discarded
      }),
    checkConnection: () => asResult(checkConnection),
    warmUp: (part) => asResult(() => warmUp.step(part)),
    available: (request) =>
      asResult(async () => {
        const userId = (await sessions.current())?.userId
        return userId === undefined
          ? { isHere: false as const }
          : lookHere({ policies, outbox, responses, clock }, request, userId)
      }),
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

/** Whether it is the same as what the server has is for a person to say, for each. */
const asksQuestion = (write: OfflineWrite): boolean =>
  write.syncStatus === 'failed' && candidatesOf(write).length > 0
