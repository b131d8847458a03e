// A key of our own on registrations, where a site has configured a place for it.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, get } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { createPolicies } from '../../policy/policies.ts'
import { matchedWrite, newId, now, nurse, probe, recorded, writeId } from '../../testing/care-recordings.ts'
import { carePolicies, createCarePolicies } from '../index.ts'

const { request, answer } = recorded('patient', 'createWithIdentifier')
const config = '60a259ce-4585-4f9e-ba78-3831fd7aa30c'
const keyed = createPolicies(createCarePolicies({ patientKeyConfig: config }))
const { identifiers: _, ...bare } = request.body as JsonObject
const form = { ...request, body: bare }

describe('a registration', () => {
  test('[CA19] carries the id of its write beside what people entered, once', () => {
    const { policy } = matchedWrite(form, keyed)
    const entered = { config: newId(6), value: 'WARD-7' }
    const sent = policy.stamp?.({ ...form, body: { ...bare, identifiers: [entered] } }, writeId)
    expect(sent).toEqual({ ...form, body: { ...bare, identifiers: [entered, { config, value: writeId }] } })
    expect(sent && policy.stamp?.(sent, writeId)).toEqual(sent)
    expect(policy.stamp?.(form, writeId).body).toEqual({ ...bare, identifiers: [{ config, value: writeId }] })
  })

  test('[CA19] is shown as without a key', () => {
    const shown = (from: typeof keyed) => {
      const write = matchedWrite(form, from)
      const context = {
        known: { facility: recorded('reference', 'facility').answer },
        created: {},
        now,
        userId: nurse,
      }
      return write.policy.normalize(write, context)
    }
    expect(shown(keyed)).toEqual(shown(createPolicies(carePolicies)))
  })

  test('[CA19] carries none where no place is configured', () => {
    for (const write of carePolicies.writes) expect(write.stamp).toBe(undefined)
  })
})

describe('looking for it', () => {
  const attemptedAtMs = Date.parse('2026-11-22T09:31:06Z')
  const entered = (answer.instance_identifiers as JsonObject[]).find(
    (identifier) => (identifier.config as JsonObject).id === config,
  )
  const withKey = (id: string, value: string | undefined, more: JsonObject = {}): JsonObject => ({
    ...answer,
    id,
    instance_identifiers: value === undefined ? [] : [{ ...entered, value }],
    ...more,
  })
  const look = (found: Json | undefined, ...stored: JsonObject[]) => {
    const asked: ApiRequest[] = []
    const result = probe(
      form,
      (one) => {
        asked.push(one)
        if (one.method === 'POST') return found
        return one.path === '/api/v1/patient/'
          ? { count: stored.length, results: stored }
          : stored.find(({ id }) => one.path.includes(String(id)))
      },
      { attemptedAtMs },
      keyed,
    )
    return { asked, result }
  }
  const results = (...patients: JsonObject[]) => ({ partial: false, results: patients })

  test('[CA19] it is asked for by its key, and found whatever has become of it', () => {
    const mine = withKey(newId(2), writeId, { name: 'Corrected', created_date: '2020-01-01T00:00:00Z' })
    const { asked, result } = look(results(mine), withKey(newId(3), undefined))
    expect(result).toEqual({ found: mine })
    expect(asked.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: 'POST', path: '/api/v1/patient/search/', body: { config, value: writeId } },
    ])
    const { answer: whole, request: search } = recorded('patient', 'searchByIdentifier')
    expect(asked[0]?.path).toBe(search.path)
    expect(Object.keys(search.body as JsonObject)).toEqual(Object.keys(asked[0]?.body as JsonObject))
    expect(look(whole).result).toEqual({ absent: true })
  })

  test('[CA19] copies that raced each other are left to a person', () => {
    const copies = [withKey(newId(2), writeId), withKey(newId(3), writeId)]
    expect(look(results(...copies)).result).toEqual({ unsure: [newId(2), newId(3)] })
  })

  test('[CA19] what carries the key of another write is another registration', () => {
    expect(look(results(), withKey(newId(2), 'another')).result).toEqual({ absent: true })
  })

  test('[CA19] an equal one without a key may be of an attempt from before keys were used: a person looks', () => {
    expect(look(results(), withKey(newId(2), undefined)).result).toEqual({ unsure: [newId(2)] })
  })

  test('[CA19] it is found by its fields where the search keeps it back', () => {
    const mine = withKey(newId(2), writeId)
    const partial = { partial: true, results: [{ id: newId(9), name: 'Offline Test', partial_id: '00002' }] }
    expect(look(partial, mine).result).toEqual({ found: mine })
    expect(look(undefined, mine).result).toEqual({ found: mine })
    expect(look(partial).result).toEqual({ absent: true })
  })
})

test('[CA19] an update of a patient carries no key', () => {
  const update: ApiRequest = { ...get(`/api/v1/patient/${newId(1)}/`), method: 'PUT', body: bare }
  expect(matchedWrite(update, keyed).policy.stamp).toBe(undefined)
})
