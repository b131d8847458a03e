// Resource requests: the answers made for them, how they show in reads, and what two people may change.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApiRequest, get, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { mergeUpdate } from '../../replay/merge.ts'
import {
  matchedRead,
  matchedWrite,
  newId,
  policies,
  project,
  received,
  recorded,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'

const created = recorded('resource-request', 'create')
const form = created.request.body as JsonObject
const id = String(created.answer.id)
const origin = String(form.origin_facility)
const patientId = String(form.related_patient)
const list = recorded('resource-request', 'list').answer
const facility = created.answer.origin_facility as JsonObject
const known = {
  me: recorded('reference', 'currentUser').answer,
  patient: recorded('patient', 'full').answer,
  origin: { ...recorded('resource-request', 'facility').answer, ...facility },
}
const update = (changes: JsonObject): ApiRequest => ({
  ...get(`/api/v1/resource/${id}/`),
  method: 'PUT',
  body: { ...form, ...changes },
})
const withoutTimes = (value: Json | undefined): Json =>
  JSON.parse(
    JSON.stringify(value ?? null, (key, item) =>
      /^(modified_date|created_date|last_login)$/.test(key) ? null : item,
    ),
  )

describe('[CA24] the answer made for a request', () => {
  test('equals the answer of the server but for id and times', () => {
    const made = waiting(created.request, known).answer as JsonObject
    expect(withoutTimes({ ...made, id })).toEqual(withoutTimes(created.answer))
  })

  test('of a change equals that of the server', () => {
    const { request, answer } = recorded('resource-request', 'update')
    const facts = { ...known, request: created.answer, assigned: known.origin }
    expect(withoutTimes(waiting(request, facts).answer)).toEqual(withoutTimes(answer))
  })

  test('of a change keeps what null and leaving out keep', () => {
    const { request, answer } = recorded('resource-request', 'kept')
    const before = { ...answer, status: 'approved' }
    expect(withoutTimes(waiting(request, { ...known, request: before }).answer)).toEqual(withoutTimes(answer))
  })

  test('takes a facility from what is known of it, and else only its id', () => {
    const facilities = recorded('resource-request', 'facilities').answer
    const made = (facts: Record<string, Json>) =>
      (waiting(created.request, facts).answer as JsonObject).origin_facility as JsonObject
    expect(made({ facilities })).toEqual({ ...facility, created_by: {} })
    const mine = recorded('reference', 'currentUser').answer.facilities as JsonObject[]
    const named = mine.find((one) => one.id === origin)?.name
    expect(made({ me: known.me })).toMatchObject({ id: origin, name: named })
    expect(Object.keys(made({}))).toEqual(Object.keys(facility))
    expect(made({})).toMatchObject({ id: origin, name: '' })
  })

  test('has every field when nothing at all is known', () => {
    const made = waiting(created.request).answer as JsonObject
    const { origin_facility: _, ...others } = created.answer
    expect(shapeDifferences({ ...made, origin_facility: {} }, { ...others, origin_facility: {} })).toEqual([])
    expect((waiting(post('/api/v1/resource/', {})).answer as JsonObject).related_patient).toBe(null)
  })

  test('names whom it is assigned to', () => {
    const [user] = recorded('patient-user', 'list').answer.results as JsonObject[]
    const request = update({ assigned_facility: origin, assigned_to: user?.id ?? null })
    const made = waiting(request, { ...known, everyone: { results: user ? [user] : [] } })
    expect((made.answer as JsonObject).assigned_to).toEqual(user)
  })

  test('is made of any body whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        waiting(post('/api/v1/resource/', body as Json))
        waiting({ ...update({}), body: body as Json })
      }),
    )
  })
})

describe('[CA27] what the server would refuse', () => {
  const fields = (request: ApiRequest) =>
    matchedWrite(request)
      .policy.validate(request)
      .map(({ at }) => at.join('.'))
  const named = (name: string) =>
    (recorded('resource-request', name).answer.errors as JsonObject[]).map(({ loc }) => String(loc))

  test('is found on the form', () => {
    expect(fields(recorded('resource-request', 'empty').request).sort()).toEqual(named('empty').sort())
    expect(fields({ ...update({}), body: { status: 'approved' } })).toHaveLength(8)
    expect(fields(recorded('resource-request', 'unknownWords').request)).toEqual(named('unknownWords'))
    expect(fields(update({ priority: 'high' }))).toEqual(['priority'])
  })

  test('is a user without a facility, also where one was assigned before', () => {
    const { request } = recorded('resource-request', 'userWithoutFacility')
    expect(matchedWrite(request).policy.validate(request)).toEqual([
      {
        at: ['assigned_facility'],
        words: 'Assigned facility is required for assigning the request to a user.',
      },
    ])
  })

  test('is nothing in what the server takes', () => {
    for (const name of ['create', 'update', 'kept'])
      expect(fields(recorded('resource-request', name).request)).toEqual([])
    expect(fields(update({ emergency: false, reason: '' }))).toEqual([])
  })
})

