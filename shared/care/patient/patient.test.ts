// Patients: the answers made for them, how they show in reads, and how one whose answer was lost is looked for.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { get, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import {
  matchedRead,
  matchedWrite,
  newId,
  now,
  nurse,
  project,
  received,
  recorded,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'

const created = recorded('patient', 'create')
const detail = recorded('patient', 'detail').answer
const patientId = String(detail.id)
const user = recorded('reference', 'currentUser').answer
const facility = recorded('reference', 'facility').answer
const roots = recorded('reference', 'geoRoots').answer
const known = { user, facility, roots, sample: detail }

const register = (body: JsonObject = {}) =>
  post('/api/v1/patient/', { ...(created.request.body as JsonObject), ...body })
const update = (body: JsonObject) => ({
  ...get(`/api/v1/patient/${patientId}/`),
  method: 'PUT' as const,
  body,
})
const detailOf = (id: string) => get(`/api/v1/patient/${id}/`)

describe('the answer made for a new patient', () => {
  test('has the shape and the content of the answer of the server', () => {
    const made = waiting(created.request, known).answer as JsonObject
    expect(shapeDifferences(made, created.answer)).toEqual([])
    const ignored = ['id', 'created_date', 'modified_date', 'permissions', 'created_by', 'updated_by']
    const without = (record: JsonObject) =>
      Object.fromEntries(Object.entries(record).filter(([key]) => !ignored.includes(key)))
    expect(without(made)).toEqual(without(created.answer))
  })

  test('is also right for an age and for an identifier', () => {
    const withAge = recorded('patient', 'createWithAge')
    const made = waiting(withAge.request, known).answer as JsonObject
    expect(made).toMatchObject({ date_of_birth: null, year_of_birth: withAge.answer.year_of_birth })

    const marked = recorded('patient', 'createWithIdentifier')
    const identifiers = marked.answer.instance_identifiers as JsonObject[]
    const configs = identifiers.map(({ config }) => config ?? null)
    const mine = waiting(marked.request, {
      ...known,
      facility: { patient_instance_identifier_configs: configs },
    })
    expect((mine.answer as JsonObject).instance_identifiers).toEqual(identifiers)
  })

  test('carries the permissions that another patient has, for screens hide their tabs without', () => {
    expect((waiting(created.request, known).answer as JsonObject).permissions).toEqual(detail.permissions)
  })

  test('has every field when nothing at all is known, and an organization with its id', () => {
    const made = waiting(created.request).answer as JsonObject
    expect(shapeDifferences(made, created.answer)).toEqual([])
    expect(made.geo_organization).toMatchObject({ id: '79b0978d-8c5a-43b9-9355-2024d22c7814', name: '' })
  })

  test('is made of any body whatever', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => void waiting(post('/api/v1/patient/', body as Json))))
  })
})

describe('the answer made for a changed patient', () => {
  const stored = { ...known, patient: detail }
  const answerTo = (body: JsonObject) => waiting(update(body), stored).answer as JsonObject

  test('equals the answer of the server but for times', () => {
    const { request, answer } = recorded('patient', 'renamed')
    const made = waiting(request, stored).answer
    const times = { modified_date: '', permissions: [], created_by: {}, updated_by: {} }
    expect({ ...(made as JsonObject), ...times }).toEqual({ ...answer, ...times })
  })

  test('keeps what is null or left out, but for the pincode', () => {
    const { request, answer } = recorded('patient', 'nulls')
    const made = waiting({ ...request, path: `/api/v1/patient/${patientId}/` }, stored).answer as JsonObject
    expect(made.pincode).toBe(answer.pincode)
    expect(made).toMatchObject({
      address: detail.address,
      blood_group: 'O_positive',
      date_of_birth: '1990-04-05',
    })
    expect(answerTo({}).pincode).toBe(null)
  })

  test('clears an address by an empty text and gives a death in UTC', () => {
    const made = answerTo({ address: '', deceased_datetime: '2026-11-21T10:00:00+05:30' })
    expect(made).toMatchObject({ address: '', deceased_datetime: '2026-11-21T04:30:00Z' })
  })
})

