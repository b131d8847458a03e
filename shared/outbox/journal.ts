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
  /** `withdrawn`: taken out of the queue, and kept apart. */
  to: SyncStatus | 'withdrawn'
  /** Code of the failure, where there was one. */
  failure: string | null
  /** The other write that had a part in it: the one that this one was put into, or that took it back. */
  other?: string
}