describe('[CA25] a new request in lists', () => {
  const write = waiting(created.request, known)
  const idsOf = (body: Json | undefined) =>
    ((body as JsonObject).results as JsonObject[]).map((row) => row.id)
  const ask = (query: Record<string, string>, body: Json = list) =>
    project(write, get('/api/v1/resource/', query), body)
  const board = { status: 'pending', limit: '15', offset: '0', origin_facility: origin }

  test('comes first where the list asks for it, also by what rows do not tell', () => {
    for (const query of [
      board,
      { related_patient: patientId },
      { title: 'NEED', category: 'patient_care', ordering: '-created_date' },
      {},
    ]) {
      const page = ask(query)
      expect(idsOf(page)[0]).toBe(newId(1))
      expect((page as JsonObject).count).toBe(13)
      expect(shapeDifferences(page, list)).toEqual([])
      expect(project(write, get('/api/v1/resource/', query), page)).toBe(page)
    }
  })

  test('stays out where it does not belong, or nobody here can tell', () => {
    for (const query of [
      { ...board, status: 'approved' },
      { ...board, offset: '15' },
      { related_patient: newId(3) },
      { assigned_facility: origin },
      { ...board, emergency: 'true' },
      { status: 'pending,approved' },
    ])
      expect(ask(query)).toBe(list)
  })

  test('comes last where the oldest is first, on the page that holds the end', () => {
    const query = { ordering: 'created_date' }
    expect(ask(query)).toBe(list)
    const whole = { count: 1, results: [(list.results as JsonObject[])[0] ?? null] }
    const page = ask(query, whole)
    expect(idsOf(page)[1]).toBe(newId(1))
    expect(project(write, get('/api/v1/resource/', query), page)).toBe(page)
  })

  test('is its own detail, and has no comments', () => {
    const at = get(`/api/v1/resource/${newId(1)}/`)
    expect(project(write, at, undefined)).toEqual(write.answer)
    const later = received(write, created.answer, [id])
    expect(project(later, get(`/api/v1/resource/${id}/`), undefined)).toEqual(created.answer)
    const comments = matchedRead(recorded('resource-request', 'noComments').request)
    expect(comments.policy.completeUnder?.(comments)).toEqual({
      owner: comments.params.id,
      empty: recorded('resource-request', 'noComments').answer,
    })
  })

  test('[PR4] those of a patient made here are all here, where it is asked in known words', () => {
    const under = (query: Record<string, string>) => {
      const read = matchedRead(get('/api/v1/resource/', query))
      return read.policy.completeUnder?.(read)
    }
    expect(under({ related_patient: newId(1) })).toEqual({
      owner: newId(1),
      empty: { count: 0, results: [] },
    })
    expect(under({ related_patient: newId(1), emergency: 'true' })).toBe(undefined)
    expect(under(board)).toBe(undefined)
  })
})

describe('[CA25] a changed request in lists', () => {
  const rows = list.results as JsonObject[]
  const row: JsonObject = { ...rows[0], id, title: 'Need bed' }
  const page = { count: 1, results: [row] }
  const approved = waiting(update({ status: 'approved' }), { ...known, request: created.answer })
  const ask = (query: Record<string, string>, body: Json = page, write = approved) =>
    project(write, get('/api/v1/resource/', query), body) as JsonObject

  test('shows the change, and nothing else that was in the form', () => {
    const changed = (ask({ related_patient: patientId }).results as JsonObject[])[0]
    expect(changed).toMatchObject({ status: 'approved', reason: row.reason })
    expect(Object.keys(changed ?? {})).toEqual(Object.keys(row))
  })

  test('leaves a list that no longer asks for it, and comes into one that does', () => {
    expect(ask({ status: 'pending', related_patient: patientId })).toEqual({ count: 0, results: [] })
    const older = { ...row, id: newId(4), created_date: '2026-11-20T00:00:00Z' }
    const query = { status: 'approved', origin_facility: origin }
    const joined = ask(query, { count: 1, results: [older] })
    expect((joined.results as JsonObject[]).map((one) => one.id)).toEqual([id, newId(4)])
    expect(ask(query, joined)).toEqual(joined)
  })

  test('does not come in where too little is known of it', () => {
    const unseen = waiting(update({ status: 'approved' }), known)
    const empty = { count: 0, results: [] }
    expect(ask({ status: 'approved' }, empty, unseen)).toBe(empty)
    expect(ask({ status: 'approved', approving_facility: origin }, empty)).toBe(empty)
  })

  test('shows in its detail; received, also where nothing was stored', () => {
    const at = get(`/api/v1/resource/${id}/`)
    expect(project(approved, at, created.answer)).toMatchObject({ status: 'approved', title: 'Need bed' })
    expect(project(approved, at, undefined)).toBe(undefined)
    const { answer } = recorded('resource-request', 'update')
    expect(project(received(approved, answer, []), at, undefined)).toEqual(answer)
  })

  test('a changed patient shows in it as well', () => {
    const renamed = waiting({
      ...get(`/api/v1/patient/${patientId}/`),
      method: 'PUT',
      body: { name: 'Renamed' },
    })
    expect(project(renamed, get(`/api/v1/resource/${id}/`), created.answer)).toMatchObject({
      related_patient: { id: patientId, name: 'Renamed' },
    })
  })
})

