// What an answer tells of the server's clock, and what it does not.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../json.ts'
import { recorded } from '../testing/care-recordings.ts'
import { carePolicies } from './index.ts'
import { serverTimeIn } from './server-time.ts'

const at = (text: string) => Date.parse(text)
const batch = (...results: [number, JsonObject][]) => ({
  results: results.map(([status_code, data]) => ({ reference_id: 'x', status_code, data })),
})

test('[CA17] the stamp of what was just made or changed is the time of the server', () => {
  const created = recorded('patient', 'createWithIdentifier').answer
  expect(carePolicies.serverTimeIn?.(created)).toBe(at('2026-11-22T09:31:06.338Z'))
  const closed = recorded('encounter', 'close').answer
  expect(serverTimeIn(closed)).toBe(at(String(closed.modified_date)))
  expect(at(String(closed.created_date))).toBeLessThan(serverTimeIn(closed) ?? 0)
  const form = recorded('questionnaire', 'submit').answer
  expect(serverTimeIn(form)).toBe(at(String(form.modified_date)))
})

test('[CA17] of a batch it is the newest that was done', () => {
  const { answer } = recorded('batch', 'submit')
  expect(serverTimeIn(answer)).toBeDefined()
  const one = { created_date: '2026-11-22T09:00:00Z', modified_date: '2026-11-22T09:00:01Z' }
  const two = { created_date: '2026-11-22T09:00:02.5+00:00' }
  const undone = { created_date: '2026-11-22T10:00:00Z' }
  expect(serverTimeIn(batch([200, one], [200, two]))).toBe(at('2026-11-22T09:00:02.500Z'))
  expect(serverTimeIn(batch([200, one], [400, undone]))).toBe(at('2026-11-22T09:00:01Z'))
  expect(serverTimeIn([one, two])).toBe(at('2026-11-22T09:00:02.500Z'))
})

test('[CA17] a time that somebody typed is not the time of the server', () => {
  const typed = '2031-01-01T00:00:00Z'
  expect(serverTimeIn({ period: { start: typed }, taken_at: typed, deceased_datetime: typed })).toBe(
    undefined,
  )
  expect(serverTimeIn({ patient: { modified_date: typed }, responses: [{ created_date: typed }] })).toBe(
    undefined,
  )
})

test('[CA17] no stamp, no time; none without a zone, for which nobody knows the hour', () => {
  for (const odd of ['', 'yesterday', null, 5, '2026-11-22', '2026-11-22T09:00:00', '2026-13-45T09:00:00Z'])
    expect(serverTimeIn({ created_date: odd })).toBe(undefined)
  expect(serverTimeIn(batch())).toBe(undefined)
  fc.assert(fc.property(fc.anything(), (body) => void serverTimeIn(body)))
})
