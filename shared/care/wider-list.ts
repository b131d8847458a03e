// A list as a part of another that is here as a whole: yesterday's answer to "from yesterday on" holds "from today on".

import { type ApiRequest, queryValue } from '../api-request.ts'
import { isObject, type Json } from '../json.ts'
import type { MatchedRead, ReadPolicy } from '../policy/read-policy.ts'
import { asObject, objectsIn } from './json-record.ts'
import { belongs, type Filters } from './page.ts'

export interface Narrowing {
  filters: Filters
  /** Per parameter: when a list that is narrowed itself holds another; one that is not narrowed holds all. */
  wider: Record<string, (held: string, asked: string) => boolean>
  /** Parameters for which no other list answers: what was made today is in no list of yesterday. */
  alone?: readonly string[]
  /** Other names of a parameter. */
  aliases?: Record<string, string>
}

const paging = new Set(['limit', 'offset'])

export const words = (value: string) => value.split(',').filter((word) => word !== '')

export const hasAllWords = (held: string, asked: string): boolean =>
  words(asked).every((word) => words(held).includes(word))

/** Answers where a stored list holds what is asked; where none does, nobody knows (law 7). */
export function fromWiderList(
  narrowing: Narrowing,
): Pick<NonNullable<ReadPolicy['fromStored']>, 'mayHold' | 'answer'> {
  const mayHold = (held: MatchedRead, read: MatchedRead) =>
    holds(named(held.request, narrowing), named(read.request, narrowing), narrowing)
  return {
    mayHold,
    answer(read, stored, asked = []) {
      const wish = named(read.request, narrowing)
      for (const [i, page] of stored.entries()) {
        const held = asked[i]
        if (!held || !isWhole(page, held.request) || !mayHold(held, read)) continue
        const rows = objectsIn(asObject(page).results)
        const verdicts = rows.map((row) => belongs(row, wish, narrowing.filters))
        if (verdicts.includes(undefined)) continue
        const results = rows.filter((_, at) => verdicts[at])
        const offset = Number(queryValue(wish, 'offset')) || 0
        const limit = Number(queryValue(wish, 'limit')) || results.length
        return { count: results.length, results: results.slice(offset, offset + limit) }
      }
      return undefined
    },
  }
}

const named = (request: ApiRequest, { aliases = {} }: Narrowing): ApiRequest => ({
  ...request,
  query: request.query.map(([name, value]) => [aliases[name] ?? name, value]),
})

const isWhole = (page: Json, request: ApiRequest): boolean =>
  isObject(page) &&
  !(Number(queryValue(request, 'offset')) > 0) &&
  objectsIn(page.results).length >= Number(page.count)

function holds(held: ApiRequest, asked: ApiRequest, { filters, wider, alone = [] }: Narrowing): boolean {
  if (held.path !== asked.path) return false
  const names = new Set([...held.query, ...asked.query].map(([name]) => name))
  return [...names].every((name) => {
    const [mine, theirs] = [queryValue(held, name) ?? '', queryValue(asked, name) ?? '']
    if (paging.has(name) || mine === theirs) return true
    if (alone.includes(name)) return false
    if (mine === '') return name in filters
    return theirs !== '' && wider[name]?.(mine, theirs) === true
  })
}
