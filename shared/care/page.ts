// CARE's pages, `{count, results}`: whether a record belongs in one, and how it comes in, changes and leaves.
// All of it may be done twice with the same result. A page may grow longer than its limit by what waits here:
// a row pushed off the end would be shown as absent.

import { type ApiRequest, queryValue } from '../api-request.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import type { MatchedRead, ReadPolicy } from '../policy/read-policy.ts'
import { objectsIn, sameId, textOf } from './json-record.ts'

/** Per parameter: does the record pass? Undefined: this tablet cannot tell. */
export type Filters = Record<string, (record: JsonObject, value: string) => boolean | undefined>

const paging = new Set(['limit', 'offset', 'ordering'])

export const emptyPage = (): Json => ({ count: 0, results: [] })

/** True where every parameter of the request is one that these filters can judge. */
export function knowsAll(request: ApiRequest, filters: Filters): boolean {
  return request.query.every(([name, value]) => paging.has(name) || value === '' || name in filters)
}

/**
 * For a list that lives under one record: complete under a record that was made here, as long as these filters can
 * judge every parameter. Every write that can add to the list must have an `affects` for it.
 */
export const completeUnder =
  (
    filters: Filters,
    ownerOf: (read: MatchedRead) => string | undefined,
  ): NonNullable<ReadPolicy['completeUnder']> =>
  (read) => {
    const owner = ownerOf(read)
    return owner && knowsAll(read.request, filters) ? { owner, empty: emptyPage() } : undefined
  }

/** Whether the record is in the list that the request asks for; undefined where that cannot be told. */
export function belongs(record: JsonObject, request: ApiRequest, filters: Filters): boolean | undefined {
  const asked = request.query.filter(([name, value]) => !paging.has(name) && value !== '')
  const verdicts = asked.map(([name, value]) => filters[name]?.(record, value))
  return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true
}

const isFirstPage = (request: ApiRequest): boolean => !(Number(queryValue(request, 'offset')) > 0)

/**
 * A new record comes first, as in all of CARE's lists. The count of later pages stays as it was: nothing in them
 * would tell whether it was raised already.
 */
export const addFirst = (body: Json | undefined, request: ApiRequest, row: JsonObject): Json | undefined =>
  addBefore(body, request, row, () => true)

/**
 * Puts a record before the first row that it goes before, else at the end: on the first page of the list alone, for a
 * row that is on no page is absent, and one that is on two is there twice.
 */
export function addBefore(
  body: Json | undefined,
  request: ApiRequest,
  row: JsonObject,
  goesBefore: (other: JsonObject) => boolean,
): Json | undefined {
  const page = readPage(body)
  if (!page || !isFirstPage(request) || page.results.some((other) => sameId(other.id, row.id))) return body
  const found = page.results.findIndex(goesBefore)
  const at = found < 0 ? page.results.length : found
  return withResults(page, [...page.results.slice(0, at), row, ...page.results.slice(at)], 1)
}

/** As the last of all, in a list that is asked for oldest first: where this page holds the end of it. */
export function addLast(body: Json | undefined, request: ApiRequest, row: JsonObject): Json | undefined {
  const page = readPage(body)
  if (!page || page.results.some((other) => sameId(other.id, row.id))) return body
  const offset = Number(queryValue(request, 'offset')) || 0
  return offset + page.results.length < textCount(page.body.count)
    ? body
    : withResults(page, [...page.results, row], 1)
}

/** Puts an existing record in its place by age, if that place is on this page. */
export function addByAge(body: Json | undefined, request: ApiRequest, row: JsonObject): Json | undefined {
  const page = readPage(body)
  if (!page || !isFirstPage(request) || page.results.some((other) => sameId(other.id, row.id))) return body
  const older = page.results.findIndex((other) => textOf(other.created_date) < textOf(row.created_date))
  if (older < 0 && page.results.length < textCount(page.body.count)) return body
  const at = older < 0 ? page.results.length : older
  return withResults(page, [...page.results.slice(0, at), row, ...page.results.slice(at)], 1)
}

/** Changes every row that `change` knows; undefined takes the row out. */
export function changeRows(
  body: Json | undefined,
  change: (row: JsonObject) => JsonObject | undefined,
): Json | undefined {
  const page = readPage(body)
  if (!page) return body
  const results = page.results.map(change).filter((row) => row !== undefined)
  return withResults(page, results, results.length - page.results.length)
}

export const hasRow = (body: Json | undefined, id: Json | undefined): boolean =>
  readPage(body)?.results.some((row) => sameId(row.id, id)) ?? false

export const containsText = (text: Json | undefined, part: string): boolean =>
  textOf(text).toLowerCase().includes(part.toLowerCase())

interface Page {
  body: JsonObject
  results: JsonObject[]
}

function readPage(body: Json | undefined): Page | undefined {
  return isObject(body) && Array.isArray(body.results)
    ? { body, results: objectsIn(body.results) }
    : undefined
}

function withResults(page: Page, results: JsonObject[], more: number): Json {
  const count = page.body.count
  return { ...page.body, ...(typeof count === 'number' ? { count: count + more } : {}), results }
}

const textCount = (count: Json | undefined): number => (typeof count === 'number' ? count : 0)
