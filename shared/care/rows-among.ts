// A search that is typed letter by letter makes a question for each letter: answered from the lists that are here.

import { type ApiRequest, queryValue } from '../api-request.ts'
import type { Json, JsonObject } from '../json.ts'
import { asObject, objectsIn, sameId } from './json-record.ts'
import { belongs, type Filters } from './page.ts'

const usualLimit = 14

/** The asked page of what is found in stored lists. Undefined where it would be empty: there may be others (law 7). */
export function rowsAmong(stored: Json[], request: ApiRequest, filters: Filters): Json | undefined {
  const rows = stored.flatMap((page) => objectsIn(asObject(page).results)).filter(isFirstOfItsId)
  const found = rows.filter((row) => belongs(row, request, filters) === true)
  const from = Number(queryValue(request, 'offset')) || 0
  const results = found.slice(from, from + (Number(queryValue(request, 'limit')) || usualLimit))
  return results.length === 0 ? undefined : { count: found.length, results }
}

const isFirstOfItsId = (row: JsonObject, i: number, rows: JsonObject[]): boolean =>
  rows.findIndex((other) => sameId(other.id, row.id)) === i