describe('[CA26] two people change one request', () => {
  const { policy } = matchedWrite(update({}))
  const rule = policy.conflict
  if (!rule) throw new Error('no rule')
  const base = rule.toPayload(created.answer)
  const merge = (mine: JsonObject, theirs: JsonObject) =>
    mergeUpdate({ ...form, ...mine }, rule.toPayload({ ...created.answer, ...theirs }), base, rule)

  test('other fields are merged, with what the others have assigned', () => {
    const merged = merge({ reason: 'ICU, ventilator' }, { priority: 2 })
    expect(merged).toMatchObject({
      kind: 'send',
      merged: true,
      payload: { reason: 'ICU, ventilator', priority: 2 },
    })
  })

  test('a status that somebody else has changed goes to a person', () => {
    const merged = merge({ reason: 'ICU, ventilator' }, { status: 'rejected' })
    expect(merged).toMatchObject({ kind: 'conflict', conflictData: { fields: ['status'] } })
  })

  test('the answer of a write is no conflict with the next', () => {
    expect(merge({ status: 'completed' }, {})).toMatchObject({ kind: 'send', merged: false })
    expect(rule.lastChange?.(created.answer)).toMatchObject({ changedBy: 'Geetika Deo' })
  })
})

describe('a change folded into the request that waits', () => {
  const fold = (changes: JsonObject) =>
    matchedWrite(created.request).policy.fold?.(created.request, matchedWrite(update(changes)))?.body

  test('[CA18] says what was said last, and stays where it was made', () => {
    expect(fold({ status: 'approved', id, related_patient: newId(2), approving_facility: null })).toEqual({
      ...form,
      status: 'approved',
    })
  })

  test('[CA18] is not folded where a create cannot say it', () => {
    expect(fold({ quantity: 3 })).toBe(undefined)
  })
})

test('people know it by the patient and what is needed', () => {
  for (const request of [created.request, update({})]) {
    const write = matchedWrite(request)
    expect(write.policy.label(write, { patient: { name: 'Asha Nair' } })).toBe('Asha Nair · Need bed')
    expect(write.policy.label(write, {})).toBe('Need bed')
  }
})

test('the lists and details are behind the keys of CARE’s screens', () => {
  const behind = (request: ApiRequest, key: unknown[]) => matchedRead(request).policy.fromQueryKey?.(key)
  const cases: [ApiRequest, unknown[]][] = [
    [get('/api/v1/resource/', { related_patient: patientId }), ['resourceRequests', patientId]],
    [recorded('resource-request', 'list').request, ['resources', origin, {}]],
    [recorded('resource-request', 'detail').request, ['resource_request', id]],
    [get(`/api/v1/resource/${id}/comment/`, { limit: '14', offset: '0' }), ['resourceComments', id, {}]],
  ]
  for (const [request, key] of cases) {
    expect(behind(request, key)).toEqual(request)
    expect(behind(request, [key[0], null])).toBe(undefined)
  }
  expect(behind(get('/api/v1/resource/'), ['resources', origin, { status: 'approved' }])).toBe(undefined)
})

test('[CA65] removing a request is no write of this tablet, saying something about it is', () => {
  const at = get(`/api/v1/resource/${id}/`)
  expect(policies.matchWrite({ ...at, method: 'DELETE' })).toBe(undefined)
  expect(policies.matchWrite(post(`/api/v1/resource/${id}/comment/`, { comment: 'x' }))?.policy.type).toBe(
    'comment_on_resource_request',
  )
})
