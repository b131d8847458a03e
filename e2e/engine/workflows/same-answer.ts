// Whether this tablet and the server say the same to a question.

import { expect } from 'vitest'
import { isObject, type Json } from '../../../shared/json.ts'
import type { Workflow } from './workflow.ts'

export function expectSame(told: Json, expected: Json): void {
  expect(withPermissionsOf(expected, told)).toEqual(expected)
}

/** As far as a tablet without network can know it. */
export function expectSameButFor({ onlyTheServerKnows = [] }: Workflow, told: Json, expected: Json): void {
  expectSame(without(told, onlyTheServerKnows), without(expected, onlyTheServerKnows))
}

function without(value: Json, names: readonly string[], parent = ''): Json {
  if (Array.isArray(value)) return value.map((item) => without(item, names, parent))
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => !names.includes(`${parent}.${name}`))
  return Object.fromEntries(kept.map(([name, part]) => [name, without(part, names, name)]))
}

/** Where CARE tells no permissions (in the answers of forms, and by proof), the page that goes on may have them. */
function withPermissionsOf(expected: Json, told: Json): Json {
  if (Array.isArray(told) && Array.isArray(expected))
    return told.map((item, index) => withPermissionsOf(expected[index] ?? null, item))
  if (!isObject(told) || !isObject(expected)) return told
  const isUntold = Array.isArray(expected.permissions) && expected.permissions.length === 0
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => [
      name,
      name === 'permissions' && isUntold ? [] : withPermissionsOf(expected[name] ?? null, value),
    ]),
  )
}
