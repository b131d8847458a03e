// Looking for filled forms whose answer was lost.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, post } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import { newId, probe, recorded } from '../../testing/care-recordings.ts'

const submit = recorded('questionnaire', 'submit')
const body = submit.request.body as JsonObject
const batchOf = (...bodies: JsonObject[]) =>
  post('/api/v1/batch_requests/', {
    requests: bodies.map((one, i) => ({
      url: '/api/v1/questionnaire/offline-vitals/submit/',
      method: 'POST',
      reference_id: `form ${i}`,
      body: one,
    })),
  })

describe('looking for forms whose answer was lost', () => {
  const response = recorded('questionnaire', 'responseDetail').answer
  const attemptedAtMs = Date.parse(String(response.created_date))
  const look = (request: ApiRequest, rows: JsonObject[], claimed: string[] = []) =>
    lookAt({ attemptedAtMs, claimed }, request, rows)
  const lookAt = (times: Parameters<typeof probe>[2], request: ApiRequest, rows: JsonObject[]) =>
    probe(request, () => ({ count: rows.length, results: rows }), times)
  const other = { ...body, results: [{ question_id: 'x', values: [{ value: '1' }] }] }

  test('[CA4] finds one by subject, author and what was answered', () => {
    expect(look(submit.request, [response])).toEqual({ found: response })
    expect(look(submit.request, [{ ...response, responses: [] }])).toEqual({ absent: true })
    expect(look(submit.request, [response], [String(response.id)])).toEqual({ absent: true })
    expect(look(submit.request, [response, { ...response, id: newId(2) }])).toEqual({
      unsure: [response.id, newId(2)],
    })
  })

  test('[CA13] the same answers from before the newest attempt may have been given twice: a person looks', () => {
    const hourMs = 3_600_000
    const unsure = { unsure: [response.id] }
    const at = (later: number, notBefore: number | undefined) =>
      lookAt(
        {
          attemptedAtMs: attemptedAtMs + later * hourMs,
          ...(notBefore === undefined ? {} : { notBeforeMs: attemptedAtMs + notBefore * hourMs }),
        },
        submit.request,
        [response],
      )
    // Last heard of the server an hour before: made by an earlier attempt, or said by the same nurse elsewhere.
    expect(at(5, -1)).toEqual(unsure)
    // The tablet's clock jumped five days ahead, with and without having heard of the server's.
    expect(at(5 * 24, -1)).toEqual(unsure)
    expect(at(5 * 24, undefined)).toEqual(unsure)
    // The server's clock was three hours ahead, and put right before it made this.
    expect(at(3, 3)).toEqual(unsure)
    // Yesterday's round, with a clock that is known.
    expect(at(48, 47)).toEqual({ absent: true })
  })

  test('[CA5] finds all of a batch or none, and is unsure of a part', () => {
    const second = { ...response, id: newId(2), responses: other.results }
    expect(look(batchOf(body, other), [response, second])).toEqual({
      found: {
        results: [
          { reference_id: 'form 0', data: response, status_code: 200 },
          { reference_id: 'form 1', data: second, status_code: 200 },
        ],
      },
    })
    expect(look(batchOf(body, other), [])).toEqual({ absent: true })
    expect(look(batchOf(body, other), [response])).toEqual({ unsure: [response.id] })
  })
})
