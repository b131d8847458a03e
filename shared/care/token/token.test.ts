// Tokens: how one that is given or changed shows until CARE has it, and what is made of a lost answer.

import { describe, expect, test } from 'vitest'
import { get, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { newId, probe, project, waiting } from '../../testing/care-recordings.ts'

const facilityId = newId(7)
const facility = `/api/v1/facility/${facilityId}/`
const patient = newId(6)
const appointment = newId(5)
const category = newId(4)
const booked: JsonObject = {
  ...{ id: appointment, status: 'booked', note: '', token: null, patient: { id: patient, name: 'Asha' } },
  ...{ token_slot: { id: newId(3), start_datetime: '2026-11-22T19:30:00Z' }, resource: { id: newId(2) } },
}
const give = post(`${facility}appointments/${appointment}/generate_token/`, { category, note: '' })
const write = waiting(give, { appointment: booked })
const mine = (query: Record<string, string>) => get(`/api/v1/patient/${patient}/get_tokens/`, query)
const empty = { count: 0, results: [] }
const detail = get(`${facility}appointments/${appointment}/`)

describe('[CA63] a token that is given here', () => {
  test('is on its appointment, once, and without a number', () => {
    const once = project(write, detail, booked)
    expect(once).toMatchObject({ token: { id: newId(1), number: null, status: 'CREATED' } })
    expect(project(write, detail, once)).toEqual(once)
    const theirs = { ...booked, token: { id: newId(8), number: 4 } }
    expect(project(write, detail, theirs)).toEqual(theirs)
  })

  test('is among the tokens of the patient on that day of the server, in that facility', () => {
    const there = { facility: facilityId, date: '2026-11-23', limit: '50' }
    const once = project(write, mine(there), empty)
    expect(once).toMatchObject({ count: 1, results: [{ id: newId(1), booking: { status: 'booked' } }] })
    expect(project(write, mine(there), once)).toEqual(once)
    for (const other of [
      { ...there, date: '2026-11-22' },
      { ...there, facility: newId(8) },
      { unheard: 'x' },
    ])
      expect(project(write, mine(other as Record<string, string>), empty)).toEqual(empty)
  })

  test('is looked for on its appointment: of the same category it is the one', () => {
    const look = (token: Json) => probe(give, () => ({ ...booked, token }), { attemptedAtMs: 0 })
    const token = { id: newId(8), number: 1, category: { id: category } }
    expect(look(token)).toEqual({ found: token })
    expect(look(null)).toEqual({ absent: true })
    expect(look({ ...token, category: { id: newId(2) } })).toEqual({ unsure: [newId(8)] })
  })
})

test('[CA63] a changed token shows wherever it stands', () => {
  const token = { id: newId(8), status: 'CREATED', note: null, number: 1, queue: { id: newId(9) } }
  const request = {
    ...post(`${facility}token/queue/${newId(9)}/token/${newId(8)}/`, { status: 'FULFILLED', note: 'seen' }),
    method: 'PUT' as const,
  }
  const change = waiting(request, { token })
  const after = { status: 'FULFILLED', note: 'seen', number: 1 }
  expect(project(change, detail, { ...booked, token })).toMatchObject({ token: after })
  expect(project(change, mine({}), { count: 1, results: [token] })).toMatchObject({ results: [after] })
  expect(project(change, get(request.path), token)).toMatchObject(after)
  const look = (held: JsonObject) => probe(request, () => held, { attemptedAtMs: 0 })
  expect(look({ ...token, ...after })).toMatchObject({ found: after })
  expect(look(token)).toEqual({ absent: true })
})
