// A list that is here as a whole answers for every narrower one; "nobody" in it is true. What is not wholly here
// answers for nothing that it does not show (law 7).

import { type ApiRequest, queryValue } from '../api-request.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { type FromStored, isTheRecord, type MatchedRead } from '../policy/read-policy.ts'
import { asObject, objectsIn, textOf } from './json-record.ts'
import { belongs, type Filters, knowsAll } from './page.ts'

export interface Narrowing {
  filters: Filters
  /** When a list that is narrowed itself by a parameter holds one that is narrowed otherwise. */
  wider?: Record<string, (held: string, asked: string) => boolean>
  /** Parameters that no row tells of, or that mean another thing when they are empty: asked in the very same way. */
  exact?: readonly string[]
  /** Parameters for which no other list answers: what was made today is in no list of yesterday. */
  alone?: readonly string[]
  /** Other names of a parameter. */
  aliases?: Record<string, string>
}

const paging = new Set(['limit', 'offset', 'ordering'])

export const words = (value: string): string[] => value.split(',').filter((word) => word !== '')

export const hasAllWords = (held: string, asked: string): boolean =>
  words(asked).every((word) => words(held).includes(word))

/** The list as a part of one that is here as a whole; undefined where none of them holds it: then nobody knows. */
export function fromWhole(
  read: MatchedRead,
  stored: Json[],
  asked: MatchedRead[],
  narrowing: Narrowing,
): Json | undefined {
  for (const [i, page] of stored.entries()) {
    const held = asked[i]
    const found = held && partOf(read.request, page, held.request, narrowing)
    if (found) return found
  }
  return undefined
}

/** A list that is answered from the whole ones among the stored lists of that read. */
export const wholeListAs = (read: string, narrowing: Narrowing): FromStored => ({
  read,
  mayHold: (held, asking) => holds(held.request, asking.request, narrowing),
  answer: (asking, stored, asked = []) => fromWhole(asking, stored, asked, narrowing),
  isWhole: isTheRecord,
})

function partOf(asked: ApiRequest, page: Json, held: ApiRequest, narrowing: Narrowing): Json | undefined {
  if (!isWhole(page, held) || !holds(held, asked, narrowing)) return undefined
  const wish = named(asked, narrowing)
  const rows = objectsIn(asObject(page).results)
  const verdicts = rows.map((row) => belongs(row, wish, judging(narrowing)))
  if (verdicts.includes(undefined)) return undefined
  const found = rows.filter((_, at) => verdicts[at])
  const offset = Number(queryValue(asked, 'offset')) || 0
  const limit = Number(queryValue(asked, 'limit')) || found.length
  const isAllOfIt = offset === 0 && found.length <= limit
  const results = inOrder(found, held, asked, isAllOfIt)?.slice(offset, offset + limit)
  return results && { count: found.length, results }
}

const named = (request: ApiRequest, { aliases = {} }: Narrowing): ApiRequest => ({
  ...request,
  query: request.query.map(([name, value]) => [aliases[name] ?? name, value]),
})

const isWhole = (page: Json, request: ApiRequest): page is JsonObject =>
  isObject(page) &&
  typeof page.count === 'number' &&
  !(Number(queryValue(request, 'offset')) > 0) &&
  objectsIn(page.results).length >= page.count

/** Whether the two lists are about the same thing. */
export const areAlike = (held: ApiRequest, asked: ApiRequest, { exact = [] }: Narrowing): boolean =>
  held.path === asked.path && exact.every((name) => queryValue(held, name) === queryValue(asked, name))

/** What is the same for all rows of lists that are alike needs no judging. */
export const judging = ({ filters, exact = [] }: Narrowing): Filters => ({
  ...filters,
  ...Object.fromEntries(exact.map((name) => [name, () => true])),
})

/** Told by the questions alone. */
function holds(heldAs: ApiRequest, askedAs: ApiRequest, narrowing: Narrowing): boolean {
  const { filters, wider, alone = [] } = narrowing
  const [held, asked] = [named(heldAs, narrowing), named(askedAs, narrowing)]
  if (!areAlike(held, asked, narrowing) || !knowsAll(asked, judging(narrowing))) return false
  const names = new Set([...held.query, ...asked.query].map(([name]) => name))
  return [...names].every((name) => {
    const [mine, theirs] = [queryValue(held, name) ?? '', queryValue(asked, name) ?? '']
    if (paging.has(name) || mine === theirs) return true
    if (alone.includes(name)) return false
    if (mine === '') return name in filters
    return theirs !== '' && wider?.[name]?.(mine, theirs) === true
  })
}

/** Which rows are on a page depends on the order; how they stand on the only page does not. */
function inOrder(
  rows: JsonObject[],
  held: ApiRequest,
  asked: ApiRequest,
  isAllOfIt: boolean,
): JsonObject[] | undefined {
  const ordering = queryValue(asked, 'ordering') ?? ''
  if (ordering === (queryValue(held, 'ordering') ?? '')) return rows
  if (ordering === '') return isAllOfIt ? rows : undefined
  if (!/^-?created_date$/.test(ordering)) return undefined
  const sign = ordering.startsWith('-') ? -1 : 1
  return rows.toSorted((a, b) => {
    const [before, after] = [textOf(a.created_date), textOf(b.created_date)]
    return before === after ? 0 : before < after ? -sign : sign
  })
}
