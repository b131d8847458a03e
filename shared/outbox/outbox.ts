// The outbox: writes are committed here before anything leaves, and every step is journalled in the same transaction.

import type { Transaction } from 'dexie'
import { IdMap } from '../ids/id-map.ts'
import { withKnownIds } from '../ids/replace-offline-ids.ts'
import { type Json, type JsonObject, valueAt } from '../json.ts'
import type { Clock } from '../ports.ts'
import { guarded, isTimeout, storageFailure } from '../store/guarded.ts'
import {
  type IdMapRow,
  nextSequence,
  type OutboxDatabase,
  refuseNewerSchema,
} from '../store/outbox-database.ts'
import type { JournalEntry } from './journal.ts'
import {
  type OfflineWrite,
  type SyncStatus,
  subjectsOf,
  type UnreadableWrite,
  type WriteRecord,
  type WriteState,
} from './offline-write.ts'
import { type ParsedWrite, parseWrite } from './parse-write.ts'
import { mayTake, transition, type WriteEvent } from './transition.ts'

export type NewWrite = Omit<WriteRecord, 'sequence' | 'retries'>

interface WriteRows {
  readable: OfflineWrite[]
  unreadable: UnreadableWrite[]
}

/** Steps that carry the number of their own journal entry. */
export type StepEvent =
  | Exclude<WriteEvent, { settledAt: number }>
  | (Settlement & { type: 'accepted' })
  | (Settlement & { type: 'probe-found' })

interface Settlement {
  response: Json
  atMs: number
  /** What later updates of the record compare with. */
  base?: JsonObject
}

/** A step is taken only if the row still stands where the caller believes it to stand. */
type Fence = { attemptId: string } | { status: SyncStatus }

export interface Outbox {
  /** Resolves when the row is committed; `state` is the state it begins in. */
  add(
    write: NewWrite,
    state: Extract<WriteState, { syncStatus: 'pending' | 'sending' }>,
  ): Promise<OfflineWrite>
  get(id: string): Promise<OfflineWrite | undefined>
  /** Every write of the user, in the order saved. */
  list(userId: string): Promise<WriteRows>
  /** How many unsettled writes of other users lie here. */
  countOthers(userId: string): Promise<number>
  /**
   * One step of one write, journalled, in one transaction; with success also the ids it made and the base of what
   * waits on the same record. When the fence says that somebody else was faster nothing happens, and undefined is
   * returned.
   */
  markWriteStatus(id: string, event: StepEvent, fence: Fence): Promise<OfflineWrite | undefined>
  /** Forgets a write that the server refused while its form was still open; fenced as above. */
  forget(id: string, attemptId: string): Promise<void>
  idMap(userId: string): Promise<IdMapRow[]>
  journal(writeId: string): Promise<JournalEntry[]>
  /** Number of the newest journal entry. */
  position(): Promise<number>
  /** Removes settled writes received before that time. Never one that an unsettled write still names as parent. */
  clean(receivedBeforeMs: number): Promise<number>
}

const readTimeoutMs = 1_500
const writeTimeoutMs = 5_000

