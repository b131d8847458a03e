// While nobody knows whether a write has landed, the server's answer may hold its record under an id of its own. Shown
// beside ours it would stand there twice, until the probe has told that they are one.

import type { ApiRequest } from '../api-request.ts'
import { equalJson, isObject, type Json, type JsonObject, valueAt } from '../json.ts'
import { minutes } from '../policy/read-policy.ts'
import type { ProjectedWrite } from '../policy/write-policy.ts'
import { objectsIn, textOf } from './json-record.ts'
import { addFirst } from './page.ts'

const clockSlackMs = minutes(10)

/** Adds the record to the page, unless the page may hold it already. `telling`: JSON pointers that tell it from others. */
export function addNew(
  body: Json | undefined,
  request: ApiRequest,
  row: JsonObject,
  write: ProjectedWrite,
  telling: readonly string[],
): Json | undefined {
  const rows = isObject(body) ? objectsIn(body.results) : []
  const isThere = write.inDoubt && rows.some((other) => mayBe(other, row, telling))
  return isThere ? body : addFirst(body, request, row)
}

function mayBe(other: JsonObject, row: JsonObject, telling: readonly string[]): boolean {
  const apartMs = Date.parse(textOf(other.created_date)) - Date.parse(textOf(row.created_date))
  // Not every row tells when it was made.
  if (Math.abs(apartMs) > clockSlackMs) return false
  return telling.every((pointer) => equalJson(valueAt(other, pointer), valueAt(row, pointer)))
}
