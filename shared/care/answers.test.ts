// The table of CARE's answers holds what was recorded, field by field.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { splitTarget } from '../api-request.ts'
import type { Json } from '../json.ts'
import { misfits, type Shape } from '../testing/answer-shape.ts'
import { careAnswers } from '../testing/care-answers.ts'
import { policies } from '../testing/care-recordings.ts'

const shapes: Record<string, Shape> = careAnswers
const folder = new URL('./recordings/', import.meta.url)
interface Exchange {
  method: 'GET' | 'POST'
  target: string
  body: Json
  status: number
  answer: Json
}
const recorded = readdirSync(folder)
  .filter((name) => name !== 'screens.json')
  .flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, Exchange>).map(
      ([what, exchange]) => ({ name: `${name} ${what}`, ...exchange }),
    ),
  )
const reads = recorded.flatMap(({ name, method, target, body, status, answer }) => {
  const request = { method, ...splitTarget(target), ...(body === null ? {} : { body }) }
  const key = status === 200 ? policies.matchRead(request)?.policy.key : undefined
  const shape = key === undefined ? undefined : shapes[key]
  return shape ? [{ name, answer, shape }] : []
})

test('there are recordings to hold it to', () => {
  expect(reads.length).toBeGreaterThan(15)
})

describe('[CA56] the answer that was recorded has the fields and kinds of the table', () => {
  test.each(reads)('$name', ({ answer, shape }) => {
    expect(misfits(answer, shape)).toEqual([])
  })
})
