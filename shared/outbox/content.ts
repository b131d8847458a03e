// The content of writes: what a form has announced and the page has still to bring, and the bytes that wait with their
// write. They are added and removed with the write itself, in the outbox's own transactions.

import type { ApiRequest } from '../api-request.ts'
import type { Reached } from '../policy/content-rule.ts'
import type { Clock } from '../ports.ts'
import { guarded } from '../store/guarded.ts'
import type { OutboxDatabase } from '../store/outbox-database.ts'
import { createOutboxTransactions } from '../store/outbox-transaction.ts'

/** A form was answered, and its content is not here yet: nothing was promised, and nothing is shown of it. */
export interface AwaitedContent {
  /** Temporary, or the server's. */
  recordId: string
  userId: string
  /** Where the page was told to put it. */
  url: string
  syncRouteKey: string
  policyVersion: number
  /** The form, in the ids that it was given in. */
  request: ApiRequest
  /** What the server has answered already; empty where the form has not left. */
  reached: Reached
  /** By this tablet's clock. */
  atMs: number
}

/** The bytes of a write that the server does not hold yet. */
export interface StoredContent {
  writeId: string
  recordId: string
  userId: string
  contentType: string
  bytes: Uint8Array
}

export interface Contents {
  announce(awaited: AwaitedContent): Promise<void>
  awaited(recordId: string): Promise<AwaitedContent | undefined>
  awaitedAt(url: string): Promise<AwaitedContent | undefined>
  /** Origins of all addresses that content is awaited at. */
  awaitedUrls(): Promise<string[]>
  /** Undefined where its write has none, or has been received. */
  ofRecord(recordId: string): Promise<StoredContent | undefined>
  /** Forgets what was announced before that time and never came. */
  clean(announcedBeforeMs: number): Promise<void>
}

const readTimeoutMs = 5_000

export function createContents(database: OutboxDatabase, clock: Clock): Contents {
  const { awaited, contents } = database
  const inTransaction = createOutboxTransactions(database, clock)
  return {
    announce: (entry) =>
      inTransaction(async () => {
        await awaited.put(entry)
      }),
    awaited: (recordId) => guarded(clock, readTimeoutMs, () => awaited.get(recordId)),
    awaitedAt: (url) => guarded(clock, readTimeoutMs, () => awaited.where('url').equals(url).first()),
    awaitedUrls: () =>
      guarded(clock, readTimeoutMs, async () => (await awaited.orderBy('url').keys()).map(String)),
    ofRecord: (recordId) =>
      guarded(clock, readTimeoutMs, () => contents.where('recordId').equals(recordId).first()),
    clean: (announcedBeforeMs) =>
      inTransaction(async () => {
        const old = await awaited.filter(({ atMs }) => atMs < announcedBeforeMs).primaryKeys()
        await awaited.bulkDelete(old)
      }),
  }
}

export type NewContent = Pick<StoredContent, 'recordId' | 'contentType' | 'bytes'>
