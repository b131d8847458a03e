// The engine, put together: whoever hosts it (the worker; the page, where none can run) gives it ports and gets back
// what answers requests and what the bridge exposes.

import type { ApiRequest } from '../api-request.ts'
import type { EngineApi } from '../bridge/engine-api.ts'
import type { EngineEvent } from '../bridge/engine-event.ts'
import { createReachability } from '../connection/reachability.ts'
import { createServerClock } from '../connection/server-clock.ts'
import { FailureError } from '../failure.ts'
import { temporaryIdsInRequest } from '../ids/replace-ids.ts'
import { temporaryIdsIn } from '../ids/temporary-id.ts'
import { createContents } from '../outbox/content.ts'
import { createOutbox } from '../outbox/outbox.ts'
import type { MatchedDisposable } from '../policy/disposable-policy.ts'
import { createPolicies, type Policies, type PolicySet } from '../policy/policies.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { Clock, Content, Ports } from '../ports.ts'
import { loadLocalView } from '../projection/projected-writes.ts'
import { createLine } from '../replay/ask.ts'
import { createPace, type Pace } from '../replay/pace.ts'
import type { ReplayTools } from '../replay/sync-one-write.ts'
import { createSessions } from '../session/sessions.ts'
import { createTokenKeeper } from '../session/token-keeper.ts'
import { guarded } from '../store/guarded.ts'
import type { OutboxDatabase } from '../store/outbox-database.ts'
import type { ResponseStore } from '../store/response-database.ts'
import { tolerant } from '../store/tolerant-responses.ts'
import { putContent, readContent } from './answer-content.ts'
import { answerRead, type EngineReply } from './answer-read.ts'
import { answerSession, type SessionCall } from './answer-session.ts'
import { answerWrite } from './answer-write.ts'
import type { Caller } from './api-caller.ts'
import { type EngineAnswer, notOfflineAnswer } from './engine-answer.ts'
import { createEngineApi } from './engine-api-host.ts'
import type { EngineParts } from './engine-parts.ts'
import { forward } from './forward.ts'
import { sendOrLetGo } from './let-go.ts'
import { createRightOfWay, type RightOfWay } from './right-of-way.ts'
import { createSyncRunner, type SyncRunner } from './sync-runner.ts'
import { createAnswerTeller } from './tell-answers.ts'
import { translateRequest } from './translate.ts'
import { upgradeRows } from './upgrade-rows.ts'
import { createWarmUp } from './warm-up.ts'

export interface EngineOptions extends ReplayOptions {
  policies: PolicySet
  ports: Ports
  database: OutboxDatabase
  responses: ResponseStore
  emit: (event: EngineEvent) => void
  /** The build that runs, for the greeting and the rows. */
  build: string
  /** The API's base, without a trailing slash. Default: addresses of ours are paths. */
  apiUrl?: string
}

export interface ReplayOptions {
  /** Attempts that reached the server, before a person is asked. Default: 5. */
  maxRetries?: number
  /** Where the back-off begins, in ms. Default: 2000. */
  retryDelayMs?: number
  /** How long the server may still carry out what it did not answer, in ms. Default: 35000. */
  lateCommitMs?: number
  /** Writes side by side while all goes well. Default: 4. */
  concurrency?: number
  /** Sends each write's id as `Idempotency-Key`. Default: false, for CARE's CORS rules let no such header in. */
  sendIdempotencyKey?: boolean
}

