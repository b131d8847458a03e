// The outbox: writes are committed here before anything leaves, and every step is journalled in the same transaction.

import { FailureError } from '../failure.ts'
import { IdMap } from '../ids/id-map.ts'
import { withKnownIds } from '../ids/replace-offline-ids.ts'
import { type Json, type JsonObject, valueAt } from '../json.ts'
import type { Clock } from '../ports.ts'
import { guarded } from '../store/guarded.ts'
import { type IdMapRow, nextSequence, type OutboxDatabase, readMeta } from '../store/outbox-database.ts'
import { createOutboxTransactions } from '../store/outbox-transaction.ts'
import type { NewContent, StoredContent } from './content.ts'
import type { JournalEntry } from './journal.ts'
import {
  formPatienceMs,
  type OfflineWrite,
  type SyncStatus,
  subjectsOf,
  type UnreadableWrite,
  type WriteRecord,
  type WriteState,
} from './offline-write.ts'
import { type ParsedWrite, parseWrite } from './parse-write.ts'
import { type EditedParts, mayTake, transition, type WriteEvent } from './transition.ts'
import type { Withdrawal } from './withdrawn-write.ts'

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
  /** What later updates of the records compare with. */
  rebase?: (follower: OfflineWrite, ids: IdMap) => JsonObject | undefined
}

/** A step is taken only if the row still stands where the caller believes it to stand. */
type Fence = { attemptId: string } | { status: SyncStatus; revision?: number }

/** Writes to take out of the queue, and how: in one transaction, all or none. */
interface WithdrawalPlan {
  how: Withdrawal
  reason: string
  /** Each as the caller saw it: where one has moved on meanwhile, nothing happens. */
  writes: OfflineWrite[]
  /** The write that goes on with what they held. */
  into?: { write: OfflineWrite; draft: EditedParts }
  /** The write that took them back: it is kept with them. */
  by?: OfflineWrite
}

export interface Outbox {
  /** Resolves when the row is committed, its content with it; `state` is the state it begins in. */
  add(
    write: NewWrite,
    state: Extract<WriteState, { syncStatus: 'pending' | 'sending' }>,
    content?: NewContent,
  ): Promise<OfflineWrite>
  get(id: string): Promise<OfflineWrite | undefined>
  /** The bytes that wait with a write; undefined where it has none, or has been received. */
  content(id: string): Promise<StoredContent | undefined>
  /** Every write of the user, in the order saved. */
  list(userId: string): Promise<WriteRows>
  /** Those that are not received yet. */
  unsettled(userId: string): Promise<OfflineWrite[]>
  /** Everybody's unsettled writes that were saved under an earlier version than the one given for their policy. */
  outdated(version: (syncRouteKey: string) => number | undefined): Promise<OfflineWrite[]>
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
  /** Takes writes out of the queue and keeps them apart. False: one of them has moved on, and nothing was done. */
  withdraw(plan: WithdrawalPlan): Promise<boolean>
  /** What was taken back before it was sent, and what took it back, in the order of that. */
  takenBack(userId: string): Promise<OfflineWrite[]>
  idMap(userId: string): Promise<IdMapRow[]>
  journal(writeId: string): Promise<JournalEntry[]>
  /** Number of the newest journal entry. */
  position(): Promise<number>
  /** Removes settled writes received before that time. Never one that an unsettled write still names as parent. */
  clean(receivedBeforeMs: number): Promise<number>
  /** A new run of the replay: from now on the steps of every earlier run are refused. */
  takeLease(userId: string): Promise<Lease>
  /** The same outbox for the steps of that run: each fails with `overtaken` once a later run has begun. */
  under(lease: Lease): Outbox
}

interface Lease {
  userId: string
  /** Counts up. */
  number: number
}

const readTimeoutMs = 1_500
const contentReadTimeoutMs = 10_000

/** Undefined: as for any row. A slow tablet writes two megabytes a second. */
const contentTimeoutMs = (content: NewContent | undefined): number | undefined =>
  content && 10_000 + content.bytes.length / 2_000

export function createOutbox(database: OutboxDatabase, clock: Clock): Outbox {
  return outboxUnder(database, clock, undefined)
}

