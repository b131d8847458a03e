// Charges: how they show until CARE has them, and what is made of a lost answer.

import { describe, expect, test } from 'vitest'
import { get, post } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import {
  matchedWrite,
  newId,
  now,
  nurse,
  probe,
  project,
  waiting,
  writeId,
} from '../../testing/care-recordings.ts'

const facility = `/api/v1/facility/${newId(7)}/`
const encounter = newId(8)
const apply = post(`${facility}charge_item/apply_charge_item_defs/`, {
  requests: [
    { charge_item_definition: 'dressing', quantity: 2, encounter },
    { charge_item_definition: 'bed-day', quantity: 1, encounter },
  ],
})
const list = (query: Record<string, string>) => get(`${facility}charge_item/`, query)
const empty = { count: 0, results: [] }
const dressing = { id: newId(3), slug: 'dressing', title: 'Dressing' }
const write = {
  ...waiting(apply, { definitions: [{ asked: null, answer: { count: 1, results: [dressing] } }] }),
  id: writeId,
}

describe('[CA61] charges that wait', () => {
  test('are in the lists that they pass, once, also when that is done twice', () => {
    const once = project(write, list({ encounter, limit: '20' }), empty)
    expect(once).toMatchObject({
      count: 2,
      results: [
        { title: 'bed-day', quantity: 1 },
        { title: 'Dressing', quantity: 2, status: 'billable' },
      ],
    })
    expect(project(write, list({ encounter, limit: '20' }), once)).toEqual(once)
    const ids = ((once as JsonObject).results as JsonObject[]).map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
    expect(write.policy.shownOn?.(matchedWrite(apply), writeId)).toEqual(expect.arrayContaining(ids))
  })

  test('[CA8] stay out of other lists, and of one that cannot be judged', () => {
    for (const query of [
      { encounter: newId(9) },
      { encounter, status: 'paid' },
      { encounter, service_resource: 'appointment' },
      { encounter, unheard: 'x' },
    ])
      expect(project(write, list(query), empty)).toEqual(empty)
    expect(project(write, list({ encounter }), undefined)).toBe(undefined)
  })

  test('[CA3] are shown also when nothing is known of them', () => {
    expect(project({ ...waiting(apply), id: writeId }, list({ encounter }), empty)).toMatchObject({
      count: 2,
    })
  })
})

describe('[CA61] charges whose answer was lost', () => {
  const at = Date.parse(now)
  const row = (more: JsonObject = {}): JsonObject => ({
    ...{ id: newId(4), quantity: 2, charge_item_definition: dressing, created_date: now, modified_date: now },
    ...more,
  })
  const bed = row({ id: newId(5), quantity: 1, charge_item_definition: { id: newId(6), slug: 'bed-day' } })
  const look = (...results: JsonObject[]) =>
    probe(apply, () => ({ count: results.length, results }), { attemptedAtMs: at, notBeforeMs: at - 1_000 })
  const mine = (each: JsonObject) => ({ ...each, created_by: { id: nurse } })

  test('are ours where the rows say so, and absent where there is none', () => {
    expect(look(mine(row()), mine(bed))).toEqual({ found: {} })
    expect(look()).toEqual({ absent: true })
    expect(look({ ...row(), created_by: { id: newId(1) } })).toEqual({ absent: true })
  })

  test('go to a person where nobody can tell whose they are, or only some are there', () => {
    expect(look(row(), bed)).toEqual({ unsure: [newId(4), newId(5)] })
    expect(look(mine(row()))).toEqual({ unsure: [newId(4)] })
  })
})
