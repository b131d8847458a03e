// What a write that waits will be compared with, once an earlier write of the same user has been received: one's own
// earlier write is no conflict.

import type { IdMap } from '../ids/id-map.ts'
import { replaceIdsInRequest } from '../ids/replace-ids.ts'
import { requestOf, withKnownIds } from '../ids/replace-offline-ids.ts'
import { isObject, type Json, type JsonObject, valueAt } from '../json.ts'
import type { WriteRecord } from '../outbox/offline-write.ts'
import type { Policies } from '../policy/policies.ts'
import { namedIn, partsOf } from '../policy/write-parts.ts'
import type { WritePart } from '../policy/write-policy.ts'

/** The base of a follower after this; undefined where nothing of it has changed. */
export type Rebase = (follower: WriteRecord, ids: IdMap) => JsonObject | undefined

export function rebaseFrom(policies: Policies, settled: WriteRecord, response: Json): Rebase {
  return (follower, ids) => {
    const { created } = withKnownIds(settled, ids)
    const done = partsIn(policies, settled, ids).map((part) => ({
      part,
      answer: valueAt(response, part.answerAt),
      ids: [
        ...part.changes.map((id) => id.toLowerCase()),
        ...created.filter(({ pointer }) => pointer === `${part.answerAt}/id`).map(({ id }) => id),
      ],
    }))
    let base: JsonObject | undefined
    for (const part of partsIn(policies, follower, ids)) {
      const isAbout = (id: string) => part.changes.some((changed) => changed.toLowerCase() === id)
      const source = done.findLast(
        (one) => one.part.resource === part.resource && isObject(one.answer) && one.ids.some(isAbout),
      )
      if (!part.conflict || source?.answer === undefined) continue
      base = { ...(base ?? follower.base), ...namedIn(part, part.conflict.toPayload(source.answer)) }
    }
    return base
  }
}

function partsIn(policies: Policies, write: WriteRecord, ids: IdMap): WritePart[] {
  const policy = policies.write(write.syncRouteKey)
  if (policy?.version !== write.policyVersion) return []
  const request = replaceIdsInRequest(requestOf(write), ids.toServer)
  return partsOf({ policy, request, params: policy.path.match(request.path) ?? {} })
}