export function createOutbox(database: OutboxDatabase, clock: Clock): Outbox {
  const { offlineWrites, idMap, journal, meta } = database

  /**
   * What is not committed when the time is over is aborted: a write that was told "not saved" must not appear later.
   * What is being committed by then cannot be called back; only its end tells whether it is saved, so that is awaited.
   */
  const inTransaction = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    let open: Transaction | undefined
    let over = false
    const committed = database.transaction(
      'rw',
      [offlineWrites, idMap, journal, meta],
      async (transaction) => {
        open = transaction
        if (over) transaction.abort()
        await refuseNewerSchema(database)
        return work()
      },
    )
    try {
      return await guarded(clock, writeTimeoutMs, () => committed)
    } catch (error) {
      over = true
      if (!isTimeout(error) || !open || calledBack(open)) throw error
      try {
        return await committed
      } catch (late) {
        throw storageFailure(late)
      }
    }
  }

  const note = (write: OfflineWrite, event: string, from: JournalEntry['from']): Promise<number> =>
    journal.add({
      writeId: write.id,
      userId: write.userId,
      atMs: clock.now(),
      event,
      from,
      to: write.syncStatus,
      failure: 'lastError' in write && write.lastError ? write.lastError.code : null,
    })

  async function readRow(id: string): Promise<OfflineWrite | undefined> {
    const row = await offlineWrites.get(id)
    if (row === undefined) return undefined
    const parsed = parseWrite(row)
    return 'readable' in parsed ? parsed.readable : undefined
  }

  const mappings = (userId: string) =>
    idMap.where('[userId+temporaryId]').between([userId, ''], [userId, '\uffff']).toArray()

  return {
    add: (write, state) =>
      inTransaction(async () => {
        const sequence = await nextSequence(database)
        const row: OfflineWrite = { ...write, sequence, retries: 0, ...state }
        await offlineWrites.add(row)
        await note(row, 'saved', null)
        return row
      }),

    get: (id) => guarded(clock, readTimeoutMs, () => readRow(id)),

    async list(userId) {
      const rows = await guarded(clock, readTimeoutMs, () =>
        offlineWrites.where('userId').equals(userId).toArray(),
      )
      const parsed = rows.map(parseWrite)
      return {
        readable: parsed
          .flatMap((row) => ('readable' in row ? [row.readable] : []))
          .sort((a, b) => a.sequence - b.sequence),
        unreadable: parsed.flatMap((row) => ('unreadable' in row ? [row.unreadable] : [])),
      }
    },

    countOthers: (userId) =>
      guarded(clock, readTimeoutMs, () =>
        offlineWrites.filter((row) => row.userId !== userId && row.syncStatus !== 'success').count(),
      ),

    forget: (id, attemptId) =>
      inTransaction(async () => {
        const write = await readRow(id)
        if (write?.syncStatus !== 'sending' || write.attempt.id !== attemptId) return
        await note(write, 'refused-on-form', write.syncStatus)
        await offlineWrites.delete(id)
      }),

    markWriteStatus: (id, event, fence) =>
      inTransaction(async () => {
        const write = await readRow(id)
        if (!write || !stands(write, event, fence)) return undefined
        if (event.type !== 'accepted' && event.type !== 'probe-found') {
          const next = transition(write, event)
          await offlineWrites.put(next)
          await note(next, event.type, write.syncStatus)
          return next
        }
        // The entry's number is part of the row, so the entry comes first.
        const settledAt = await journal.add({
          writeId: id,
          userId: write.userId,
          atMs: clock.now(),
          event: event.type,
          from: write.syncStatus,
          to: 'success',
          failure: null,
        })
        const next = transition(write, { ...event, settledAt })
        await offlineWrites.put(next)
        await idMap.bulkPut(mappingsOf(next, event.response))
        if (event.base) await rebaseFollowers(next, event.base)
        return next
      }),

    idMap: (userId) => guarded(clock, readTimeoutMs, () => mappings(userId)),

    journal: (writeId) =>
      guarded(clock, readTimeoutMs, () => journal.where('writeId').equals(writeId).sortBy('number')),

    position: () =>
      guarded(clock, readTimeoutMs, async () => (await journal.orderBy('number').last())?.number ?? 0),

    clean: (receivedBeforeMs) =>
      inTransaction(async () => {
        const rows = (await offlineWrites.toArray()).map(parseWrite)
        const readable = rows.flatMap((row) => ('readable' in row ? [row.readable] : []))
        const needed = new Set(rows.flatMap(parentsNamedBy))
        const old = readable.filter(
          (write) =>
            write.syncStatus === 'success' &&
            write.serverTimestamp < receivedBeforeMs &&
            !needed.has(write.id),
        )
        await offlineWrites.bulkDelete(old.map((write) => write.id))
        return old.length
      }),
  }

  /** One's own earlier write is no conflict: its answer is what the next one on the record compares with. */
  async function rebaseFollowers(settled: OfflineWrite, base: JsonObject): Promise<void> {
    const ids = new IdMap(await mappings(settled.userId))
    const subjects = new Set(subjectsOf(withKnownIds(settled, ids)))
    const others = (await offlineWrites.where('userId').equals(settled.userId).toArray()).map(parseWrite)
    for (const other of others) {
      if (!('readable' in other)) continue
      const write = other.readable
      const waits = write.syncStatus !== 'success' && write.syncStatus !== 'sending'
      const follows = withKnownIds(write, ids).changes.some((id) => subjects.has(id))
      if (waits && write.sequence > settled.sequence && follows) {
        await offlineWrites.put(transition(write, { type: 'rebased', base }))
      }
    }
  }
}

/** The parents that an unsettled row names; one that cannot be read counts as unsettled. */
function parentsNamedBy(row: ParsedWrite): string[] {
  if ('readable' in row) return row.readable.syncStatus === 'success' ? [] : row.readable.parentMutationIds
  const named = valueAt(row.unreadable.raw, '/parentMutationIds')
  return Array.isArray(named) ? named.filter((id) => typeof id === 'string') : []
}

/** False where the transaction is on its way to the disk already. */
function calledBack(transaction: Transaction): boolean {
  try {
    transaction.idbtrans.abort()
    return true
  } catch {
    return false
  }
}

function stands(write: OfflineWrite, event: StepEvent, fence: Fence): boolean {
  if ('status' in fence) return write.syncStatus === fence.status
  return 'attempt' in write && write.attempt?.id === fence.attemptId && mayTake(write, event.type)
}

/** Which server id stands in the answer for each record that was made here. */
function mappingsOf(write: OfflineWrite, response: Json): IdMapRow[] {
  return write.created.flatMap(({ pointer, id }) => {
    const serverId = valueAt(response, pointer)
    return typeof serverId === 'string'
      ? [{ userId: write.userId, temporaryId: id, serverId, writeId: write.id }]
      : []
  })
}

/** True when the answer names an id for every record that the write makes. */
export const namesEveryId = (write: WriteRecord, response: Json): boolean =>
  write.created.every(({ pointer }) => typeof valueAt(response, pointer) === 'string')
