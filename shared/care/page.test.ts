// Pages: a record comes in once, changes, and leaves, and the count goes with it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { get } from '../api-request.ts'
import type { Json, JsonObject } from '../json.ts'
import { addByAge, addFirst, belongs, changeRows, type Filters, knowsAll } from './page.ts'

const list = (query: Record<string, string> = {}) => get('/api/v1/x/', query)
const row = (id: string, day: number): JsonObject => ({ id, created_date: `2026-11-${10 + day}T00:00:00Z` })
const filters: Filters = { name: (record, value) => record.name === value, deep: () => undefined }

test('a record comes in once, on the first page only', () => {
  const page = { count: 5, results: [row('a', 1)], extra: true }
  const added = addFirst(page, list({ limit: '1', offset: 'NaN' }), row('b', 2))
  expect(added).toEqual({ count: 6, results: [row('b', 2), row('a', 1)], extra: true })
  expect(addFirst(added, list(), row('B', 2))).toBe(added)
  expect(addFirst(page, list({ offset: '14' }), row('b', 2))).toBe(page)
})

test('an old record comes to its place by age, and not where that is on a later page', () => {
  const page = { count: 3, results: [row('a', 9), row('b', 5)] }
  const ids = (body: Json | undefined) => ((body as JsonObject).results as JsonObject[]).map(({ id }) => id)
  expect(ids(addByAge(page, list(), row('c', 7)))).toEqual(['a', 'c', 'b'])
  expect(addByAge(page, list(), row('c', 1))).toBe(page)
  expect(ids(addByAge({ ...page, count: 2 }, list(), row('c', 1)))).toEqual(['a', 'b', 'c'])
})

test('what is no page stays as it is', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constant(null), fc.array(fc.string()), fc.record({ results: fc.string() })),
      (body) => {
        expect(addFirst(body as Json, list(), row('a', 1))).toBe(body)
        expect(changeRows(body as Json, () => undefined)).toBe(body)
      },
    ),
  )
})

test('pages without a count get none', () => {
  expect(addFirst({ results: [] }, list(), row('a', 1))).toEqual({ results: [row('a', 1)] })
})

test('a no is a no, and what cannot be judged is neither', () => {
  expect(belongs({ name: 'x' }, list({ name: 'x', other: '', limit: '5' }), filters)).toBe(true)
  expect(belongs({ name: 'x' }, list({ name: 'x', other: '1' }), filters)).toBe(undefined)
  expect(belongs({ name: 'x' }, list({ name: 'x', deep: '1' }), filters)).toBe(undefined)
  expect(belongs({ name: 'x' }, list({ name: 'y', other: '1' }), filters)).toBe(false)
  expect(knowsAll(list({ name: '', ordering: 'x', limit: '1' }), filters)).toBe(true)
  expect(knowsAll(list({ other: '1' }), filters)).toBe(false)
})
