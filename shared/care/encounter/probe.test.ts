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
    lookAt({ attemptedAtMs }, request, ...records)
  const lookAt = (times: Parameters<typeof probe>[2], request: ApiRequest, ...records: JsonObject[]) =>
    probe(
      request,
      (asked) =>
        asked.path === '/api/v1/encounter/'
          ? { count: records.length, results: records }
          : records.find((record) => asked.path.includes(String(record.id))),
      times,
    )

  test('[CA4] finds the one of that patient, class and moment, by the same user', () => {
    expect(
      look(created.request, detail, { ...detail, id: newId(3), period: { start: '2026-11-22T08:00:00Z' } }),
    ).toEqual({ found: detail })
    expect(look(created.request, { ...detail, created_by: { id: newId(4) } })).toEqual({ absent: true })
    expect(look(created.request, detail, { ...detail, id: newId(3) })).toEqual({ unsure: [id, newId(3)] })
  })

  test('takes a patient that the server does not know for one without encounters', () => {
    expect(probe(created.request, () => undefined, { attemptedAtMs })).toEqual({ absent: true })
  })

  test('[CA12] is unsure of one that somebody may have corrected since', () => {
    const corrected = { ...detail, encounter_class: 'emer', modified_date: '2026-11-22T12:00:00Z' }
    expect(look(created.request, corrected)).toEqual({ unsure: [id] })
    expect(look(created.request, { ...corrected, modified_date: detail.created_date ?? null })).toEqual({
      absent: true,
    })
    expect(look(created.request, corrected, { ...detail, id: newId(3) })).toEqual({
      found: { ...detail, id: newId(3) },
    })
  })

  test('[CA13] a tablet whose clock has jumped finds what it made, an unsure one is left to a person', () => {
    const heard = { notBeforeMs: Date.parse('2026-11-22T09:00:00Z') }
    const ahead = { attemptedAtMs: Date.parse('2026-11-27T09:19:19Z') }
    expect(lookAt({ ...ahead, ...heard }, created.request, detail)).toEqual({ found: detail })
    expect(lookAt(ahead, created.request, detail)).toEqual({ unsure: [id] })
  })

  test('[CA6] knows a closed encounter by its status, and an update by all of it', () => {
    const { request, answer } = recorded('encounter', 'close')
    expect(look(request, answer)).toEqual({ found: answer })
    expect(look(request, detail)).toEqual({ absent: true })
    expect(look(request, { ...answer, status: 'cancelled' })).toEqual({ absent: true })
    const changed = recorded('encounter', 'update')
    expect(look(changed.request, changed.answer)).toEqual({ found: changed.answer })
    expect(look(changed.request, detail)).toEqual({ absent: true })
  })

  test('[CA6] is unsure of one that was closed without what this form says of the discharge', () => {
    const { request, answer } = recorded('encounter', 'close')
    const closing = (fields: JsonObject) => ({
      ...request,
      body: { ...(request.body as JsonObject), ...fields },
    })
    expect(look(closing({ discharge_summary_advice: 'Rest' }), answer)).toEqual({ unsure: [id] })
    expect(look(closing({ hospitalization: { discharge_disposition: 'home' } }), answer)).toEqual({
      unsure: [id],
    })
    // Both ended the stay at a time of their own, and one had not seen the other's new priority.
    const sameWords = {
      period: { end: '2026-11-22T10:05:00Z' },
      priority: 'routine',
      discharge_summary_advice: '',
    }
    expect(look(closing(sameWords), answer)).toEqual({ found: answer })
  })
})
