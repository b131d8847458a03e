// Service requests: how they show until CARE has them, and how they are looked for.

import { describe, expect, test } from 'vitest'
import { get, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { newId, now, nurse, probe, project, received, waiting } from '../../testing/care-recordings.ts'

const facility = `/api/v1/facility/${newId(7)}/`
const encounter = newId(8)
const apply = post(`${facility}service_request/apply_activity_definition/`, {
  activity_definition: 'blood-sugar',
  encounter,
  service_request: { priority: 'urgent', note: 'fasting' },
})
const list = (query: Record<string, string>) => get(`${facility}service_request/`, query)
const empty = { count: 0, results: [] }
const definition = {
  id: newId(3),
  slug: 'blood-sugar',
  title: 'Random blood sugar',
  classification: 'laboratory',
}
const write = waiting(apply, { definitions: [{ asked: null, answer: { count: 1, results: [definition] } }] })

describe('[CA61] a service request that waits', () => {
  test('is in the lists that it passes and in its detail, once', () => {
    const once = project(write, list({ encounter, offset: '0' }), empty)
    expect(once).toMatchObject({
      results: [{ title: 'Random blood sugar', priority: 'urgent', note: 'fasting' }],
    })
    expect(project(write, list({ encounter, offset: '0' }), once)).toEqual(once)
    for (const query of [
      { encounter: newId(9) },
      { encounter, status: 'draft' },
      { encounter, unheard: 'x' },
    ])
      expect(project(write, list(query), empty)).toEqual(empty)
    expect(project(write, get(`${facility}service_request/${newId(1)}/`), undefined)).toMatchObject({
      id: newId(1),
      activity_definition: { slug: 'blood-sugar' },
    })
  })

  test("[CA3] is shown also when nothing is known; the server's answer takes its place", () => {
    expect(project(waiting(apply), list({ encounter }), empty)).toMatchObject({ count: 1 })
    const answer = { ...(write.answer as JsonObject), id: newId(5), title: 'Blood sugar (random)' }
    expect(project(received(write, answer, [newId(5)]), list({ encounter }), empty)).toMatchObject({
      results: [{ id: newId(5), title: 'Blood sugar (random)' }],
    })
  })
})

test('[CA61] [CA43] is told by its words, its definition and its author', () => {
  const at = Date.parse(now)
  const record: JsonObject = {
    ...{
      id: newId(5),
      title: 'Random blood sugar',
      priority: 'urgent',
      note: 'fasting',
      status: 'completed',
    },
    ...{ activity_definition: definition, created_by: { id: nurse }, created_date: now, modified_date: now },
  }
  const look = (more: JsonObject, claimed: string[] = []) => {
    const held = { ...record, ...more }
    const answers = ({ path }: { path: string }): Json =>
      path.endsWith('/service_request/') ? { count: 1, results: [held] } : held
    return probe(apply, answers, { attemptedAtMs: at, notBeforeMs: at - 1_000, claimed })
  }
  expect(look({})).toMatchObject({ found: { id: newId(5) } })
  for (const other of [
    { note: 'after lunch' },
    { created_by: { id: newId(1) } },
    { activity_definition: { id: newId(6), slug: 'chest-x-ray' } },
  ])
    expect(look(other)).toEqual({ absent: true })
  expect(look({}, [newId(5)])).toEqual({ absent: true })
})
