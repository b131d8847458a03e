// Values as people read them.

import { describe, expect, it } from 'vitest'
import type { Json } from '../../shared/json.ts'
import { type ValueTools, valueText } from './value-text.ts'

const tools: ValueTools = {
  words: {
    say: (key, values) => `${key}${values ? JSON.stringify(values) : ''}`,
    sayField: (field) => field.toUpperCase(),
    sayValue: (word) => `(${word})`,
  },
  times: { full: (atMs) => `at ${atMs}`, day: (date) => `on ${date}` },
}
const lines = (value: Json | undefined) => valueText(value, tools)

describe('[PG7] a value', () => {
  it.each<[string, Json | undefined, string[]]>([
    ['words as they are', ' 14 Hill Road ', ['14 Hill Road']],
    ['a number', 37, ['37']],
    ['yes', true, ['detail_yes']],
    ['no', false, ['detail_no']],
    ['a word of a list', 'in_progress', ['(in_progress)']],
    ['a day', '1990-04-05', ['on 1990-04-05']],
    ['a time', '2025-10-15T10:57:00+05:30', [`at ${Date.UTC(2025, 9, 15, 5, 27)}`]],
    ['what only looks like a day', '1990-99-99', ['1990-99-99']],
    ['an id', '0b1f5d0e-2d0a-4f3b-9d5e-6a7b8c9dabcd', ['detail_reference{"end":"abcd"}']],
    ['nothing', null, ['detail_empty']],
    ['empty words', ' ', ['detail_empty']],
    ['an empty list', [], ['detail_empty']],
    ['an object of nothing', { a: null, b: [] }, ['detail_empty']],
    ['what nobody knows', undefined, ['detail_unknown']],
    ['a list, a line for each', ['A', 'B'], ['A', 'B']],
    [
      'an object, a line for each part',
      { start: '1990-04-05', end: null, by: 'X' },
      ['START: on 1990-04-05', 'BY: X'],
    ],
    ['objects in a list', [{ value: 'A1', config: { name: 'MRN' } }], ['VALUE: A1', 'CONFIG: NAME: MRN']],
  ])('shows %s', (_, value, expected) => {
    expect(lines(value)).toEqual(expected)
  })
})
