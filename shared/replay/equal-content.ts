// Whether two payloads mean the same: equal by content, and a moment is the same however it is written.

import { isObject, type Json } from '../json.ts'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/

export function equalContent(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a === 'string' && typeof b === 'string') {
    return instant.test(a) && instant.test(b) && Date.parse(a) === Date.parse(b)
  }
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equalContent(item, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalContent(a[key], b[key]))
  )
}
