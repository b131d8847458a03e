// A later change put into the form that makes the record, so that both go as one.

import type { JsonObject } from '../json.ts'
import { isLeftOut } from './json-record.ts'

export interface FoldRule {
  /** Fields that creates and updates take, and mean the same by. */
  taken: readonly string[]
  /** Fields that updates may carry and that the server does not take from them. */
  ignored: readonly string[]
  /** Fields that an update clears by leaving them out. */
  cleared: readonly string[]
}

/**
 * The form with the changes in it; undefined where they hold a field that is not known to mean the same in a create.
 * What the form itself has beyond the rule, and what begins with an underscore, is the host's own and is taken along.
 */
export function foldForm(form: JsonObject, changes: JsonObject, rule: FoldRule): JsonObject | undefined {
  const said = Object.entries(changes).filter(
    ([field, value]) => !isLeftOut(value) && !rule.ignored.includes(field),
  )
  const isKnown = (field: string) => rule.taken.includes(field) || field in form || field.startsWith('_')
  if (!said.every(([field]) => isKnown(field))) return undefined
  const kept = Object.entries(form).filter(([field]) => !rule.cleared.includes(field))
  return Object.fromEntries([...kept, ...said])
}
