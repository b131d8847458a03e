// A search that is typed letter by letter makes a question for each letter: answered from the lists that are here.

import { type ApiRequest, queryValue } from '../api-request.ts'
import type { Json, JsonObject } from '../json.ts'
import type { FromStored, MatchedRead } from '../policy/read-policy.ts'
import { asObject, objectsIn, sameId } from './json-record.ts'
import { belongs, type Filters } from './page.ts'
import { areAlike, fromWhole, judging, type Narrowing } from './whole-list.ts'

const usualLimit = 14

/**
 * A list from lists of its own kind: a whole one answers all, also "none"; else what is found among all that are here.
 * `saysNone`: false where the server may find by more than we do, as it does people: then nobody found is nobody known.
 */
export function searchedAmong(read: string, narrowing: Narrowing, { saysNone = true } = {}): FromStored {
  const whole = (asking: MatchedRead, stored: Json[], asked: MatchedRead[]) => {
    const found = fromWhole(asking, stored, asked, narrowing)
    return saysNone || objectsIn(asObject(found).results).length > 0 ? found : undefined
  }
  return {
    read,
    answer: (asking, stored, asked = []) =>
      whole(asking, stored, asked) ??
      rowsAmong(alike(asking, stored, asked, narrowing), asking.request, judging(narrowing)),
    isWhole: (asking, stored, asked) => whole(asking, [stored], [asked]) !== undefined,
  }
}

/** Who is of one facility is not of another. */
const alike = (asking: MatchedRead, stored: Json[], asked: MatchedRead[], narrowing: Narrowing): Json[] =>
  stored.filter((_, i) => {
    const held = asked[i]
    return !held || areAlike(held.request, asking.request, narrowing)
  })

/** The asked page of what is found in stored lists. Undefined where it would be empty: there may be others (law 7). */
function rowsAmong(stored: Json[], request: ApiRequest, filters: Filters): Json | undefined {
  const rows = stored.flatMap((page) => objectsIn(asObject(page).results)).filter(isFirstOfItsId)
  const found = rows.filter((row) => belongs(row, request, filters) === true)
  const from = Number(queryValue(request, 'offset')) || 0
  const results = found.slice(from, from + (Number(queryValue(request, 'limit')) || usualLimit))
  return results.length === 0 ? undefined : { count: found.length, results }
}

const isFirstOfItsId = (row: JsonObject, i: number, rows: JsonObject[]): boolean =>
  rows.findIndex((other) => sameId(other.id, row.id)) === i
