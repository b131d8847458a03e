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
    probe(request, () => ({ count: rows.length, results: rows }), { attemptedAtMs, claimed })
  const other = { ...body, results: [{ question_id: 'x', values: [{ value: '1' }] }] }

  test('finds one by subject, author and what was answered', () => {
    expect(look(submit.request, [response])).toEqual({ found: response })
    expect(look(submit.request, [{ ...response, responses: [] }])).toEqual({ absent: true })
    expect(look(submit.request, [response], [String(response.id)])).toEqual({ absent: true })
    expect(look(submit.request, [response, { ...response, id: newId(2) }])).toEqual({
      unsure: [response.id, newId(2)],
    })
  })

  test('finds all of a batch or none, and is unsure of a part', () => {
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
