// Made here, never sent, and taken back again: then nothing is left to send. Both are kept apart and in the journal.

import { isSettled, type OfflineWrite, subjectsOf } from '../outbox/offline-write.ts'
import type { NewWrite } from '../outbox/outbox.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import { isEditable } from './editable.ts'
import { withReplaced } from './follow.ts'
import { knownWithout, type SaveTools } from './save-offline-write.ts'

/** True where the write need not be sent, nor what it takes back. Otherwise it must wait like any other. */
export async function takeBack(
  tools: SaveTools,
  matched: MatchedWrite,
  write: NewWrite,
  view: LocalView,
): Promise<boolean> {
  const writes = aboutTakenRecords(matched, view) ?? (await undoneBy(tools, matched, write, view))
  if (!writes) return false
  // It never stands in the queue itself.
  const by: OfflineWrite = { ...write, sequence: Number.MAX_SAFE_INTEGER, retries: 0, syncStatus: 'pending' }
  return tools.outbox.withdraw({ how: 'taken-back', reason: '', writes, by })
}

/** All that waits about the records that it takes back; undefined where any of it must go. */
function aboutTakenRecords(matched: MatchedWrite, view: LocalView): OfflineWrite[] | undefined {
  const taken = matched.policy.takesBack?.(matched) ?? []
  if (taken.length === 0) return undefined
  // A booking that was made here and moved here: all of its line, or nothing.
  const ids = withReplaced(taken, view)
  const concerned = view.rows.filter(
    (row) => !isSettled(row) && ids.some((id) => row.mentions.includes(id) || makes(row, id)),
  )
  const isMadeHere = ids.every((id) => concerned.some((row) => makes(row, id)))
  // What makes one record by changing another (a booking that is moved) cannot go without a trace of that one.
  const isOnlyAbout = (row: OfflineWrite) => {
    const subjects = subjectsOf(row)
    return subjects.length > 0 && subjects.every((id) => ids.includes(id))
  }
  const mayGo = isMadeHere && concerned.every((row) => isOnlyAbout(row) && wasNeverThere(row))
  return mayGo ? concerned : undefined
}

/** The earlier write that comes to nothing together with this one. */
async function undoneBy(
  tools: SaveTools,
  matched: MatchedWrite,
  { userId }: NewWrite,
  view: LocalView,
): Promise<OfflineWrite[] | undefined> {
  const { undoes, resource } = matched.policy
  if (!undoes) return undefined
  const known = await knownWithout(tools, matched, view, userId, resource)
  const id = undoes(matched, { known, earlier: view.writes.map(({ projected }) => projected) })
  const row = view.rows.find((one) => one.id === id)
  return row && wasNeverThere(row) && row.created.length === 0 ? [row] : undefined
}

const makes = (row: OfflineWrite, id: string): boolean => row.created.some((record) => record.id === id)

/** Never sent, or refused for certain. */
const wasNeverThere = (row: OfflineWrite): boolean =>
  isEditable(row) && (row.firstAttempt === undefined || row.syncStatus === 'failed')
