// A batch as the writes that it is made of: each as its own policy sees it, with its place in the batch.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json, type JsonObject, valueAt } from '../../json.ts'
import { matchWriteAmong } from '../../policy/policies.ts'
import type { MatchedWrite, ProjectedWrite, WritePolicy } from '../../policy/write-policy.ts'
import { subRequest } from '../batch.ts'
import { asObject, isLeftOut } from '../json-record.ts'

export interface SubWrite {
  index: number
  write: MatchedWrite
  referenceId: Json
}

/** Where the answer of a sub-request stands in the answer of the batch. */
export const answerAt = (index: number): string => `/results/${index}/data`

/** The writes in a batch; undefined where it holds anything else (a read, a DELETE, a route that nobody knows). */
export function subWritesIn(
  request: Pick<ApiRequest, 'body'>,
  policies: readonly WritePolicy[],
): SubWrite[] | undefined {
  const { requests } = asObject(request.body)
  if (!Array.isArray(requests) || requests.length === 0) return undefined
  const found = requests.map((sub: Json, index) =>
    isObject(sub) ? subWriteOf(sub, index, policies) : undefined,
  )
  return found.every((one) => one !== undefined) ? found : undefined
}

function subWriteOf(sub: JsonObject, index: number, policies: readonly WritePolicy[]): SubWrite | undefined {
  // Of what an earlier sub-request answers only the server can know (newer servers put it in).
  if (Array.isArray(sub.replacements) && sub.replacements.length > 0) return undefined
  const { method, path, query } = subRequest(sub)
  if (method !== 'POST' && method !== 'PUT' && method !== 'PATCH') return undefined
  const request: ApiRequest = { method, path, query, ...(isLeftOut(sub.body) ? {} : { body: sub.body }) }
  const write = matchWriteAmong(policies, request)
  return write && { index, write, referenceId: sub.reference_id ?? null }
}

/** The batch's write as projection would see that one sub-request, had it been sent alone. */
export function projectedSub(batch: ProjectedWrite, sub: SubWrite, from: number): ProjectedWrite {
  const { write, index } = sub
  return {
    ...write,
    id: batch.id,
    answer: valueAt(batch.answer, answerAt(index)) ?? null,
    provisional: valueAt(batch.provisional, answerAt(index)) ?? null,
    synced: batch.synced,
    inDoubt: batch.inDoubt,
    index,
    createdIds: batch.createdIds.slice(from, from + write.policy.creates(write.request).length),
  }
}
