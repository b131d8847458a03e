// An outbox over a database of its own, with the few steps that most tests take.

import { afterEach, beforeEach } from 'vitest'
import type { Failure } from '../failure.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import { createOutbox, type NewWrite, type Outbox } from '../outbox/outbox.ts'
import { type IndexedDb, type OutboxDatabase, openOutboxDatabase } from '../store/outbox-database.ts'
import { anAttempt, pendingWrite } from './any-write.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const attempt = anAttempt('attempt-1')
export const temporaryId = '11111111-1111-8111-8111-0ff11e111111'
export const serverId = '22222222-2222-4222-8222-222222222222'
/** A write that makes one record. */
export const makesOne = { created: [{ pointer: '/id', id: temporaryId }] }

export interface TestOutbox {
  readonly outbox: Outbox
  readonly database: OutboxDatabase
  readonly clock: VirtualClock
  /** The app is started again over the same disk. */
  reopen(clock?: VirtualClock): Promise<void>
  add(id: string, fields?: Partial<NewWrite>): Promise<OfflineWrite>
  /** Adds a write whose attempt is open. */
  send(id: string, fields?: Partial<NewWrite>): Promise<OfflineWrite>
  /** The open attempt is answered. */
  accept(id: string, extra?: { rebase?: () => { name: string } }): Promise<OfflineWrite | undefined>
  /** All that the database holds. */
  everything(): Promise<unknown[]>
}

/** A fresh one for each test of the suite that this is called in. */
export function createTestOutbox(platform: IndexedDb): TestOutbox {
  const name = 'outbox-under-test'
  let database: OutboxDatabase
  let outbox: Outbox
  let clock: VirtualClock
  const open = async (at: VirtualClock): Promise<void> => {
    database = await openOutboxDatabase(platform, at, name)
    outbox = createOutbox(database, at)
    clock = at
  }
  beforeEach(() => open(createVirtualClock()))
  afterEach(() => database.delete())
  return {
    get outbox() {
      return outbox
    },
    get database() {
      return database
    },
    get clock() {
      return clock
    },
    reopen(at = createVirtualClock()) {
      database.close()
      return open(at)
    },
    add: (id, fields) => outbox.add(newWrite(id, fields), { syncStatus: 'pending' }),
    send: (id, fields) => outbox.add(newWrite(id, fields), { syncStatus: 'sending', attempt }),
    accept: (id, extra) =>
      outbox.markWriteStatus(
        id,
        { type: 'accepted', response: { id: serverId }, atMs: clock.now(), ...extra },
        { attemptId: attempt.id },
      ),
    everything() {
      const tables = [...database.tables].sort((a, b) => a.name.localeCompare(b.name))
      return Promise.all(tables.map((table) => table.toArray()))
    },
  }
}

export function newWrite(id: string, fields: Partial<NewWrite> = {}): NewWrite {
  const { sequence: _, retries: __, syncStatus: ___, ...record } = pendingWrite({ id, sequence: 0 })
  return { ...record, ...fields }
}

export const failureOf = (work: Promise<unknown>): Promise<Failure | undefined> =>
  work.then(
    () => undefined,
    (error: { failure?: Failure }) => error.failure,
  )
