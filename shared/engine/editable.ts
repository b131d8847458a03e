// What a person may do with a write, by where it stands.

import type { ApiRequest } from '../api-request.ts'
import type { WriteAction } from '../bridge/engine-api.ts'
import type { Candidate } from '../failure.ts'
import { requestOf } from '../ids/replace-offline-ids.ts'
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

/** The queued write that makes the record which this one changes, and what it would say with the change in it. */
export function foldInto(
  write: OfflineWrite,
  rows: readonly OfflineWrite[],
  policies: Policies,
): { maker: OfflineWrite; request: ApiRequest } | undefined {
  const maker = makerOf(write, rows)
  const change = policies.matchStored(write, requestOf(write))
  const fold = maker && policies.write(maker.syncRouteKey)?.fold
  if (!maker || !fold || !change) return undefined
  const request = fold(requestOf(maker), change)
  return request && { maker, request }
}

function makerOf(write: OfflineWrite, rows: readonly OfflineWrite[]): OfflineWrite | undefined {
  const [changed, ...others] = write.changes
  if (changed === undefined || others.length > 0 || !isEditable(write)) return undefined
  const maker = rows.find((row) => row.created.some(({ id }) => id === changed))
  if (!maker || !isEditable(maker)) return undefined
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
  const isKnown = policies.matchStored(write, requestOf(write)) !== undefined
  if (write.syncStatus === 'failed') actions.push('retry')
  if (write.syncStatus === 'conflict') actions.push('resolve')
  if (isKnown && isEditable(write) && !write.reached) actions.push('edit')
  if (isKnown && foldInto(write, rows, policies)) actions.push('fold')
  if (candidatesOf(write).length > 0 && policies.write(write.syncRouteKey)?.adopt) actions.push('adopt')
  if (isDiscardable(write)) actions.push('discard')
  return actions
}

/** Ids of the records on the server that may be the one which this write would make. */
export function candidatesOf(write: OfflineWrite): string[] {
  if (write.syncStatus !== 'failed') return []
  const { lastError } = write
  if (lastError.code === 'unsure') return lastError.candidates
  if (lastError.code === 'refused') return idsOf(lastError.reason?.candidates ?? [])
  return lastError.code === 'likely-duplicate' ? idsOf(lastError.candidates) : []
}

const idsOf = (candidates: readonly Candidate[]): string[] => candidates.map(({ id }) => id)
