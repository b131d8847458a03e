// What a person may do with a write, by where it stands.

import type { WriteAction } from '../bridge/engine-api.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { Policies } from '../policy/policies.ts'

/** The server holds nothing of it, for certain, and nothing is on its way. */
export const isEditable = (write: OfflineWrite): boolean =>
  write.syncStatus === 'pending' ||
  write.syncStatus === 'blocked' ||
  (write.syncStatus === 'failed' && write.attempt === undefined)

/** While nobody knows whether the server has it, it stays until that is known. */
export const isDiscardable = (write: OfflineWrite): boolean =>
  isEditable(write) || write.syncStatus === 'failed' || write.syncStatus === 'conflict'

/** The queued write that makes the record which this one changes, where the two may go as one. */
export function makerToFoldInto(
  write: OfflineWrite,
  rows: readonly OfflineWrite[],
  policies: Policies,
): OfflineWrite | undefined {
  const [changed, ...others] = write.changes
  if (changed === undefined || others.length > 0 || !isEditable(write)) return undefined
  const maker = rows.find((row) => row.created.some(({ id }) => id === changed))
  if (!maker || !isEditable(maker) || !policies.write(maker.syncRouteKey)?.fold) return undefined
  // An earlier change of the record would be overtaken.
  const isFirst = !rows.some(
    (row) => row.changes.includes(changed) && row.sequence < write.sequence && row.syncStatus !== 'success',
  )
  return isFirst ? maker : undefined
}

export function actionsOn(
  write: OfflineWrite,
  rows: readonly OfflineWrite[],
  policies: Policies,
): WriteAction[] {
  const actions: WriteAction[] = []
  const isKnown = policies.write(write.syncRouteKey)?.version === write.policyVersion
  if (write.syncStatus === 'failed') actions.push('retry')
  if (write.syncStatus === 'conflict') actions.push('resolve')
  if (isKnown && isEditable(write)) actions.push('edit')
  if (isKnown && makerToFoldInto(write, rows, policies)) actions.push('fold')
  if (candidatesOf(write).length > 0 && policies.write(write.syncRouteKey)?.adopt) actions.push('adopt')
  if (isDiscardable(write)) actions.push('discard')
  return actions
}

/** Ids of the records on the server that may be the one which this write would make. */
export function candidatesOf(write: OfflineWrite): string[] {
  if (write.syncStatus !== 'failed') return []
  const { lastError } = write
  if (lastError.code === 'unsure') return lastError.candidates
  return lastError.code === 'likely-duplicate' ? lastError.candidates.map(({ id }) => id) : []
}