describe('what the server would refuse', () => {
  const words = (request: Parameters<typeof matchedWrite>[0]) => {
    const write = matchedWrite(request)
    return write.policy.validate(request).map((field) => `${field.at.join('.')}: ${field.words}`)
  }

  test('is found on the form, in plain words', () => {
    expect(words(register({ date_of_birth: null }))).toEqual([
      'date_of_birth: Date of birth or age is missing.',
    ])
    expect(words(post('/api/v1/patient/', {}))).toEqual([
      'name: Name is missing.',
      'gender: Gender is missing.',
      'phone_number: Phone number is missing.',
      'geo_organization: Location is missing.',
      'date_of_birth: Date of birth or age is missing.',
    ])
    expect(words(register({ gender: 'x', phone_number: '12345' }))).toHaveLength(2)
    expect(words(register({ deceased_datetime: '1980-01-01T10:00:00Z' }))).toHaveLength(1)
    expect(words(update({ emergency_phone_number: '' }))).toHaveLength(1)
  })

  test('is nothing in what the server takes', () => {
    expect(words(created.request)).toEqual([])
    expect(words(recorded('patient', 'nulls').request)).toEqual([])
    expect(words(recorded('patient', 'renamed').request)).toEqual([])
  })
})

describe('a new patient in the answers of reads', () => {
  const write = waiting(created.request, known)
  const search = (body: Json) => post('/api/v1/patient/search/', body)

  test('is read by its temporary id, and nobody else is', () => {
    expect(project(write, detailOf(newId(1)), undefined)).toMatchObject({
      id: newId(1),
      name: 'Offline Test',
    })
    expect(project(write, detailOf(patientId), undefined)).toBe(undefined)
  })

  test('comes first on the first page of lists that ask for it', () => {
    const list = recorded('patient', 'list').answer
    const ask = (query: Record<string, string>) =>
      project(write, get('/api/v1/patient/', query), list) as JsonObject
    const page = ask({ limit: '15', offset: '0', name: 'offline' })
    expect(page.count).toBe(14)
    expect(shapeDifferences(page, list)).toEqual([])
    expect((page.results as JsonObject[]).map(({ id }) => id)).toEqual([
      newId(1),
      'eec8acdf-56c9-47ea-b1ef-ff8fc44503fe',
    ])
    for (const query of [{ offset: '15' }, { name: 'somebody else' }, { unheard_of: 'x' }])
      expect(ask(query)).toBe(list)
  })

  test('is found by phone, and by the identifier of its phone, in what is stored', () => {
    const answer = recorded('patient', 'search').answer
    const found = project(write, search({ phone_number: '+919876543210' }), answer) as JsonObject
    expect(shapeDifferences(found, answer)).toEqual([])
    expect((found.results as JsonObject[])[0]).toMatchObject({
      name: 'Offline Test',
      partial_id: newId(1).slice(0, 5),
    })
    const config = '122efeac-9aeb-4767-af07-0996c41d5e6f'
    expect(project(write, search({ config, value: '+919876543210', page_size: 20 }), answer)).toEqual(found)
    expect(project(write, search({ phone_number: '+910000000000' }), answer)).toBe(answer)
    expect(project(write, search({ phone_number: '+919876543210' }), undefined)).toBe(undefined)
  })

  test('is retrieved by its proof, not by that of a twin', () => {
    const proof = { phone_number: '+919876543210', year_of_birth: '1990', partial_id: newId(1).slice(0, 5) }
    const retrieve = (body: Json) => project(write, post('/api/v1/patient/search_retrieve/', body), undefined)
    expect(retrieve(proof)).toMatchObject({ id: newId(1) })
    expect(retrieve({ ...proof, partial_id: '99999' })).toBe(undefined)
    expect(retrieve({ ...proof, year_of_birth: 1991 })).toBe(undefined)
  })

  test('has the id of the server and keeps its permissions once received', () => {
    const done = received(write, created.answer, [patientId])
    expect(project(done, detailOf(patientId), undefined)).toEqual({
      ...created.answer,
      permissions: detail.permissions,
    })
  })
})

