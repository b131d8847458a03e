import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, equalJson, type Json, mapStrings, parseJson, valueAt } from './json.ts'

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>

/** The same document with the keys of every object in another order. */
function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, item]) => [key, shuffled(item)]))
}

describe('JSON', () => {
  it('is equal by content, whatever the order of keys', () => {
    fc.assert(fc.property(anyJson, (value) => equalJson(value, shuffled(value))))
  })

  it('is equal exactly where its canonical text is', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (a, b) => {
        expect(equalJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b))
        expect(canonicalJson(a)).toBe(canonicalJson(shuffled(a)))
      }),
    )
  })

  it('canonical text says the same', () => {
    fc.assert(fc.property(anyJson, (value) => equalJson(parseJson(canonicalJson(value)), value)))
  })

  it('is not equal to a document that merely inherits the key', () => {
    expect(equalJson(parseJson('{"__proto__":{}}'), { a: 1 })).toBe(false)
    expect(equalJson({ a: 1 }, { a: 1, b: 2 })).toBe(false)
    expect(equalJson([], {})).toBe(false)
    expect(equalJson(undefined, null)).toBe(false)
  })

  it('keeps everything but the strings when these are mapped', () => {
    fc.assert(
      fc.property(anyJson, (value) =>
        equalJson(
          mapStrings(value, (text) => text),
          value,
        ),
      ),
    )
    expect(mapStrings({ a: ['x', { x: 'x' }], b: 1 }, () => 'y')).toEqual({ a: ['y', { x: 'y' }], b: 1 })
  })

  it('is nothing where the text is none', () => {
    expect(['', '<html>', '{', 'undefined'].map(parseJson)).toEqual(Array(4).fill(undefined))
    expect(parseJson('null')).toBe(null)
  })
})

describe('a pointer', () => {
  const document = { results: [{ data: { id: 'x' } }], 'a/b': { 'c~d': 1 } }

  it('finds what stands there', () => {
    expect(valueAt(document, '/results/0/data/id')).toBe('x')
    expect(valueAt(document, '/a~1b/c~0d')).toBe(1)
    expect(valueAt(document, '')).toEqual(document)
  })

  it.each(['/results/1', '/results//data', '/results/-1', '/results/length', '/toString', '/a~1b/c~0d/e'])(
    'finds nothing at %s',
    (pointer) => expect(valueAt(document, pointer)).toBe(undefined),
  )

  it('finds every value of an object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyJson), (values) => {
        for (const [key, value] of Object.entries(values)) {
          const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
          expect(valueAt(values, pointer)).toBe(value)
        }
      }),
    )
  })
})
