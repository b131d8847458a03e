// A conflict that a person has settled: the payload to send, on the ground of the server's version that they saw.

import type { Resolution } from '../bridge/engine-api.ts'
import type { JsonObject } from '../json.ts'
import type { ConflictData } from '../outbox/offline-write.ts'
import type { ConflictRule, InvalidField } from '../policy/write-policy.ts'
import { equalContent } from './equal-content.ts'

export type Settled = { payload: JsonObject } | { issues: InvalidField[] }

/**
 * `mine` and a choice per field leave what only the other side changed as it is there; `theirs` drops every change of
 * one's own. A conflicting field without a choice is an issue.
 */
export function settleConflict(
  { base, mine, theirs, fields }: ConflictData,
  resolution: Resolution,
  rule: Pick<ConflictRule, 'fields'>,
): Settled {
  const held = theirs ?? {}
  const payload: JsonObject = { ...mine }
  const issues: InvalidField[] = []
  const take = (field: string): void => {
    const value = held[field]
    if (value === undefined) delete payload[field]
    else payload[field] = value
  }
  for (const field of rule.fields.filter((name) => name in mine)) {
    if (resolution === 'theirs') take(field)
    else if (!fields.includes(field)) {
      if (base && equalContent(mine[field], base[field])) take(field)
    } else if (resolution !== 'mine') {
      const choice = resolution.fields[field]
      if (choice === undefined) issues.push({ at: [field], words: 'Choose a version.' })
      else if (choice === 'theirs') take(field)
      else if (choice !== 'mine') payload[field] = choice.value
    }
  }
  return issues.length > 0 ? { issues } : { payload }
}
