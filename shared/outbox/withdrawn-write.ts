// What people took out of the queue, or replaced: kept apart as it was, for nothing that was saved is thrown away.

import type { OfflineWrite } from './offline-write.ts'

/** `discarded` by a person; `folded` into another; `taken-back` with what made its record; `edited`: the text before. */
export type Withdrawal = 'discarded' | 'folded' | 'taken-back' | 'edited'

export interface WithdrawnWrite {
  number: number
  writeId: string
  userId: string
  how: Withdrawal
  /** In the person's words; empty where none were asked. */
  reason: string
  /** By this tablet's clock. */
  atMs: number
  write: OfflineWrite
}
