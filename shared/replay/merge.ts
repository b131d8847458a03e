// Three-way comparison of an update with the server's present version, on the payload's fields.

import type { JsonObject } from '../json.ts'
import type { ConflictData } from '../outbox/offline-write.ts'
import type { ConflictRule } from '../policy/write-policy.ts'
import { equalContent } from './equal-content.ts'

export type Merge =
  /** The server holds what the user wants already. */
  | { kind: 'same' }
  /** Nobody else changed anything that matters: send `payload`, which is `mine`, or a merge on the ground of `theirs`. */
  | { kind: 'send'; payload: JsonObject; theirs: JsonObject; merged: boolean }
  | { kind: 'conflict'; conflictData: ConflictData }

/** Without a base nobody can tell whose change is whose: any difference is a conflict. */
export function mergeUpdate(
  mine: JsonObject,
  theirs: JsonObject,
  base: JsonObject | undefined,
  rule: Pick<ConflictRule, 'fields' | 'neverMerge'>,
): Merge {
  const sent = rule.fields.filter((field) => field in mine)
  if (sent.every((field) => equalContent(mine[field], theirs[field]))) return { kind: 'same' }
  const changedHere = sent.filter((field) => !base || !equalContent(mine[field], base[field]))
  const changedThere = rule.fields.filter((field) => !base || !equalContent(theirs[field], base[field]))
  // What was only sent along, as it was read, says nothing: theirs stays.
  const isSilent = base !== undefined && changedHere.length === 0
  const clashing = changedHere.filter(
    (field) => changedThere.includes(field) && !equalContent(mine[field], theirs[field]),
  )
  const guarded = rule.neverMerge.filter(
    (field) =>
      !isSilent &&
      changedThere.includes(field) &&
      !(field in mine && equalContent(mine[field], theirs[field])),
  )
  const fields = [...new Set([...clashing, ...guarded])]
  if (fields.length > 0)
    return { kind: 'conflict', conflictData: { base: base ?? null, mine, theirs, fields } }
  const payload = { ...mine }
  for (const field of changedThere) {
    const value = theirs[field]
    if (field in mine && value !== undefined) payload[field] = value
  }
  // Mine and theirs are both there already: an earlier copy of this has landed.
  if (sent.every((field) => equalContent(payload[field], theirs[field]))) return { kind: 'same' }
  return { kind: 'send', payload, theirs, merged: !equalContent(payload, mine) }
}
