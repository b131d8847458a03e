// How a batch shows in the answers of reads: as all of its sub-requests would, in their order.

import type { Json } from '../../json.ts'
import type { Affect, ProjectedWrite, WritePolicy } from '../../policy/write-policy.ts'
import { projectedSub, subWritesIn } from './sub-writes.ts'

export function batchAffects(policies: readonly WritePolicy[]): Affect[] {
  const reads = new Set(policies.flatMap(({ affects }) => affects.map(({ read }) => read)))
  return [...reads].map((read) => ({
    read,
    project: (body, write, asked) =>
      subsOf(write, policies).reduce<Json | undefined>(
        (answer, sub) =>
          sub.policy.affects
            .filter((affect) => affect.read === read)
            .reduce((shown, affect) => affect.project(shown, sub, asked), answer),
        body,
      ),
  }))
}

function subsOf(batch: ProjectedWrite, policies: readonly WritePolicy[]): ProjectedWrite[] {
  let from = 0
  return (subWritesIn(batch.request, policies) ?? []).map((sub) => {
    const projected = projectedSub(batch, sub, from)
    from += projected.createdIds.length
    return projected
  })
}
