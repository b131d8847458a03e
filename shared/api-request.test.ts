import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ApiRequest, canonicalKey, get, post, queryValue, splitTarget, targetOf } from './api-request.ts'
import type { Json } from './json.ts'

const anyText = fc.string({ unit: 'grapheme' })
const anyQuery = fc.array(fc.tuple(anyText, anyText), { maxLength: 6 })
const path = '/api/v1/patient/'

describe('the address of a request', () => {
  it('comes back from the wire as it went', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(splitTarget(targetOf({ path, query }))).toEqual({ path, query })
      }),
    )
  })

  it('is read as pages write it', () => {
    expect(splitTarget(`${path}?name=Asha+Nair&phone=%2B91&flag&&empty=&a=b=c`).query).toEqual([
      ['name', 'Asha Nair'],
      ['phone', '+91'],
      ['flag', ''],
      ['empty', ''],
      ['a', 'b=c'],
    ])
    expect(splitTarget(`${path}?bad=%E0%A4%A`).query).toEqual([['bad', '%E0%A4%A']])
    expect(splitTarget(path)).toEqual({ path, query: [] })
  })

  it('tells the first value of a name', () => {
    const request: ApiRequest = {
      ...get(path),
      query: [
        ['a', '1'],
        ['a', '2'],
      ],
    }
    expect([queryValue(request, 'a'), queryValue(request, 'b')]).toEqual(['1', undefined])
  })
})

describe('the canonical key', () => {
  it('[RD1] does not depend on the order of parameters or of keys in the body', () => {
    fc.assert(
      fc.property(
        anyQuery.chain((query) =>
          fc.record({
            query: fc.constant(query),
            other: fc.shuffledSubarray(query, { minLength: query.length }),
          }),
        ),
        ({ query, other }) => {
          const request = { method: 'POST' as const, path }
          expect(canonicalKey({ ...request, query, body: { a: 1, b: [2] } })).toBe(
            canonicalKey({ ...request, query: other, body: { b: [2], a: 1 } }),
          )
        },
      ),
    )
  })

  it('[RD1] tells different questions apart', () => {
    const sorted = (query: [string, string][]) =>
      query
        .map((pair) => JSON.stringify(pair))
        .sort()
        .join()
    fc.assert(
      fc.property(anyQuery, anyQuery, (a, b) => {
        const same =
          canonicalKey({ method: 'GET', path, query: a }) === canonicalKey({ method: 'GET', path, query: b })
        expect(same).toBe(sorted(a) === sorted(b))
      }),
    )
    const asked: ApiRequest[] = [
      get(path),
      get(path, { a: '' }),
      { ...get(path), method: 'DELETE' },
      post(path, {}),
      post(path, []),
      post(path, null),
      post(path, { a: 1 }),
      post(path, { a: '1' } as Json),
    ]
    expect(new Set(asked.map(canonicalKey)).size).toBe(asked.length)
  })
})
