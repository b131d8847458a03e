// The replay against a clock that only the tests move: what leaves the tablet, and when.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SyncReport } from '../bridge/engine-api.ts'
import { createReachability } from '../connection/reachability.ts'
import { createServerClock } from '../connection/server-clock.ts'
import { createTemporaryId } from '../ids/temporary-id.ts'
import { type Json, valueAt } from '../json.ts'
import { createOutbox, type NewWrite, type Outbox } from '../outbox/outbox.ts'
import { createPolicies } from '../policy/policies.ts'
import type { Answer, Locks } from '../ports.ts'
import { createSessions } from '../session/sessions.ts'
import { createTokenKeeper } from '../session/token-keeper.ts'
import { type OutboxDatabase, openOutboxDatabase } from '../store/outbox-database.ts'
import { tokens } from '../testing/any-token.ts'
import { anAttempt, pendingWrite } from '../testing/any-write.ts'
import { createFakeLocks } from '../testing/fake-locks.ts'
import { createFakeNetwork, type FakeNetwork, html, json, silence } from '../testing/fake-network.ts'
import { note, notePath, notePolicies, notesPath } from '../testing/note-policies.ts'
import { createVirtualClock, settle, type VirtualClock } from '../testing/virtual-clock.ts'
import { createLine } from './ask.ts'
import { attemptLock } from './attempt.ts'
import { createPace } from './pace.ts'
import { SyncManager, type SyncManagerOptions } from './sync-manager.ts'

let clock: VirtualClock
let startMs: number
let database: OutboxDatabase
let outbox: Outbox
let network: FakeNetwork
let locks: Locks
let options: SyncManagerOptions
let manager: SyncManager
/** Notes that the server holds. */
let held: Json[]
/** What left: `send` or `look`, and when. */
let timeline: string[]
/** Answers in the server's place, one per send. */
let faults: (Answer | undefined)[]

