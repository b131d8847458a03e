// What the probes share: reading a list back to the time of an attempt, and judging what was found.
// Times compare two clocks, the server's and this tablet's, so a match that is a little too old is never "absent".

import type { ApiRequest } from '../api-request.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { hours, minutes } from '../policy/read-policy.ts'
import type { ProbeContext, ProbeResult } from '../policy/write-policy.ts'
import { asObject, objectsIn, sameId, textOf } from './json-record.ts'

const clockSlackMs = minutes(10)
const doubtMs = hours(24)
const pageSize = 20
const maxPages = 10

export type Asking<Result> = Generator<ApiRequest, Result, Json | undefined>

/** Rows (newest first) that may come from the attempt; undefined where the list could not be read to its end. */
export function* rowsSince(
  list: (query: Record<string, string>) => ApiRequest,
  context: ProbeContext,
): Asking<JsonObject[] | undefined> {
  const rows: JsonObject[] = []
  for (let pageNumber = 0; pageNumber < maxPages; pageNumber++) {
    const page: Json | undefined = yield list({
      limit: String(pageSize),
      offset: String(pageNumber * pageSize),
    })
    // The list of a record that is not there: nothing can have been added to it.
    if (page === undefined) return []
    if (!isObject(page) || !Array.isArray(page.results)) return undefined
    const found = objectsIn(page.results)
    rows.push(...found)
    const oldest = found.at(-1)
    if (!oldest || found.length < pageSize || createdAt(oldest) < doubtFrom(context)) return rows
  }
  return undefined
}

/** Records that may be ours by their age and author, and that no other write of this tablet has claimed. */
export const mayBeOurs = (record: JsonObject, context: ProbeContext): boolean =>
  createdAt(record) >= doubtFrom(context) && !isClaimed(record, context)

export const isByUser = (record: JsonObject, context: ProbeContext): boolean =>
  sameId(asObject(record.created_by).id, context.userId)

/** One in time: found. None: absent. Several, or one that is too old for the attempt: a person must look. */
export function judge(matches: JsonObject[], context: ProbeContext): ProbeResult {
  const inTime = matches.filter((record) => createdAt(record) >= context.attemptedAtMs - clockSlackMs)
  const [only, ...others] = inTime
  if (only && others.length === 0) return { found: only }
  const candidates = inTime.length > 0 ? inTime : matches
  return candidates.length === 0
    ? { absent: true }
    : { unsure: candidates.map((record) => textOf(record.id)) }
}

const doubtFrom = (context: ProbeContext): number => context.attemptedAtMs - doubtMs
const createdAt = (record: JsonObject): number => Date.parse(textOf(record.created_date))
const isClaimed = (record: JsonObject, context: ProbeContext): boolean =>
  context.claimed.has(textOf(record.id)) || context.claimed.has(textOf(record.id).toLowerCase())