describe('a changed patient in the answers of reads', () => {
  const write = waiting(update({ name: 'Renamed', pincode: 1 }), { ...known, patient: detail })

  test('changes only what was sent, in whatever is stored now', () => {
    const fresher = { ...detail, blood_group: 'A_negative' }
    expect(project(write, detailOf(patientId), fresher)).toMatchObject({
      name: 'Renamed',
      blood_group: 'A_negative',
      pincode: 1,
    })
  })

  test('changes in the rows of encounters too', () => {
    const encounter = recorded('encounter', 'detail').answer
    const shown = project(write, get(`/api/v1/encounter/${encounter.id}/`), encounter) as JsonObject
    expect(shown.patient).toMatchObject({ name: 'Renamed' })
    expect(shapeDifferences(shown, encounter)).toEqual([])
    const list = recorded('encounter', 'list').answer
    const page = project(write, get('/api/v1/encounter/', { facility: 'x' }), list) as JsonObject
    expect((page.results as JsonObject[])[0]?.patient).toMatchObject({ name: 'Renamed' })
    expect(shapeDifferences(page, list)).toEqual([])
  })

  test('shows the whole answer of the server once received', () => {
    const { answer } = recorded('patient', 'full')
    const shown = project(received(write, answer, []), detailOf(patientId), detail)
    expect(shown).toEqual({ ...answer, permissions: detail.permissions })
  })
})

const text = fc.option(fc.string(), { nil: undefined })
const form = fc.record({
  name: text,
  address: text,
  phone_number: text,
  pincode: fc.option(fc.integer()),
  age: fc.option(fc.integer()),
})
const bodies: [string, Parameters<typeof project>[1], Json | undefined][] = [
  ['detail', detailOf(patientId), detail],
  ['new detail', detailOf(newId(1)), undefined],
  ['list', get('/api/v1/patient/'), recorded('patient', 'list').answer],
  [
    'search',
    post('/api/v1/patient/search/', { phone_number: '+919876543210' }),
    recorded('patient', 'search').answer,
  ],
  ['encounters', get('/api/v1/encounter/', { facility: 'x' }), recorded('encounter', 'list').answer],
]

test.each(bodies)('projecting a write twice into a %s is projecting it once', (_, request, body) => {
  fc.assert(
    fc.property(form, fc.boolean(), (fields, isNew) => {
      const sent = JSON.parse(JSON.stringify(fields)) as JsonObject
      const write = isNew
        ? waiting(register(sent), known)
        : waiting(update(sent), { ...known, patient: detail })
      const once = project(write, request, body)
      expect(project(write, request, once)).toEqual(once)
    }),
  )
})

test('a search is answered from the patients on this tablet, and never with nobody', () => {
  const read = matchedRead(post('/api/v1/patient/search/', { phone_number: '+919876543210' }))
  expect(read.policy.fromStored?.answer(read, [detail])).toMatchObject({ results: [{ partial_id: '322e7' }] })
  expect(read.policy.fromStored?.answer(read, [])).toBe(undefined)
})

test('keys of the host become the requests behind them', () => {
  const read = matchedRead(detailOf(patientId))
  expect(read.policy.fromQueryKey?.(['patient', patientId])).toEqual(detailOf(patientId))
  expect(read.policy.fromQueryKey?.(['patient', null])).toBe(undefined)
})

test('the author of a made record is the signed-in user, in the minimal shape', () => {
  const made = waiting(created.request, known).answer as JsonObject
  expect(made.created_by).toMatchObject({ id: nurse, username: 'care-doctor' })
  expect(shapeDifferences(made.created_by, created.answer.created_by)).toEqual([])
  expect(made.created_date).toBe(now.replace('144Z', '144000Z'))
})
