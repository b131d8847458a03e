// One transaction over all that must never be lost: committed as a whole within its time, or not at all.

import type { Transaction } from 'dexie'
import type { Clock } from '../ports.ts'
import { guarded, isTimeout, storageFailure } from './guarded.ts'
import { type OutboxDatabase, refuseNewerSchema } from './outbox-database.ts'

const writeTimeoutMs = 5_000

/** `timeoutMs`: for what takes longer than a row, such as the bytes of a file. */
export type InTransaction = <Value>(work: () => Promise<Value>, timeoutMs?: number) => Promise<Value>

/**
 * What is not committed when the time is over is aborted: a write that was told "not saved" must not appear later.
 * What is being committed by then cannot be called back; only its end tells whether it is saved, so that is awaited.
 */
export function createOutboxTransactions(database: OutboxDatabase, clock: Clock): InTransaction {
  const { offlineWrites, idMap, journal, meta, withdrawn, contents, awaited } = database
  return async (work, timeoutMs = writeTimeoutMs) => {
    let open: Transaction | undefined
    let over = false
    const committed = database.transaction(
      'rw',
      [offlineWrites, idMap, journal, meta, withdrawn, contents, awaited],
      async (transaction) => {
        open = transaction
        if (over) transaction.abort()
        await refuseNewerSchema(database)
        return work()
      },
    )
    try {
      return await guarded(clock, timeoutMs, () => committed)
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
