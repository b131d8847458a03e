// Looking for an encounter whose answer was lost, and for a change of one.

import { describe, expect, test } from 'vitest'
import type { ApiRequest } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import { newId, probe, recorded } from '../../testing/care-recordings.ts'

const created = recorded('encounter', 'create')
const detail = recorded('encounter', 'detail').answer
const id = String(detail.id)

describe('looking for an encounter whose answer was lost', () => {
  const attemptedAtMs = Date.parse('2026-11-22T09:19:19Z')
  const look = (request: ApiRequest, ...records: JsonObject[]) =>
    probe(
      request,
      (asked) =>
        asked.path === '/api/v1/encounter/'
          ? { count: records.length, results: records }
          : records.find((record) => asked.path.includes(String(record.id))),
      { attemptedAtMs },
    )

  test('finds the one of that patient, class and moment, by the same user', () => {
    expect(
      look(created.request, detail, { ...detail, id: newId(3), period: { start: '2026-11-22T08:00:00Z' } }),
    ).toEqual({ found: detail })
    expect(look(created.request, { ...detail, created_by: { id: newId(4) } })).toEqual({ absent: true })
    expect(look(created.request, detail, { ...detail, id: newId(3) })).toEqual({ unsure: [id, newId(3)] })
  })

  test('takes a patient that the server does not know for one without encounters', () => {
    expect(probe(created.request, () => undefined, { attemptedAtMs })).toEqual({ absent: true })
  })

  test('knows a closed encounter by its status alone, and an update by all of it', () => {
    const { request, answer } = recorded('encounter', 'close')
    expect(look(request, answer)).toEqual({ found: answer })
    expect(look(request, detail)).toEqual({ absent: true })
    const changed = recorded('encounter', 'update')
    expect(look(changed.request, changed.answer)).toEqual({ found: changed.answer })
    expect(look(changed.request, detail)).toEqual({ absent: true })
  })
})
