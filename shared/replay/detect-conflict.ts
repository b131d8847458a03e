// Before an update leaves: has somebody else changed the record since the user saw it? An error is no answer here:
// what could not be checked is not sent.

import type { IdMap } from '../ids/id-map.ts'
import { replaceIds, replaceIdsInRequest } from '../ids/replace-ids.ts'
import { requestOf } from '../ids/replace-offline-ids.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { Policies } from '../policy/policies.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { Asked, Line } from './ask.ts'
import { type Merge, mergeUpdate } from './merge.ts'

export type ConflictCheck =
  | Extract<Merge, { kind: 'send' }>
  | { kind: 'same'; record: Json }
  | Extract<Merge, { kind: 'conflict' }>
  /** The record does not exist any more. */
  | { kind: 'gone' }
  /** It takes no more changes; `status` is the server's word. */
  | { kind: 'closed'; status: string }
  /** Nothing to compare: not an update, or the policy has no rule. */
  | { kind: 'unchecked' }
  | Extract<Asked, { kind: 'postponed' | 'paused' }>

export async function checkConflict(
  write: OfflineWrite,
  matched: MatchedWrite,
  ids: IdMap,
  line: Line,
): Promise<ConflictCheck> {
  const rule = matched.policy.conflict
  const mine = replaceIdsInRequest(requestOf(write), ids.toServer).body
  if (!rule || !isObject(mine)) return { kind: 'unchecked' }
  const asked = await line.ask(write.userId, rule.read(matched))
  if (asked.kind !== 'answer') return asked
  const base = write.base && replaceIds(write.base, ids.toServer)
  const merge = mergeUpdate(mine, rule.toPayload(asked.body), base, rule)
  if (merge.kind === 'same') return { kind: 'same', record: asked.body }
  const status = rule.closed?.(asked.body, matched)
  if (status !== undefined) return { kind: 'closed', status }
  if (merge.kind !== 'conflict') return merge
  return { kind: 'conflict', conflictData: { ...merge.conflictData, ...rule.lastChange?.(asked.body) } }
}

/** What later updates of the record compare with, from an answer of the server. */
export function baseFrom(policies: Policies, resource: string, response: Json): JsonObject | undefined {
  const rule = policies.writes.find((policy) => policy.resource === resource && policy.conflict)?.conflict
  return rule && isObject(response) ? rule.toPayload(response) : undefined
}
