// The journal: every step of every write, in order, without patient data.

import type { SyncStatus } from './offline-write.ts'

export interface JournalEntry {
  /** Order of all entries on this tablet. */
  number: number
  writeId: string
  userId: string
  atMs: number
  event: string
  from: SyncStatus | null
  to: SyncStatus
  /** Code of the failure, where there was one. */
  failure: string | null
}
