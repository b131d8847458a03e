// The user's writes as projection sees them: matched to their policies again, in the ids known best now.

import { IdMap } from '../ids/id-map.ts'
import { replaceIds, replaceIdsInRequest } from '../ids/replace-ids.ts'
import { requestOf } from '../ids/replace-offline-ids.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Policies } from '../policy/policies.ts'
import type { ProjectedWrite } from '../policy/write-policy.ts'

export interface LocalWrite {
  projected: ProjectedWrite
  /** Journal number of its settlement; null while it is on its way. */
  settledAt: number | null
  receivedAtMs: number | null
}

/** What one user has done on this tablet, at one moment. */
export interface LocalView {
  ids: IdMap
  rows: OfflineWrite[]
  writes: LocalWrite[]
}

export async function loadLocalView(outbox: Outbox, policies: Policies, userId: string): Promise<LocalView> {
  const [{ readable }, mappings] = await Promise.all([outbox.list(userId), outbox.idMap(userId)])
  const ids = new IdMap(mappings)
  ids.prePopulateFromSuccessfulSyncs(readable)
  return { ids, rows: readable, writes: readable.flatMap((write) => toLocalWrite(write, policies, ids)) }
}

/** What was taken back here, as it would show. */
export async function loadTakenBack(
  outbox: Outbox,
  policies: Policies,
  userId: string,
  { ids }: Pick<LocalView, 'ids'>,
): Promise<LocalWrite[]> {
  return (await outbox.takenBack(userId)).flatMap((write) => toLocalWrite(write, policies, ids))
}

function toLocalWrite(write: OfflineWrite, policies: Policies, ids: IdMap): LocalWrite[] {
  // What was saved under another version of its policy, no function of this one may read.
  const matched = policies.matchStored(write, replaceIdsInRequest(requestOf(write), ids.toServer))
  if (!matched) return []
  const provisional = replaceIds(write.provisional, ids.toServer)
  const success = write.syncStatus === 'success' ? write : undefined
  return [
    {
      projected: {
        ...matched,
        id: write.id,
        answer: success ? success.response : provisional,
        provisional,
        synced: success !== undefined,
        inDoubt: 'attempt' in write && write.attempt !== undefined,
        createdIds: write.created.map(({ id }) => ids.getServerId(id) ?? id),
      },
      settledAt: success?.settledAt ?? null,
      receivedAtMs: success?.serverTimestamp ?? null,
    },
  ]
}
