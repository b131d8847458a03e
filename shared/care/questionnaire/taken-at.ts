// When the answers of a form were given: the moment at which it was filled in, unless the form says another one. A form
// may wait for hours, and CARE dates by its arrival whatever does not say when it was taken.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import { isLeftOut } from '../json-record.ts'

export function withTimes(body: Json, filledAt: string): Json {
  if (!isObject(body) || !Array.isArray(body.results)) return body
  return { ...body, results: body.results.map((result) => timed(result, filledAt)) }
}

function timed(result: Json, filledAt: string): Json {
  if (!isObject(result)) return result
  const next: JsonObject = { ...result }
  if (Array.isArray(result.sub_results)) {
    next.sub_results = result.sub_results.map((entry) =>
      Array.isArray(entry) ? entry.map((inner) => timed(inner, filledAt)) : entry,
    )
  }
  const isAnswered = Array.isArray(result.values) && result.values.length > 0
  return isAnswered && isLeftOut(result.taken_at) ? { ...next, taken_at: filledAt } : next
}
