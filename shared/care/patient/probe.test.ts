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

describe('looking for a patient whose answer was lost', () => {
  const attemptedAtMs = Date.parse('2026-11-22T09:18:41Z')
  const server =
    (...records: JsonObject[]) =>
    (request: ReturnType<typeof get>): Json | undefined =>
      request.path === '/api/v1/patient/'
        ? { count: records.length, results: records }
        : records.find(({ id }) => request.path.includes(String(id)))
  const look = (records: JsonObject[], more: { claimed?: string[]; attemptedAtMs?: number } = {}) =>
    probe(created.request, server(...records), { attemptedAtMs, ...more })
  const other = { ...detail, id: newId(7) }

  test('finds the one that is equal in all that was sent', () => {
    expect(look([detail, { ...other, name: 'Twin' }])).toEqual({ found: detail })
  })
  test('finds none where a field or the author differs, or another write claimed it', () => {
    expect(look([])).toEqual({ absent: true })
    expect(look([{ ...detail, address: 'elsewhere' }])).toEqual({ absent: true })
    expect(look([{ ...detail, created_by: { id: 'somebody' } }])).toEqual({ absent: true })
    expect(look([detail], { claimed: [patientId] })).toEqual({ absent: true })
  })
  test('is unsure of several, and of one that is a little too old', () => {
    expect(look([detail, other])).toEqual({ unsure: [patientId, newId(7)] })
    expect(look([detail], { attemptedAtMs: attemptedAtMs + 3_600_000 })).toEqual({ unsure: [patientId] })
    expect(look([detail], { attemptedAtMs: attemptedAtMs + 48 * 3_600_000 })).toEqual({ absent: true })
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
