// A tablet for tests: the real engine over a fresh IndexedDB, with a clock that stands still and a network that the
// test plays. `restart` kills the engine and opens it again over the same disk.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { EngineEvent } from '../bridge/engine-event.ts'
import { type Engine, openEngine, type ReplayOptions } from '../engine/open-engine.ts'
import type { JournalEntry } from '../outbox/journal.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import { createOutbox } from '../outbox/outbox.ts'
import type { WithdrawnWrite } from '../outbox/withdrawn-write.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { Locks, Network } from '../ports.ts'
import { type OutboxDatabase, openOutboxDatabase } from '../store/outbox-database.ts'
import { openResponseStore } from '../store/response-database.ts'
import { createFakeLocks } from './fake-locks.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export interface TestTablet {
  readonly engine: Engine
  readonly clock: VirtualClock
  readonly events: EngineEvent[]
  readonly platform: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
  /** The process dies: what is not on the disk is gone, locks are free. Another build may start in its place. */
  restart(policies?: PolicySet): Promise<void>
  /** Another host of this tablet begins a run of the replay, as if it had taken the lock. */
  takeLeaseElsewhere(userId: string): Promise<void>
  /** What was taken out of the queue. */
  withdrawn(): Promise<WithdrawnWrite[]>
  journal(writeId: string): Promise<JournalEntry[]>
  /** Every row as it lies on the disk. */
  rows(): Promise<OfflineWrite[]>
  close(): void
}

export async function createTestTablet(
  policies: PolicySet,
  network: Network,
  replay: ReplayOptions = {},
  createLocks: () => Locks = createFakeLocks,
): Promise<TestTablet> {
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange }
  const clock = createVirtualClock()
  const events: EngineEvent[] = []
  let count = 0
  const random = {
    fill: (bytes: Uint8Array) => {
      count += 1
      return bytes.map((_, i) => (count * 7919 + i * 104_729 + count * i * 31) % 251)
    },
    fraction: () => 0.5,
    uuid: () => {
      count += 1
      return `00000000-0000-4000-9000-${count.toString(16).padStart(12, '0')}`
    },
  }
  const open = async (present: PolicySet): Promise<Engine> =>
    openEngine({
      ...replay,
      policies: present,
      ports: { clock, random, network, locks: createLocks() },
      database: await openOutboxDatabase(platform, clock),
      responses: await openResponseStore(platform, clock),
      emit: (event) => events.push(event),
      build: 'test',
    })
  /** Beside the engine, over the same disk. */
  async function elsewhere<Value>(work: (database: OutboxDatabase) => Promise<Value>): Promise<Value> {
    const database = await openOutboxDatabase(platform, clock)
    const value = await work(database)
    database.close()
    return value
  }
  let engine = await open(policies)
  return {
    get engine() {
      return engine
    },
    clock,
    events,
    platform,
    async restart(next = policies) {
      engine.close()
      engine = await open(next)
    },
    takeLeaseElsewhere: (userId) =>
      elsewhere(async (database) => {
        await createOutbox(database, clock).takeLease(userId)
      }),
    withdrawn: () => elsewhere((database) => database.withdrawn.toArray()),
    rows: () => elsewhere((database) => database.offlineWrites.toArray()),
    journal: (writeId) => elsewhere((database) => createOutbox(database, clock).journal(writeId)),
    close: () => engine.close(),
  }
}