function outboxUnder(database: OutboxDatabase, clock: Clock, lease: Lease | undefined): Outbox {
  const { offlineWrites, idMap, journal, meta, withdrawn, contents, awaited } = database
  const inTransaction = createOutboxTransactions(database, clock)

  const note = (
    write: OfflineWrite,
    event: string,
    from: JournalEntry['from'],
    to: JournalEntry['to'] = write.syncStatus,
    other?: string,
  ): Promise<number> =>
    journal.add({
      writeId: write.id,
      userId: write.userId,
      atMs: clock.now(),
      event,
      from,
      to,
      failure: 'lastError' in write && write.lastError ? write.lastError.code : null,
      ...(other === undefined ? {} : { other }),
    })

  async function readRow(id: string): Promise<OfflineWrite | undefined> {
    const row = await offlineWrites.get(id)
    if (row === undefined) return undefined
    const parsed = parseWrite(row)
    return 'readable' in parsed ? parsed.readable : undefined
  }

  /** The row, if it is still the one that the caller saw. */
  async function readUnchanged(seen: OfflineWrite): Promise<OfflineWrite | undefined> {
    const write = await readRow(seen.id)
    return write && isAt(write, seen.syncStatus, seen.revision) ? write : undefined
  }

  async function refuseOvertaken(): Promise<void> {
    if (!lease) return
    const newest = (await readMeta(database, `lease ${lease.userId}`)) ?? 0
    if (newest > lease.number) throw new FailureError({ code: 'overtaken' })
  }

  async function put(write: OfflineWrite, event: WriteEvent): Promise<OfflineWrite> {
    const next = transition(write, event)
    // What a person replaces is not thrown away.
    if (event.type === 'edited' || event.type === 'resolved') await keepApart(write, 'edited', '')
    await offlineWrites.put(next)
    await note(next, event.type, write.syncStatus)
    return next
  }

  const keepApart = (write: OfflineWrite, how: Withdrawal, reason: string) =>
    withdrawn.add({ writeId: write.id, userId: write.userId, how, reason, atMs: clock.now(), write })

  const mappings = (userId: string) =>
    idMap.where('[userId+temporaryId]').between([userId, ''], [userId, '\uffff']).toArray()

  return {
    add: (write, state, content) =>
      inTransaction(async () => {
        const sequence = await nextSequence(database)
        const first = state.syncStatus === 'sending' ? { firstAttempt: state.attempt } : {}
        const row: OfflineWrite = { ...write, ...first, sequence, retries: 0, ...state }
        await offlineWrites.add(row)
        if (content) await contents.put({ ...content, writeId: row.id, userId: row.userId })
        // What was announced has come.
        await awaited.bulkDelete(row.created.map(({ id }) => id))
        await note(row, 'saved', null)
        return row
      }, contentTimeoutMs(content)),

    get: (id) => guarded(clock, readTimeoutMs, () => readRow(id)),

    content: (id) => guarded(clock, contentReadTimeoutMs, () => contents.get(id)),

    async list(userId) {
      const rows = await guarded(clock, readTimeoutMs, () =>
        offlineWrites.where('userId').equals(userId).toArray(),
      )
      const parsed = rows.map(parseWrite)
      return {
        readable: bySequence(parsed.flatMap(readableOf)),
        unreadable: parsed.flatMap((row) => ('unreadable' in row ? [row.unreadable] : [])),
      }
    },

    async unsettled(userId) {
      const rows = await guarded(clock, readTimeoutMs, () =>
        offlineWrites
          .where('[userId+syncStatus]')
          .anyOf(unsettledStates.map((state) => [userId, state]))
          .toArray(),
      )
      return bySequence(rows.map(parseWrite).flatMap(readableOf))
    },

    async outdated(version) {
      const rows = await guarded(clock, readTimeoutMs, () =>
        offlineWrites
          .filter(
            (row) => row.syncStatus !== 'success' && row.policyVersion < (version(row.syncRouteKey) ?? 0),
          )
          .toArray(),
      )
      return rows.map(parseWrite).flatMap(readableOf)
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
        await refuseOvertaken()
        const write = await readRow(id)
        if (!write || !stands(write, event, fence)) return undefined
        if (event.type !== 'accepted' && event.type !== 'probe-found') return put(write, event)
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
        await contents.delete(id)
        await idMap.bulkPut(mappingsOf(next, event.response, isAnswerToForm(write, event.type, clock.now())))
        if (event.rebase) await rebaseFollowers(next, event.rebase)
        return next
      }),

    withdraw: ({ how, reason, writes, into, by }) =>
      inTransaction(async () => {
        const rows = await Promise.all([...writes, ...(into ? [into.write] : [])].map(readUnchanged))
        if (rows.includes(undefined)) return false
        for (const write of writes) {
          await keepApart(write, how, reason)
          await note(write, how, write.syncStatus, 'withdrawn', into?.write.id ?? by?.id)
          await offlineWrites.delete(write.id)
          await contents.delete(write.id)
        }
        if (by) await keepApart(by, how, reason)
        if (into) {
          await put(into.write, { type: 'edited', draft: into.draft })
        }
        return true
      }),

    takenBack: (userId) =>
      guarded(clock, readTimeoutMs, async () => {
        const rows = await withdrawn.where('userId').equals(userId).sortBy('number')
        return rows.filter(({ how }) => how === 'taken-back').map(({ write }) => write)
      }),

    idMap: (userId) => guarded(clock, readTimeoutMs, () => mappings(userId)),

    journal: (writeId) =>
      guarded(clock, readTimeoutMs, () => journal.where('writeId').equals(writeId).sortBy('number')),

    position: () =>
      guarded(clock, readTimeoutMs, async () => (await journal.orderBy('number').last())?.number ?? 0),

    clean: (receivedBeforeMs) =>
      inTransaction(async () => {
        const rows = (await offlineWrites.toArray()).map(parseWrite)
        const needed = new Set(rows.flatMap(parentsNamedBy))
        const old = rows
          .flatMap(readableOf)
          .filter(
            (write) =>
              write.syncStatus === 'success' &&
              write.serverTimestamp < receivedBeforeMs &&
              !needed.has(write.id),
          )
        await offlineWrites.bulkDelete(old.map((write) => write.id))
        return old.length
      }),

    takeLease: (userId) =>
      inTransaction(async () => {
        const number = 1 + ((await readMeta(database, `lease ${userId}`)) ?? 0)
        await meta.put({ key: `lease ${userId}`, value: number })
        return { userId, number }
      }),

    under: (given) => outboxUnder(database, clock, given),
  }

  /** One's own earlier write is no conflict: its answer is what the next one on the record compares with. */
  async function rebaseFollowers(
    settled: OfflineWrite,
    rebase: NonNullable<Settlement['rebase']>,
  ): Promise<void> {
    const ids = new IdMap(await mappings(settled.userId))
    const subjects = new Set(subjectsOf(withKnownIds(settled, ids)))
    const others = (await offlineWrites.where('userId').equals(settled.userId).toArray()).map(parseWrite)
    for (const write of others.flatMap(readableOf)) {
      const waits = write.syncStatus !== 'success' && write.syncStatus !== 'sending'
      const follows = withKnownIds(write, ids).changes.some((id) => subjects.has(id))
      const base = waits && follows && write.sequence > settled.sequence ? rebase(write, ids) : undefined
      if (base) await put(write, { type: 'rebased', base })
    }
  }
}

