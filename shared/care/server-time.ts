// The time that CARE's clock showed when it answered a write. Its CORS lets no page read the `Date` header; but each
// record that was made or changed is stamped, and nobody else can choose that stamp.

import { isObject, type Json, type JsonObject } from '../json.ts'
import { hasZone } from './instants.ts'
import { objectsIn, textOf } from './json-record.ts'

/**
 * In ms since 1970. Only the record's own stamps count: those of records inside it are older, and all other times
 * (period, `taken_at`, a date of death) are echoes of what somebody typed.
 */
export function serverTimeIn(body: unknown): number | undefined {
  const stamps = answersIn(body)
    .flatMap(({ created_date, modified_date }) => [textOf(created_date), textOf(modified_date)])
    .filter(hasZone)
    .map((stamp) => Date.parse(stamp))
    .filter((ms) => !Number.isNaN(ms))
  return stamps.length === 0 ? undefined : Math.max(...stamps)
}

/** One record, several, or the results of a batch that were done. */
function answersIn(body: unknown): JsonObject[] {
  if (Array.isArray(body)) return objectsIn(body as Json[])
  if (!isObject(body)) return []
  if (!Array.isArray(body.results)) return [body]
  return objectsIn(body.results)
    .filter(({ status_code }) => Number(status_code) <= 299)
    .flatMap(({ data }) => answersIn(data))
}
