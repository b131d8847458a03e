// Which of the host's queries may show a write. Told by the policies: what a write affects, and which read stands
// behind a query key.

import type { PolicySet } from '../shared/policy/policies.ts'
import { isMirrorKey } from './mirror-keys.ts'

export type QueryKeyTest = (key: readonly unknown[]) => boolean

/**
 * True for the keys of reads that writes of these types affect. A key that no policy knows may belong to an affected
 * read that has no `fromQueryKey`: then it counts too, for a refetch too many does no harm and one too few does.
 */
export function affectedQueries(policies: PolicySet, writeTypes: ReadonlySet<string>): QueryKeyTest {
  const writes = policies.writes.filter((policy) => writeTypes.has(policy.type))
  const knownTypes = new Set(writes.map((policy) => policy.type))
  const affected = new Set(writes.flatMap((policy) => policy.affects.map((affect) => affect.read)))
  const mayBeUnnamed =
    [...writeTypes].some((type) => !knownTypes.has(type)) ||
    policies.reads.some((read) => affected.has(read.key) && !read.fromQueryKey)
  return (key) => {
    if (isMirrorKey(key)) return false
    const behind = policies.reads.filter((read) => read.fromQueryKey?.(key) !== undefined)
    return behind.length > 0 ? behind.some((read) => affected.has(read.key)) : mayBeUnnamed
  }
}
