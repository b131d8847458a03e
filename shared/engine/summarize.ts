// A write as people see it: no payload, a name instead of an id.

import type { WriteSummary } from '../bridge/engine-api.ts'
import type { IdMap } from '../ids/id-map.ts'
import { requestOf, withKnownIds } from '../ids/replace-offline-ids.ts'
import { dependencyGraph } from '../order/dependencies.ts'
import { isSettled, type OfflineWrite, subjectsOf, type UnreadableWrite } from '../outbox/offline-write.ts'
import { stepAfter } from '../policy/content-rule.ts'
import type { Policies } from '../policy/policies.ts'
import { isStuck } from '../replay/plan.ts'
import { actionsOn } from './editable.ts'

export function summarize(rows: readonly OfflineWrite[], ids: IdMap, policies: Policies): WriteSummary[] {
  const unsettled = rows.filter((row) => !isSettled(row)).map((row) => withKnownIds(row, ids))
  const graph = dependencyGraph(unsettled)
  const labels = new Map(unsettled.map((row) => [row.id, row.label]))
  return rows.map((write): WriteSummary => {
    const parents = graph.get(write.id) ?? []
    const matched = policies.matchStored(write, requestOf(write))
    return {
      id: write.id,
      sequence: write.sequence,
      type: write.type,
      resourceType: write.resourceType,
      label: write.label,
      recordIds: namesOf(
        [...subjectsOf(write), ...(matched?.policy.shownOn?.(matched, write.id) ?? [])],
        ids,
      ),
      datedOnArrival: matched?.policy.datedOnArrival?.(matched.request) ?? false,
      syncStatus: write.syncStatus,
      needsAttention: isStuck(write),
      failure: 'lastError' in write ? (write.lastError ?? null) : null,
      savedAtMs: write.clientTimestamp,
      lastAttemptAtMs: write.lastAttemptAt ?? null,
      receivedAtMs: write.syncStatus === 'success' ? write.serverTimestamp : null,
      retryAtMs:
        write.syncStatus === 'failed'
          ? write.retryAtMs
          : write.syncStatus === 'unconfirmed'
            ? write.probeAtMs
            : null,
      retries: write.retries,
      ...(write.contentBytes === undefined
        ? {}
        : { content: { bytes: write.contentBytes, step: stepAfter(write.reached) } }),
      actions: actionsOn(write, rows, policies),
      revision: write.revision ?? 0,
      waitsFor: parents.flatMap((id) => labels.get(id) ?? []),
    }
  })
}

const namesOf = (recordIds: string[], ids: IdMap): string[] => [
  ...new Set(
    recordIds
      .flatMap((id) => [id, ids.getServerId(id), ids.toTemporary.get(id.toLowerCase())])
      .filter((id) => id !== undefined),
  ),
]

export const summarizeUnreadable = (row: UnreadableWrite): WriteSummary => ({
  id: row.id,
  sequence: 0,
  type: 'unknown',
  resourceType: 'unknown',
  label: '',
  recordIds: [],
  datedOnArrival: false,
  syncStatus: 'unreadable',
  needsAttention: true,
  failure: null,
  savedAtMs: 0,
  lastAttemptAtMs: null,
  receivedAtMs: null,
  retryAtMs: null,
  retries: 0,
  revision: 0,
  waitsFor: [],
  actions: [],
})
