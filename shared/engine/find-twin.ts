// When a worker dies while it answers a request, Chromium hands the very same request to the next worker, once (seen in
// 156: a POST that had been carried out was carried out again). The page has sent one; one it must remain.

import { targetOf } from '../api-request.ts'
import { equalJson } from '../json.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { NewWrite } from '../outbox/outbox.ts'

/** The browser hands it over at once; this leaves room for a slow start. */
const handOverMs = 60_000

/** The row that another run of the engine saved for the same request a moment ago, and may not have answered. */
export function findTwin(rows: readonly OfflineWrite[], write: NewWrite): OfflineWrite | undefined {
  const target = targetOf(write)
  return rows.findLast(
    (row) =>
      row.savedBy !== write.savedBy &&
      Math.abs(write.clientTimestamp - row.clientTimestamp) <= handOverMs &&
      row.method === write.method &&
      targetOf(row) === target &&
      equalJson(row.payload, write.payload),
  )
}
