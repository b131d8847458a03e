// Made here, never sent, and taken back again: then nothing is left to send. Both are kept apart and in the journal.

import { type OfflineWrite, subjectsOf } from '../outbox/offline-write.ts'
import type { NewWrite, Outbox } from '../outbox/outbox.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import { isEditable } from './editable.ts'

/** True where the write need not be sent, nor anything about the record. Otherwise it must wait like any other. */
export async function takeBack(
  outbox: Outbox,
  matched: MatchedWrite,
  write: NewWrite,
  { rows }: LocalView,
): Promise<boolean> {
  const ids = matched.policy.takesBack?.(matched) ?? []
  if (ids.length === 0) return false
  const concerned = rows.filter(
    (row) => row.syncStatus !== 'success' && ids.some((id) => row.mentions.includes(id) || makes(row, id)),
  )
  const isMadeHere = ids.every((id) => concerned.some((row) => makes(row, id)))
  // What makes one record by changing another (a booking that is moved) cannot go without a trace.
  const isOnlyAbout = (row: OfflineWrite) => {
    const subjects = subjectsOf(row)
    return subjects.length > 0 && subjects.every((id) => ids.includes(id))
  }
  if (!isMadeHere || !concerned.every((row) => isOnlyAbout(row) && wasNeverThere(row))) return false
  return outbox.withdraw({ how: 'taken-back', reason: '', writes: concerned, by: write.id })
}

const makes = (row: OfflineWrite, id: string): boolean => row.created.some((record) => record.id === id)

/** Never sent, or refused for certain. */
const wasNeverThere = (row: OfflineWrite): boolean =>
  isEditable(row) && (row.firstAttempt === undefined || row.syncStatus === 'failed')
