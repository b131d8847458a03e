// Before an update leaves: has somebody else changed the record since the user saw it? An error is no answer here:
// what could not be checked is not sent. Of several records in one write, each is asked for and compared by itself.

import type { IdMap } from '../ids/id-map.ts'
import { replaceIds } from '../ids/replace-ids.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import type { ConflictData, OfflineWrite } from '../outbox/offline-write.ts'
import {
  type ComparedPart,
  comparedParts,
  namedIn,
  nameIn,
  ownFields,
  withBody,
} from '../policy/write-parts.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { Asked, Line } from './ask.ts'
import { equalContent } from './equal-content.ts'
import { type Merge, mergeUpdate } from './merge.ts'

export type ConflictCheck =
  /** `theirs`: what was compared with. */
  | { kind: 'send'; payload: Json; theirs: JsonObject; merged: boolean }
  | { kind: 'same'; record: Json }
  | { kind: 'conflict'; conflictData: ConflictData }
  /** The record does not exist any more. */
  | { kind: 'gone' }
  /** It takes no more changes; `status` is the server's word. */
  | { kind: 'closed'; status: string }
  /** Nothing to compare: not an update, or the policy has no rule. */
  | { kind: 'unchecked' }
  | Extract<Asked, { kind: 'postponed' | 'paused' }>

interface Compared {
  part: ComparedPart
  /** As it stands in the payload; `mine`: with what it leaves out and the server would lose. */
  sent: JsonObject
  mine: JsonObject
  base: JsonObject | undefined
  record: Json
  theirs: JsonObject
  merge: Merge
}

/** `matched`: in the server's ids. */
export async function checkConflict(
  write: OfflineWrite,
  matched: MatchedWrite,
  ids: IdMap,
  line: Line,
): Promise<ConflictCheck> {
  const compared: Compared[] = []
  for (const part of comparedParts(matched)) {
    const { conflict: rule } = part
    const sent = part.write.request.body
    if (!isObject(sent)) continue
    const asked = await line.ask(write.userId, rule.read(part.write))
    if (asked.kind !== 'answer') return asked
    const known = ownFields(part, write.base)
    const base = known && replaceIds(known, ids.toServer)
    const theirs = rule.toPayload(asked.body)
    const mine = rule.whole?.(sent, theirs) ?? sent
    const merge = mergeUpdate(mine, theirs, base, rule)
    const status = merge.kind === 'same' ? undefined : rule.closed?.(asked.body, part.write)
    if (status !== undefined) return { kind: 'closed', status }
    compared.push({ part, sent, mine, base, record: asked.body, theirs, merge })
  }
  return judge(matched, compared)
}

function judge({ request, policy }: MatchedWrite, compared: Compared[]): ConflictCheck {
  const [only] = compared
  if (!only) return { kind: 'unchecked' }
  // Of several records the write has more to say than what is compared.
  if (only.merge.kind === 'same' && !policy.parts) return { kind: 'same', record: only.record }
  if (compared.some(({ merge }) => merge.kind === 'conflict'))
    return { kind: 'conflict', conflictData: conflictOf(compared) }
  const theirs = all(compared, (one) => one.theirs)
  const merged = compared
    .map((one) => ({ ...one, body: bodyOf(one) }))
    .filter(({ body, sent }) => !equalContent(body, sent))
  const payload = merged.reduce<Json>(
    (whole, { part, body }) => withBody(whole, part, body),
    request.body ?? null,
  )
  return { kind: 'send', payload, theirs, merged: merged.length > 0 }
}

/** What the record is to be: of one that holds all that is wanted, as it stands there. */
function bodyOf({ part, mine, theirs, merge }: Compared): JsonObject {
  if (merge.kind === 'send') return merge.payload
  const held = part.conflict.fields.filter((field) => field in mine && theirs[field] !== undefined)
  return { ...mine, ...Object.fromEntries(held.map((field) => [field, theirs[field] ?? null])) }
}

function conflictOf(compared: Compared[]): ConflictData {
  const clashing = compared.flatMap(({ part, merge, record }) =>
    merge.kind === 'conflict' ? [{ part, fields: merge.conflictData.fields, record }] : [],
  )
  const names = clashing.flatMap(({ part, fields }) => fields.map((field) => nameIn(part, field)))
  const about = clashing.flatMap(({ part, fields }) =>
    part.label === undefined ? [] : fields.map((field) => [nameIn(part, field), part.label ?? '']),
  )
  const [first] = clashing
  const base = all(compared, (one) => one.base ?? {})
  return {
    base: compared.some((one) => one.base) ? base : null,
    mine: all(compared, (one) => one.mine),
    theirs: all(compared, (one) => one.theirs),
    fields: names,
    ...(about.length > 0 ? { about: Object.fromEntries(about) } : {}),
    ...first?.part.conflict.lastChange?.(first.record),
  }
}

const all = (compared: Compared[], of: (one: Compared) => JsonObject): JsonObject =>
  Object.assign({}, ...compared.map((one) => namedIn(one.part, of(one))))
