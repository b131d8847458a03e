// What a list that is here may answer for, and what it may not.

import { describe, expect, it } from 'vitest'
import { get } from '../api-request.ts'
import type { Json } from '../json.ts'
import { matchedRead } from '../testing/care-recordings.ts'
import { fromWhole, type Narrowing } from './whole-list.ts'

const path = '/api/v1/organization/'
const row = (id: string, created_date: string, kind: string): Json => ({ id, created_date, kind })
const rows = [row('a', '2026-11-01', 'x'), row('b', '2026-11-03', 'x'), row('c', '2026-11-02', 'y')]
const narrowing: Narrowing = {
  filters: { kind: ({ kind }, value) => kind === value, name: () => undefined },
  exact: ['parent'],
}

const ids = (
  asked: Record<string, string>,
  held: Record<string, string> = { limit: '200' },
  page: Json = { count: 3, results: rows },
) => {
  const found = fromWhole(matchedRead(get(path, asked)), [page], [matchedRead(get(path, held))], narrowing)
  return found && (found as { results: { id: string }[] }).results.map(({ id }) => id)
}

describe('a list that is here as a whole', () => {
  it('[RD19] answers what is narrower by what its rows tell, and says "none"', () => {
    expect(ids({ kind: 'x' })).toEqual(['a', 'b'])
    expect(ids({ kind: 'z' })).toEqual([])
    expect(ids({ kind: 'x', limit: '1', offset: '1' })).toEqual(['b'])
    expect(ids({ ordering: '-created_date', limit: '2' })).toEqual(['b', 'c'])
  })

  it('[RD19] answers nothing that a row does not tell, or that was asked otherwise', () => {
    expect(ids({ name: 'x' })).toBeUndefined()
    expect(ids({ colour: 'red' })).toBeUndefined()
    expect(ids({ kind: 'x' }, { kind: 'y' })).toBeUndefined()
    expect(ids({ ordering: 'name' })).toBeUndefined()
    // Which rows are on a page, only the server's own order tells.
    expect(ids({ limit: '2' }, { limit: '200', ordering: 'name' })).toBeUndefined()
    // No parent named is another question than the roots.
    expect(ids({ parent: '' })).toBeUndefined()
    expect(ids({ parent: '', kind: 'y' }, { parent: '' })).toEqual(['c'])
  })

  it('[RD20] is none where the server has more rows than are here', () => {
    expect(ids({ kind: 'x' }, { limit: '3' }, { count: 4, results: rows })).toBeUndefined()
    expect(ids({ kind: 'x' }, { limit: '3', offset: '3' })).toBeUndefined()
    expect(ids({ kind: 'x' }, {}, { results: rows })).toBeUndefined()
  })
})
