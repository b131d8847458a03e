// What can be fetched again: the server's answers as they came, under user and canonical request. Relaxed durability;
// may be dropped at any time, and is when the disk is full.

import Dexie, { type Table } from 'dexie'
import type { Json } from '../json.ts'
import type { Clock } from '../ports.ts'
import { guarded, storageFailure } from './guarded.ts'
import type { IndexedDb } from './outbox-database.ts'

export interface StoredResponse {
  userId: string
  /** Method, canonical URL and body. */
  requestKey: string
  /** Key of the read policy. */
  queryRouteKey: string
  resource: string
  body: Json
  /** 404 where the API has said, in this body, that there is no such thing. Absent: 200. */
  status?: 404
  /** When the request left, by this tablet's clock. */
  fetchedAtMs: number
  /** Number of the last journal entry when the request left: later settlements may be missing in it. */
  asOf: number
}

/** A row per TanStack query that the page restores at start. */
interface QueryCacheRow {
  userId: string
  queryHash: string
  state: Json
  savedAtMs: number
}

class ResponseDatabase extends Dexie {
  declare responses: Table<StoredResponse, [string, string]>
  declare queryCache: Table<QueryCacheRow, [string, string]>

  constructor(platform: IndexedDb, name: string) {
    super(name, { ...(platform as object), chromeTransactionDurability: 'relaxed', cache: 'disabled' })
    this.version(1).stores({
      responses: '[userId+requestKey], userId, [userId+queryRouteKey+fetchedAtMs]',
      queryCache: '[userId+queryHash], userId',
    })
  }
}

export interface ResponseStore {
  get(userId: string, requestKey: string): Promise<StoredResponse | undefined>
  /** The newest answers of one route that hold something, newest first. */
  newest(userId: string, queryRouteKey: string, limit: number): Promise<StoredResponse[]>
  put(response: StoredResponse): Promise<void>
  /** Forgets what one user has read. */
  wipe(userId: string): Promise<void>
  /** Makes room on the disk: forgets what everybody has read. */
  dropAll(): Promise<void>
  close(): void
}

const readTimeoutMs = 1_500
const writeTimeoutMs = 5_000

/** Opens the store, or rejects with a storage failure that says why not. */
export async function openResponseStore(
  platform: IndexedDb,
  clock: Clock,
  name = 'care-offline-responses',
): Promise<ResponseStore> {
  let database: ResponseDatabase
  try {
    database = new ResponseDatabase(platform, name)
  } catch (error) {
    throw storageFailure(error)
  }
  const { responses, queryCache } = database
  await guarded(clock, writeTimeoutMs, () => database.open())
  return {
    get: (userId, requestKey) => guarded(clock, readTimeoutMs, () => responses.get([userId, requestKey])),
    newest: (userId, queryRouteKey, limit) =>
      guarded(clock, readTimeoutMs, () =>
        responses
          .where('[userId+queryRouteKey+fetchedAtMs]')
          .between([userId, queryRouteKey, Dexie.minKey], [userId, queryRouteKey, Dexie.maxKey])
          .reverse()
          .filter(({ status }) => status === undefined)
          .limit(limit)
          .toArray(),
      ),
    async put(response) {
      await guarded(clock, writeTimeoutMs, () => responses.put(response))
    },
    async wipe(userId) {
      await guarded(clock, writeTimeoutMs, () =>
        database.transaction('rw', responses, queryCache, async () => {
          await responses.where('userId').equals(userId).delete()
          await queryCache.where('userId').equals(userId).delete()
        }),
      )
    },
    async dropAll() {
      await guarded(clock, writeTimeoutMs, () =>
        database.transaction('rw', responses, queryCache, async () => {
          await responses.clear()
          await queryCache.clear()
        }),
      )
    },
    close: () => database.close(),
  }
}