const serverId = (n: number): string => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`
const temporaryId = (n: number): string => createTemporaryId((bytes) => bytes.fill(n))

beforeEach(async () => {
  clock = createVirtualClock()
  startMs = clock.now()
  database = await openOutboxDatabase({ indexedDB: new IDBFactory(), IDBKeyRange }, clock)
  outbox = createOutbox(database, clock)
  held = []
  timeline = []
  faults = []
  network = createFakeNetwork(({ request }) => {
    timeline.push(`${request.method === 'GET' ? 'look' : 'send'}:${clock.now() - startMs}`)
    if (request.method === 'GET') return json(held)
    const fault = faults.shift()
    return fault ?? json(keep(request.body ?? null))
  })
  locks = createFakeLocks()
  const policies = createPolicies(notePolicies)
  const sessions = createSessions(database, clock)
  await sessions.signedIn('nurse', tokens('nurse', clock.now() + 86_400_000), clock.now() + 86_400_000)
  let count = 0
  const random = { fill: (bytes: Uint8Array) => bytes, fraction: () => 0.5, uuid: () => `attempt-${count++}` }
  const reachability = createReachability(clock, network, () => undefined)
  const serverClock = createServerClock(clock, undefined, () => undefined)
  const pace = createPace({ clock, random, most: 4 })
  const line = createLine(
    network,
    clock,
    createTokenKeeper(sessions, policies, { clock, locks, network }, serverClock),
    policies,
    reachability,
    serverClock,
    pace,
  )
  options = {
    userId: 'nurse',
    outbox,
    policies,
    line,
    clock,
    random,
    locks,
    maxRetries: 5,
    retryDelayMs: 2_000,
    lateCommitMs: 35_000,
    serverClock,
    pace,
    sendIdempotencyKey: false,
    lease: 0,
    enableConflictDetection: true,
  }
  manager = new SyncManager(options)
})
afterEach(() => database.close())

function keep(body: Json): Json {
  const kept = { ...(body as object), id: serverId(held.length) }
  held.push(kept)
  return kept
}

/** A note that waits; notes are named by the order in which they were saved. */
async function save(n: number, parent?: number, fields: Partial<NewWrite> = {}): Promise<void> {
  const {
    sequence: _,
    retries: __,
    syncStatus: ___,
    ...record
  } = pendingWrite({ id: `write-${n}`, sequence: 0 })
  const under = parent === undefined ? null : temporaryId(parent)
  await outbox.add(
    {
      ...record,
      path: notesPath,
      payload: note(`note ${n}`, under),
      created: [{ pointer: '/id', id: temporaryId(n) }],
      mentions: under ? [under] : [],
      ...fields,
    },
    { syncStatus: 'pending' },
  )
}

const statusOf = async (n: number) => (await outbox.get(`write-${n}`))?.syncStatus

/** Goes on as a page would, until nothing more can be done by waiting. */
async function drive(most = 20): Promise<SyncReport> {
  for (let i = 1; ; i += 1) {
    const report = await manager.sync()
    if (i === most || report.paused !== null || (!report.more && report.nextInMs === null)) return report
    await clock.advance(report.nextInMs ?? 0)
  }
}

const oneAtATime = () => ({ pace: createPace({ clock, random: options.random, most: 1 }) })

const busy = (status: number, retryAfter: string | null = null): Answer =>
  ({ ...json({ detail: 'busy' }, status), retryAfter }) as Answer

describe('a server that is busy', () => {
  it('[RP5] is asked again later, not before the time that it named', async () => {
    await save(1)
    faults = [busy(503), busy(429, '30'), busy(503)]
    expect(await drive()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(timeline).toEqual(['send:0', 'send:1000', 'send:31000', 'send:35000'])
  })

  it('[RP13] has five tries, then a person is asked', async () => {
    await save(1)
    await save(2, 1)
    faults = Array(9).fill(busy(503))
    expect(await drive()).toMatchObject({
      received: 0,
      needAttention: 1,
      waiting: 1,
      more: false,
      nextInMs: null,
    })
    expect(timeline).toEqual(['send:0', 'send:1000', 'send:3000', 'send:7000', 'send:15000'])
    expect([await statusOf(1), await statusOf(2)]).toEqual(['failed', 'blocked'])
  })

  it('[RP13] a crash counts as a try too, and each is looked for first', async () => {
    await save(1)
    faults = Array(9).fill(json({ detail: 'crash' }, 500))
    expect(await drive()).toMatchObject({ needAttention: 1, waiting: 0 })
    expect(timeline.filter((step) => step.startsWith('send'))).toHaveLength(5)
    expect(timeline.map((step) => step.split(':')[0])).toEqual(Array(5).fill(['send', 'look']).flat())
  })

  it('[RP9] holds up no other write', async () => {
    await save(1)
    await save(2)
    faults = [busy(503)]
    await manager.sync()
    expect([await statusOf(1), await statusOf(2)]).toEqual(['failed', 'success'])
  })
})

describe('a network that is gone', () => {
  it('[RP13] is no try, however often', async () => {
    await save(1)
    network.online = false
    for (let i = 0; i < 9; i += 1)
      expect(await manager.sync()).toMatchObject({ paused: 'offline', waiting: 1 })
    network.online = true
    for (let i = 0; i < 9; i += 1) {
      faults = [silence]
      expect(await manager.sync()).toMatchObject({ paused: 'unreachable', waiting: 1 })
      await clock.advance(60_000)
    }
    expect(await outbox.get('write-1')).toMatchObject({ retries: 0 })
    expect(await drive()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held).toHaveLength(1)
  })

  it('[RP7] a lost answer is looked for after two seconds, and what landed is not sent again', async () => {
    await save(1)
    faults = [silence]
    keep(note('note 1'))
    expect(await manager.sync()).toMatchObject({ paused: 'unreachable', nextInMs: 2_000 })
    await clock.advance(2_000)
    await manager.sync()
    expect(timeline).toEqual(['send:0', 'look:2000'])
    expect(await statusOf(1)).toBe('success')
  })

  it('[RP7] after a time-out it waits longer: the server may be at it still', async () => {
    await save(1)
    faults = [{ kind: 'none', reason: 'timeout' }]
    await manager.sync()
    await clock.advance(14_999)
    await manager.sync()
    expect(timeline).toEqual(['send:0'])
    await clock.advance(1)
    await manager.sync()
    expect(timeline).toEqual(['send:0', 'look:15000'])
    await clock.advance(20_000)
    await manager.sync()
    expect(timeline).toEqual(['send:0', 'look:15000', 'look:35000', 'send:35000'])
  })

  it.each<[string, Answer, string[]]>([
    ['silence', silence, ['send:0', 'look:2000', 'look:35000', 'send:35000']],
    ['a gateway that gave up', busy(504), ['send:0', 'look:3000', 'look:35000', 'send:35000']],
    ['a crash, which ends it', json({ detail: 'crash' }, 500), ['send:0', 'look:3000', 'send:3000']],
  ])('[RP7] after %s "not there" is believed when nothing can come any more', async (_, answer, steps) => {
    await save(1)
    faults = [answer]
    for (let i = 0; i < 40; i += 1) {
      await manager.sync()
      await clock.advance(1_000)
    }
    expect(timeline).toEqual(steps)
    expect(held).toHaveLength(1)
  })

  it('[RP2] a portal stops the run, and what it answered is looked for', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) await save(n)
    faults = Array(6).fill(html())
    expect(await manager.sync()).toMatchObject({ paused: 'captive-portal', waiting: 6, received: 0 })
    // Those that were on their way already.
    expect(timeline).toEqual(['send:0', 'send:0', 'send:0', 'send:0'])
  })

  it('[RP14] a success without the id of what was made is not believed', async () => {
    await save(1)
    faults = [json({ text: 'note 1' })]
    expect(await manager.sync()).toMatchObject({ paused: 'captive-portal', received: 0 })
    expect(await statusOf(1)).toBe('unconfirmed')
  })
})

describe('one run', () => {
  it('[OR1] sends parents first, and their children under the server’s ids', async () => {
    await save(1)
    await save(2, 1)
    await save(3, 2)
    expect(await manager.sync()).toMatchObject({ received: 3, waiting: 0, more: false })
    expect(held.map((kept) => valueAt(kept, '/parent'))).toEqual([null, serverId(0), serverId(1)])
  })

  it('D2: [RP10] is joined by who asks meanwhile, and waited for by another runner of this user', async () => {
    await save(1)
    const honest = network.respond
    let answer = (): void => undefined
    network.respond = (sent) =>
      new Promise((resolve) => {
        answer = () => resolve(honest(sent))
      })
    const mine = [manager.sync(), manager.sync()]
    await settle()
    let ended = false
    const other = new SyncManager(options).sync().finally(() => {
      ended = true
    })
    await settle()
    expect(ended).toBe(false)
    answer()
    const [first, second] = await Promise.all(mine)
    expect(first).toMatchObject({ received: 1 })
    expect(second).toBe(first)
    expect(await other).toMatchObject({ received: 0, waiting: 0 })
    expect(held).toHaveLength(1)
  })

  it('[RP12] ends after the write that passes its time, and says that there is more', async () => {
    for (const n of [1, 2, 3]) await save(n)
    const honest = network.respond
    network.respond = async (sent) => {
      await clock.advance(3_000)
      return honest(sent)
    }
    manager = new SyncManager({ ...options, ...oneAtATime(), budgetMs: 5_000 })
    expect(await manager.sync()).toMatchObject({ received: 2, waiting: 1, more: true })
    expect(await manager.sync()).toMatchObject({ received: 1, waiting: 0, more: false })
  })

  it('[RP12] that is aborted settles the attempt in the air, and begins no other', async () => {
    for (const n of [1, 2]) await save(n)
    manager = new SyncManager({ ...options, ...oneAtATime() })
    const honest = network.respond
    network.respond = (sent) => {
      manager.abort()
      return honest(sent)
    }
    expect(await manager.sync()).toMatchObject({ received: 1, waiting: 1, more: false })
    expect([await statusOf(1), await statusOf(2)]).toEqual(['success', 'pending'])
    network.respond = honest
    expect(await manager.sync()).toMatchObject({ received: 1, waiting: 0 })
  })

  it('tells how far it has come', async () => {
    const told: string[] = []
    manager = new SyncManager({
      ...options,
      ...oneAtATime(),
      onSyncStart: () => told.push('start'),
      onProgress: (done, total) => told.push(`${done}/${total}`),
      onSyncComplete: ({ received }) => told.push(`end ${received}`),
    })
    for (const n of [1, 2]) await save(n)
    await manager.sync()
    expect(told).toEqual(['start', '0/2', '1/2', '2/2', 'end 2'])
  })

  it('[RP15] keeps a write of a type that this version does not know', async () => {
    await save(1, undefined, { syncRouteKey: 'from.the.future', type: 'create_future' })
    expect(await manager.sync()).toMatchObject({ needAttention: 1 })
    expect(timeline).toEqual([])
    expect(await outbox.get('write-1')).toMatchObject({
      lastError: { code: 'unknown-type', type: 'create_future' },
    })
  })
})

describe('an attempt that another runner has open', () => {
  it('[RP8] is left alone while it lives, and looked for when it has died', async () => {
    await save(1)
    const attempt = anAttempt('theirs', clock.now())
    let die = (): void => undefined
    const life = new Promise<void>((resolve) => {
      die = resolve
    })
    const theirs = locks.withLock(attemptLock('write-1'), async () => {
      await outbox.markWriteStatus('write-1', { type: 'attempt-started', attempt }, { status: 'pending' })
      await life
    })
    await settle()
    expect(await manager.sync()).toMatchObject({ waiting: 1, nextInMs: 3_000 })
    expect([timeline, await statusOf(1)]).toEqual([[], 'sending'])
    die()
    await theirs
    keep(note('note 1'))
    await drive()
    expect(timeline).toEqual(['look:2000'])
    expect(await statusOf(1)).toBe('success')
  })
})

it('[ID3] an update that was saved under a temporary id goes to the server’s address', async () => {
  await save(1)
  await save(2, undefined, {
    syncRouteKey: 'note.update',
    method: 'PUT',
    path: notePath(temporaryId(1)),
    created: [],
    changes: [temporaryId(1)],
    mentions: [temporaryId(1)],
  })
  expect(await manager.sync()).toMatchObject({ received: 2 })
  expect(network.sent.map(({ request }) => request.path)).toEqual([notesPath, notePath(serverId(0))])
})