const unsettledStates: SyncStatus[] = ['pending', 'sending', 'unconfirmed', 'failed', 'blocked', 'conflict']

const readableOf = (row: ParsedWrite): OfflineWrite[] => ('readable' in row ? [row.readable] : [])

const bySequence = (writes: OfflineWrite[]): OfflineWrite[] => writes.sort((a, b) => a.sequence - b.sequence)

/** The parents that an unsettled row names; one that cannot be read counts as unsettled. */
function parentsNamedBy(row: ParsedWrite): string[] {
  if ('readable' in row) return row.readable.syncStatus === 'success' ? [] : row.readable.parentMutationIds
  const named = valueAt(row.unreadable.raw, '/parentMutationIds')
  return Array.isArray(named) ? named.filter((id) => typeof id === 'string') : []
}

const isAt = (write: OfflineWrite, status: SyncStatus, revision = 0): boolean =>
  write.syncStatus === status && (write.revision ?? 0) === revision

function stands(write: OfflineWrite, event: StepEvent, fence: Fence): boolean {
  if ('status' in fence) return isAt(write, fence.status, fence.revision ?? write.revision)
  return 'attempt' in write && write.attempt?.id === fence.attemptId && mayTake(write, event.type)
}

/** Which server id stands in the answer for each record that was made here. */
/** The form's own attempt brought it, in time: the form hears it, and nobody has heard of a temporary id. */
function isAnswerToForm(write: OfflineWrite, event: StepEvent['type'], nowMs: number): boolean {
  if (event !== 'accepted' || write.syncStatus !== 'sending') return false
  const { lease, startedAtMs } = write.attempt
  return lease === 0 && nowMs - startedAtMs < formPatienceMs
}

function mappingsOf(write: OfflineWrite, response: Json, untold: boolean): IdMapRow[] {
  return write.created.flatMap(({ pointer, id }) => {
    const serverId = valueAt(response, pointer)
    return typeof serverId === 'string'
      ? [
          {
            userId: write.userId,
            temporaryId: id,
            serverId,
            writeId: write.id,
            ...(untold ? { untold } : {}),
          },
        ]
      : []
  })
}

/** True when the answer names an id for every record that the write makes. */
export const namesEveryId = (write: WriteRecord, response: Json): boolean =>
  write.created.every(({ pointer }) => typeof valueAt(response, pointer) === 'string')