export interface Engine {
  policies: Policies
  read(read: MatchedRead, caller: Caller): Promise<EngineReply>
  write(write: MatchedWrite, caller: Caller): Promise<EngineReply>
  /** What may be lost: sent if CARE answers, else let go. */
  letGo(disposable: MatchedDisposable, caller: Caller): Promise<EngineReply>
  session(call: SessionCall, request: ApiRequest, token: string | undefined): Promise<EngineAnswer>
  /** For routes that no policy speaks for. Undefined: no temporary id in it, it may go as it is. */
  guard(request: ApiRequest, caller: Caller): Promise<EngineAnswer | undefined>
  /** Content that a page puts somewhere. Undefined: it is of no write, and may go as it is. */
  putContent(url: string, content: Content): Promise<EngineAnswer | undefined>
  /** Content that waits here, at an address of ours. */
  readContent(url: string): Promise<EngineAnswer>
  /** Origins to which a page may put content of a write. */
  contentOrigins(): ReadonlySet<string>
  /** Whether any record was ever made here: only then can a page speak in temporary ids. */
  hasTemporaryIds(): Promise<boolean>
  /** Learns from the token that a page uses. */
  callerOf(token: string, clientId: string): Promise<Caller | undefined>
  runner: SyncRunner
  api: EngineApi
  close(): void
}

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { ports, database, emit } = options
  const responses = tolerant(options.responses, (failure) => emit({ type: 'trouble', failure }))
  const { clock, network, random, locks } = ports
  const policies = createPolicies(options.policies)
  const outbox = createOutbox(database, clock)
  const contents = createContents(database, clock)
  const sessions = createSessions(database, clock)
  const keepMeta = (rows: Parameters<typeof database.meta.bulkPut>[0]): void => {
    void guarded(clock, 5_000, () => database.meta.bulkPut(rows)).catch(tellTrouble)
  }
  const { offsetMs, seenMs, heldUntilMs } = await loadKnownOfServer(database, clock)
  const serverClock = createServerClock(clock, { offsetMs, seenMs }, (known) =>
    keepMeta([
      { key: 'serverOffset', value: known.offsetMs },
      { key: 'serverSeen', value: known.seenMs },
    ]),
  )
  const pace = createPace({
    clock,
    random,
    most: options.concurrency ?? 4,
    heldUntilMs,
    keep: (value) => keepMeta([{ key: 'heldUntil', value }]),
  })
  await upgradeRows(outbox, policies)
  const reachability = createReachability(clock, network, (connectivity) =>
    emit({ type: 'connectivity', connectivity }),
  )
  const parts: EngineParts = {
    ...{ policies, ports, outbox, contents, sessions, responses, reachability, emit },
  }
  const tokens = createTokenKeeper(sessions, policies, ports, serverClock)
  const line = createLine(network, clock, tokens, policies, reachability, serverClock, pace)
  const replay: ReplayTools & { pace: Pace } = {
    outbox,
    policies,
    line,
    clock,
    random,
    locks,
    maxRetries: options.maxRetries ?? 5,
    retryDelayMs: options.retryDelayMs ?? 2_000,
    lateCommitMs: options.lateCommitMs ?? 35_000,
    serverClock,
    pace,
    lease: 0,
    sendIdempotencyKey: options.sendIdempotencyKey ?? false,
    onStep: (userId) => emit({ type: 'writes-changed', userId }),
    enableConflictDetection: true,
  }
  const fetching = { policies, outbox, responses, sessions, network, clock, reachability, flights: new Map() }
  const rightOfWay = createRightOfWay()
  const tokenFor = tokens.tokenFor
  const warmUp = createWarmUp({ ...fetching, emit, random, pace, tokenFor, rightOfWay })
  const reading = { ...fetching, tell: createAnswerTeller(emit), warm: warmUp.after }
  const runner = givenWay(createSyncRunner(parts, replay), rightOfWay)
  const instance = random.uuid()
  const { build, apiUrl = '' } = options
  const saving = {
    ...{ policies, outbox, responses, clock, serverClock, random },
    ...{ instance, build, apiUrl },
  }
  const contentOrigins = new Set<string>()
  const expectContentAt = (url: string): void => {
    const [origin] = /^https?:\/\/[^/]+/i.exec(url) ?? []
    if (origin !== undefined && !url.startsWith(apiUrl + policies.prefix))
      contentOrigins.add(origin.toLowerCase())
  }
  for (const url of await contents.awaitedUrls()) expectContentAt(url)
  const writing = { ...replay, ...saving, reachability, emit, network, contents, expectContentAt }
  let lastToken = ''
  // It may have been deleted: then nobody's session lies there any more.
  database.on('close', () => {
    lastToken = ''
  })

  return {
    policies,
    read: (read, caller) => rightOfWay.during(() => answerRead(reading, read, caller)),
    write: (write, caller) => rightOfWay.during(() => answerWrite(writing, write, caller)),
    putContent: (url, content) => putContent({ ...writing, sessions }, url, content),
    readContent: (url) => readContent({ ...saving, contents, sessions }, url),
    contentOrigins: () => contentOrigins,
    async letGo(disposable, caller) {
      const { ids } = await loadLocalView(outbox, policies, caller.userId)
      return sendOrLetGo(reading, disposable, ids, caller)
    },
    session(call, request, token) {
      if (call === 'sign-out') {
        runner.stop()
        warmUp.stop()
      }
      const session = { policies, sessions, responses, network, clock, serverClock, reachability, emit }
      return answerSession(session, call, request, token)
    },
    async guard(request, caller) {
      // A write of our routes that no policy takes (a form with a part that nobody here knows): never half of it.
      const isWrite = policies.mayMatch(request.method, request.path) === 'write'
      if (isWrite && !network.mayBeOnline()) return notOfflineAnswer()
      if (temporaryIdsInRequest(request).length === 0) return undefined
      const { ids } = await loadLocalView(outbox, policies, caller.userId)
      return forward(network, { ...translateRequest(request, ids), ids }, caller)
    },
    hasTemporaryIds: async () =>
      (await database.idMap.count()) > 0 ||
      (await database.awaited.count()) > 0 ||
      (await database.offlineWrites
        .filter((row) => temporaryIdsIn(JSON.stringify(row.created)).length > 0)
        .count()) > 0,
    async callerOf(token, clientId) {
      const claims = policies.session.readToken(token)
      if (!claims) return undefined
      if (token !== lastToken) {
        if (claims.issuedAtMs !== undefined) serverClock.wasPassed(claims.issuedAtMs)
        await sessions.seen(claims.userId, { access: token }, claims.expiresAtMs).catch(tellTrouble)
        lastToken = token
      }
      return { userId: claims.userId, token, clientId }
    },
    runner,
    api: createEngineApi(parts, runner, {
      ...{ act: { ...saving, line }, pace, warmUp, maxRetries: replay.maxRetries },
      ...{ build: options.build, instance },
    }),
    close() {
      database.close()
      responses.close()
    },
  }

  function tellTrouble(error: unknown): void {
    if (!(error instanceof FailureError)) throw error
    emit({ type: 'trouble', failure: error.failure })
  }
}

/** The warm-up is never beside a run of the replay. */
const givenWay = (runner: SyncRunner, { during }: RightOfWay): SyncRunner => ({
  ...runner,
  step: () => during(runner.step),
  drain: (budgetMs) => during(() => runner.drain(budgetMs)),
})

/** What an earlier host has learned of the server's clock and of its wish for peace. */
async function loadKnownOfServer(database: OutboxDatabase, clock: Clock) {
  const [offset, seen, held] = await guarded(clock, 1_500, () =>
    database.meta.bulkGet(['serverOffset', 'serverSeen', 'heldUntil']),
  )
  return { offsetMs: offset?.value ?? 0, seenMs: seen?.value ?? 0, heldUntilMs: held?.value ?? null }
}
