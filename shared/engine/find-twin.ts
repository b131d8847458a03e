// When a worker dies while it answers a request, Chromium hands the very same request to the next worker, once (seen in
// 156: a POST that had been carried out was carried out again). The page has sent one; one it must remain.

import { targetOf } from '../api-request.ts'
import { replaceIdsInRequest } from '../ids/replace-ids.ts'
import { requestOf } from '../ids/replace-offline-ids.ts'
import { equalJson, type Json } from '../json.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { NewWrite } from '../outbox/outbox.ts'
import type { LocalView } from '../projection/projected-writes.ts'

/** The browser hands it over at once; this leaves room for a slow start. */
const handOverMs = 60_000

/**
 * The row that another run of the engine saved for the same request a moment ago, and may not have answered.
 * `payloadAt`: what this request would have been saved as at the time of that row.
 */
export async function findTwin(
  { rows, ids }: Pick<LocalView, 'rows' | 'ids'>,
  write: NewWrite,
  payloadAt: (row: OfflineWrite) => Promise<Json>,
): Promise<OfflineWrite | undefined> {
  const target = targetOf(write)
  // A parent may have been received in between: both are compared in the ids known now.
  const known = (row: OfflineWrite) => replaceIdsInRequest(requestOf(row), ids.toServer)
  const alike = rows.filter(
    (row) =>
      row.savedBy !== write.savedBy &&
      Math.abs(write.clientTimestamp - row.clientTimestamp) <= handOverMs &&
      row.method === write.method &&
      targetOf(known(row)) === target,
  )
  for (const row of alike.reverse()) if (equalJson(known(row).body ?? null, await payloadAt(row))) return row
  return undefined
}
