// What must never be lost: writes, id map, sessions, journal. Opened with strict durability, so that a committed
// transaction is on the disk. Newer schemas are met with a refusal, for Dexie alone would go on writing.

import Dexie, { type Table } from 'dexie'
import { FailureError } from '../failure.ts'
import type { AwaitedContent, StoredContent } from '../outbox/content.ts'
import type { JournalEntry } from '../outbox/journal.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { WithdrawnWrite } from '../outbox/withdrawn-write.ts'
import type { Clock } from '../ports.ts'
import type { SessionRow } from '../session/session-row.ts'
import { guarded, isTimeout, storageFailure } from './guarded.ts'

/** The platform's IndexedDB, or a test's. */
export interface IndexedDb {
  indexedDB: unknown
  IDBKeyRange: unknown
}

export interface IdMapRow {
  userId: string
  temporaryId: string
  serverId: string
  /** The write that made the record. */
  writeId: string
  /** Its form was answered with the server's id: no page speaks of the record by the temporary one. */
  untold?: true
}

/** `lease <user>`: number of the newest run of the replay. The rest is what the engine knows of server and clock. */
type MetaKey = 'schema' | 'sequence' | 'serverOffset' | 'serverSeen' | 'heldUntil' | `lease ${string}`

interface MetaRow {
  key: MetaKey
  value: number
}

/** Raised whenever an older version may no longer read or write what this one stores. */
const schemaGeneration = 3

export class OutboxDatabase extends Dexie {
  declare offlineWrites: Table<OfflineWrite, string>
  declare idMap: Table<IdMapRow, [string, string]>
  declare sessions: Table<SessionRow, string>
  declare journal: Table<JournalEntry, number, Omit<JournalEntry, 'number'>>
  declare meta: Table<MetaRow, MetaKey>
  declare withdrawn: Table<WithdrawnWrite, number, Omit<WithdrawnWrite, 'number'>>
  declare contents: Table<StoredContent, string>
  declare awaited: Table<AwaitedContent, string>

  constructor(platform: IndexedDb, name: string) {
    super(name, {
      ...(platform as object),
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
    })
    this.version(1).stores({
      offlineWrites: 'id, userId, [userId+syncStatus]',
      idMap: '[userId+temporaryId]',
      sessions: 'userId',
      journal: '++number, writeId',
      meta: 'key',
    })
    this.version(2)
      .stores({ withdrawn: '++number, writeId, userId' })
      .upgrade((transaction) => transaction.table('offlineWrites').toCollection().modify(fromGenerationOne))
    // No row of the second generation has content.
    this.version(3).stores({ contents: 'writeId, recordId', awaited: 'recordId, url' })
  }
}

/** Opens the database, or rejects with a storage failure that says why not. */
export async function openOutboxDatabase(
  platform: IndexedDb,
  clock: Clock,
  name = 'care-offline-outbox',
): Promise<OutboxDatabase> {
  let database: OutboxDatabase
  try {
    database = new OutboxDatabase(platform, name)
  } catch (error) {
    throw storageFailure(error)
  }
  let isBlocked = false
  database.on('blocked', () => {
    isBlocked = true
  })
  try {
    await guarded(clock, 5_000, async () => {
      await database.open()
      await database.transaction('rw', database.meta, async () => {
        const schema = await database.meta.get('schema')
        if (schema && schema.value > schemaGeneration) {
          throw new FailureError({ code: 'storage', reason: 'newer-schema', detail: String(schema.value) })
        }
        if (schema?.value !== schemaGeneration) {
          await database.meta.put({ key: 'schema', value: schemaGeneration })
        }
      })
    })
  } catch (error) {
    database.close()
    if (!isBlocked || !isTimeout(error)) throw error
    throw new FailureError({ code: 'storage', reason: 'blocked', detail: 'an older version holds it open' })
  }
  return database
}

/** To be called first in every transaction that writes: a page may have been updated under our feet. */
export async function refuseNewerSchema(database: OutboxDatabase): Promise<void> {
  const schema = await database.meta.get('schema')
  if (schema && schema.value > schemaGeneration) {
    throw new FailureError({ code: 'storage', reason: 'newer-schema', detail: String(schema.value) })
  }
}

export async function nextSequence(database: OutboxDatabase): Promise<number> {
  const last = (await database.meta.get('sequence'))?.value ?? 0
  await database.meta.put({ key: 'sequence', value: last + 1 })
  return last + 1
}

/** A number that outlives the host; undefined where none was kept. */
export const readMeta = async (database: OutboxDatabase, key: MetaKey): Promise<number | undefined> =>
  (await database.meta.get(key))?.value

/** Attempts had no times of the server, and rows did not tell their build. */
function fromGenerationOne(row: Record<string, unknown>): void {
  row.build ??= ''
  const { attempt } = row
  if (typeof attempt !== 'object' || attempt === null) return
  const { startedAtMs } = attempt as { startedAtMs?: unknown }
  row.attempt = { serverMs: startedAtMs, notBeforeMs: 0, lease: 0, ...attempt }
}
