// What the probes share: reading a list back to the time of the attempts, and judging what was found. Ages are told by
// the server's clock, which is known by estimate only, and by a bound; where these fail, a match is never "absent".

import type { ApiRequest } from '../api-request.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { hours, minutes } from '../policy/read-policy.ts'
import type { ProbeContext, ProbeResult } from '../policy/write-policy.ts'
import { asObject, objectsIn, sameId, textOf } from './json-record.ts'

/** Of an estimated time. */
const estimateSlackMs = minutes(10)
/** Of a bound: several servers behind one name do not agree. */
const boundSlackMs = minutes(1)
/** How wrong an estimate may be before a match is none. */
const doubtMs = hours(24)
const makingMs = 5_000
const pageSize = 20
const maxPages = 10

export type Asking<Result> = Generator<ApiRequest, Result, Json | undefined>
type Times = Pick<ProbeContext, 'attemptedAtMs' | 'notBeforeMs'>

/** Rows (newest first) that may come from an attempt; undefined where the list could not be read so far back. */
export function* rowsSince(
  list: (query: Record<string, string>) => ApiRequest,
  context: ProbeContext,
): Asking<JsonObject[] | undefined> {
  const rows = new Map<string, JsonObject>()
  for (let pageNumber = 0; pageNumber < maxPages; pageNumber++) {
    const page: Json | undefined = yield list({
      limit: String(pageSize),
      offset: String(pageNumber * pageSize),
    })
    // The list of a record that is not there: nothing can have been added to it.
    if (page === undefined) return []
    if (!isObject(page) || !Array.isArray(page.results)) return undefined
    const found = objectsIn(page.results)
    // What was added between two pages moves a row from the one to the other: it is still one record.
    // One that has no id is told by all that it says.
    for (const row of found) rows.set(textOf(row.id) || JSON.stringify(row), row)
    const oldest = found.at(-1)
    if (!oldest || found.length < pageSize || touchedAt(oldest) < doubtFrom(context))
      return [...rows.values()]
  }
  return undefined
}

/** No other write of this tablet has made it. */
export const isUnclaimed = (record: JsonObject, context: ProbeContext): boolean =>
  !context.claimed.has(textOf(record.id)) && !context.claimed.has(textOf(record.id).toLowerCase())

/** False only where it is certainly older than the write: its age is known, and so is the server's clock. */
const mayBeAsYoung = (record: JsonObject, context: ProbeContext): boolean =>
  context.notBeforeMs === 0 || !(createdAt(record) < doubtFrom(context))

export const isByUser = (record: JsonObject, context: ProbeContext): boolean =>
  sameId(asObject(record.created_by).id, context.userId)

/** Not made before any attempt left; true as well where it does not tell its age. */
export const isMadeInTime = (record: JsonObject, context: ProbeContext): boolean =>
  !(createdAt(record) < anyAttemptFrom(context))

/** CARE stamps both times while it makes a record, some ten ms apart. */
export const isChangedSince = (record: JsonObject): boolean =>
  Date.parse(textOf(record.modified_date)) - createdAt(record) > makingMs

/**
 * Of records that are one of a kind: what is equal is the same, and if it is not older than the first attempt it is
 * ours. One such: found. Several, an older one, or one that is only `alike`: a person must look. None: absent.
 */
export function judgeRecords(matches: JsonObject[], alike: JsonObject[], context: ProbeContext): ProbeResult {
  const judged = judge(matches, anyAttemptFrom(context), context)
  return 'absent' in judged && alike.length > 0
    ? { unsure: alike.map((record) => textOf(record.id)) }
    : judged
}

/**
 * Of what may rightly be said twice: what stands there from before the newest attempt can be ours, or the same said
 * by the same person earlier. Taken for ours, the second saying would be lost: a person must look.
 */
export const judgeAnswers = (matches: JsonObject[], context: ProbeContext): ProbeResult =>
  judge(
    matches.filter((match) => mayBeAsYoung(match, context)),
    newestAttemptFrom(context),
    context,
  )

function judge(all: JsonObject[], fromMs: number, context: ProbeContext): ProbeResult {
  const matches = all.filter((record) => isUnclaimed(record, context))
  const inTime = matches.filter((record) => createdAt(record) >= fromMs)
  const [only, ...others] = inTime
  if (only && others.length === 0) return { found: only }
  const candidates = inTime.length > 0 ? inTime : matches
  return candidates.length === 0
    ? { absent: true }
    : { unsure: candidates.map((record) => textOf(record.id)) }
}

/** One of several things that a write does, all or none. */
interface ProbedPart {
  /** It makes something, or cannot be done twice: where it stands on the server, it was done. */
  decides: boolean
  result: ProbeResult
  /** Of what was found. */
  ids: string[]
}

/**
 * All or nothing: those that decide are all found, or none is. A part of them is somebody else's work, and a riddle for
 * a person. Where none decides, what is missing can be said again.
 */
export function judgeParts(parts: readonly ProbedPart[], answerOf: (found: Json[]) => Json): ProbeResult {
  const deciding = parts.filter(({ decides }) => decides)
  const asked = deciding.length > 0 ? deciding : parts
  const unsure = asked.flatMap(({ result }) => ('unsure' in result ? [result.unsure] : []))
  if (unsure.length > 0) return { unsure: unsure.flat() }
  const isFound = ({ result }: ProbedPart) => 'found' in result
  if (asked.every(isFound))
    return { found: answerOf(parts.map(({ result }) => ('found' in result ? result.found : null))) }
  return deciding.some(isFound) ? { unsure: deciding.flatMap(({ ids }) => ids) } : { absent: true }
}

const anyAttemptFrom = (times: Times): number => Math.min(newestAttemptFrom(times), firstAttemptFrom(times))
const newestAttemptFrom = ({ attemptedAtMs }: Times): number => attemptedAtMs - estimateSlackMs
/** Certain, unless the server's own clock was put right in between; the end of time where nothing is known. */
const firstAttemptFrom = ({ notBeforeMs }: Times): number =>
  notBeforeMs === 0 ? Number.POSITIVE_INFINITY : notBeforeMs - boundSlackMs

const doubtFrom = (times: Times): number => Math.min(firstAttemptFrom(times), times.attemptedAtMs - doubtMs)
const createdAt = (record: JsonObject): number => Date.parse(textOf(record.created_date))

/** Lists are in the order of making or of changing: nothing that comes after is younger than both. */
function touchedAt(record: JsonObject): number {
  const changed = Date.parse(textOf(record.modified_date))
  return Number.isNaN(changed) ? createdAt(record) : Math.max(createdAt(record), changed)
}
