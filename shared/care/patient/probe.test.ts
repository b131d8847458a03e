// Looking for a patient whose answer was lost, and for a change of one.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, get } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { newId, probe, recorded } from '../../testing/care-recordings.ts'

const created = recorded('patient', 'create')
const detail = recorded('patient', 'detail').answer
const patientId = String(detail.id)
const update = (body: JsonObject): ApiRequest => ({
  ...get(`/api/v1/patient/${patientId}/`),
  method: 'PUT',
  body,
})

const hourMs = 3_600_000

describe('looking for a patient whose answer was lost', () => {
  const attemptedAtMs = Date.parse('2026-11-22T09:18:41Z')
  const server =
    (...records: JsonObject[]) =>
    (request: ReturnType<typeof get>): Json | undefined =>
      request.path === '/api/v1/patient/'
        ? { count: records.length, results: records }
        : records.find(({ id }) => request.path.includes(String(id)))
  type More = { claimed?: string[]; attemptedAtMs?: number; notBeforeMs?: number }
  const look = (records: JsonObject[], more: More = {}) =>
    probe(created.request, server(...records), { attemptedAtMs, ...more })
  const other = { ...detail, id: newId(7) }

  test('[CA4] finds the one that is equal in all that was sent', () => {
    expect(look([detail, { ...other, name: 'Twin' }])).toEqual({ found: detail })
  })
  test('[CA4] finds none where the person or the author differs, or another write claimed it', () => {
    expect(look([])).toEqual({ absent: true })
    expect(look([{ ...detail, name: 'Her Sister', address: 'elsewhere' }])).toEqual({ absent: true })
    expect(look([{ ...detail, created_by: { id: 'somebody' } }])).toEqual({ absent: true })
    expect(look([detail], { claimed: [patientId] })).toEqual({ absent: true })
  })
  test('[CA4] is unsure of several, and of one that is too old: an equal person is the same, whatever the clocks say', () => {
    expect(look([detail, other])).toEqual({ unsure: [patientId, newId(7)] })
    for (const later of [1, 48, 24 * 365])
      expect(look([detail], { attemptedAtMs: attemptedAtMs + later * hourMs })).toEqual({
        unsure: [patientId],
      })
  })
  test('[CA12] is unsure of one that somebody may have corrected since', () => {
    const corrected = { ...detail, name: 'Somebody Else', modified_date: '2026-11-22T12:00:00Z' }
    expect(look([corrected])).toEqual({ unsure: [patientId] })
    expect(look([{ ...detail, address: 'elsewhere' }])).toEqual({ unsure: [patientId] })
    const earlier = { attemptedAtMs: attemptedAtMs + 2 * hourMs, notBeforeMs: attemptedAtMs + hourMs }
    expect(look([corrected], earlier)).toEqual({ absent: true })
    expect(look([detail, { ...corrected, id: newId(7) }])).toEqual({ found: detail })
  })
  test('[CA13] a tablet whose clock has jumped finds what it made', () => {
    // Made at 09:18:41 by the server's clock. The tablet last heard of that clock at 09:15, then its own was put five
    // days ahead, so that the attempt seems to have left on the 27th.
    const heard = Date.parse('2026-11-22T09:15:00Z')
    const ahead = Date.parse('2026-11-27T09:18:41Z')
    expect(look([detail], { attemptedAtMs: ahead, notBeforeMs: heard })).toEqual({ found: detail })
    // A clock that was put back cannot take the estimate below what was heard.
    expect(look([detail], { attemptedAtMs: heard, notBeforeMs: heard })).toEqual({ found: detail })
    // Nothing was ever heard of the server's clock.
    expect(look([detail], { attemptedAtMs: ahead })).toEqual({ unsure: [patientId] })
  })
  test('[CA13] an earlier attempt of the same write may have made it', () => {
    const times = { attemptedAtMs: attemptedAtMs + 72 * hourMs, notBeforeMs: attemptedAtMs - 60_000 }
    expect(look([detail], times)).toEqual({ found: detail })
  })
  test('[CA13] what a server made after its clock was put right is not called absent', () => {
    for (const wrongBy of [3, 72]) {
      const times = {
        attemptedAtMs: attemptedAtMs + wrongBy * hourMs,
        notBeforeMs: attemptedAtMs + wrongBy * hourMs,
      }
      expect(look([detail], times)).toEqual({ unsure: [patientId] })
    }
  })
  test('[CA4] counts a row that moved from one page to the next once', () => {
    const crowd = Array.from({ length: 19 }, (_, i) => ({ ...detail, id: `other ${i}`, name: `Other ${i}` }))
    const answers = (request: ReturnType<typeof get>): Json | undefined => {
      if (request.path !== '/api/v1/patient/') return detail
      const isFirst = request.query.some(([name, value]) => name === 'offset' && value === '0')
      return { count: 20, results: isFirst ? [...crowd, detail] : [detail] }
    }
    expect(probe(created.request, answers, { attemptedAtMs })).toEqual({ found: detail })
  })
  test('reads on while pages are full of rows that are young enough', () => {
    const crowd = Array.from({ length: 20 }, (_, i) => ({ ...detail, id: newId(2), name: `Other ${i}` }))
    const answers = (request: ReturnType<typeof get>): Json | undefined => {
      if (request.path !== '/api/v1/patient/') return detail
      const isFirst = request.query.some(([name, value]) => name === 'offset' && value === '0')
      return { count: 21, results: isFirst ? crowd : [detail] }
    }
    expect(probe(created.request, answers, { attemptedAtMs })).toEqual({ found: detail })
  })
  test('looks by name for a number without its country', () => {
    const request = {
      ...created.request,
      body: { ...(created.request.body as JsonObject), phone_number: '9876543210' },
    }
    expect(probe(request, server(detail), { attemptedAtMs })).toEqual({ found: detail })
  })
  test('takes an update for landed when nothing of it is missing', () => {
    const change = (body: JsonObject) => probe(update(body), server(detail), { attemptedAtMs })
    expect(change({ name: 'Offline Test', pincode: 682001 })).toEqual({ found: detail })
    expect(change({ name: 'Renamed', pincode: 682001 })).toEqual({ absent: true })
  })
})
