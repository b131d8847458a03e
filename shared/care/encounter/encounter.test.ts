// Encounters: the answers made for them, how they show in reads, and how a lost answer is looked for.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApiRequest, get, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import {
  matchedRead,
  matchedWrite,
  newId,
  project,
  received,
  recorded,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'

const created = recorded('encounter', 'create')
const form = created.request.body as JsonObject
const detail = recorded('encounter', 'detail').answer
const id = String(detail.id)
const list = recorded('encounter', 'list').answer
const patient = recorded('patient', 'full').answer
const facilityId = 'd91dd4e8-7aad-4ed5-8792-2ae55a6c29af'
const known = {
  user: recorded('reference', 'currentUser').answer,
  departments: recorded('reference', 'departments').answer,
  facility: { id: facilityId, name: 'Karnik, Zacharia and Kala' },
  sample: detail,
  patient,
}
const update = (body: JsonObject): ApiRequest => ({ ...get(`/api/v1/encounter/${id}/`), method: 'PUT', body })
const open = { status: 'in_progress', encounter_class: 'amb', priority: 'routine' }
const withoutTimes = (value: Json | undefined): Json =>
  JSON.parse(
    JSON.stringify(value ?? null, (key, item) =>
      /^(moved_at|modified_date|created_date|last_login|created_by|updated_by|permissions)$/.test(key)
        ? null
        : item,
    ),
  )

describe('the answer made for a new encounter', () => {
  test('equals the answer of the server but for id and times', () => {
    const made = waiting(created.request, known).answer as JsonObject
    expect(shapeDifferences(made, created.answer)).toEqual([])
    expect(withoutTimes({ ...made, id })).toEqual(withoutTimes(created.answer))
  })

  test('carries the permissions of another encounter, else those of the user that belong to one', () => {
    expect((waiting(created.request, known).answer as JsonObject).permissions).toEqual(detail.permissions)
    const { sample: _, ...withoutSample } = known
    const made = waiting(created.request, withoutSample).answer as JsonObject
    expect(new Set(made.permissions as string[])).toEqual(new Set(detail.permissions as string[]))
  })

  test('has every field when nothing at all is known', () => {
    const made = waiting(created.request).answer as JsonObject
    // An empty relation is an empty object in CARE too.
    const { created_by, updated_by, ...rest } = created.answer.patient as JsonObject
    expect(shapeDifferences(made.patient, { ...rest, created_by: {}, updated_by: {} })).toEqual([])
    const { patient: _, organizations: __, ...others } = created.answer
    expect(shapeDifferences({ ...others, ...made }, { ...created.answer, ...made, ...others })).toEqual([])
    expect(made).toMatchObject({ facility: { id: facilityId, name: '' }, patient: { id: patient.id } })
  })

  test('is made of any body whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        waiting(post('/api/v1/encounter/', body as Json))
        waiting({ ...update({}), body: body as Json })
      }),
    )
  })

  test('echoes moments as the server does', () => {
    const made = waiting(
      post('/api/v1/encounter/', { ...form, period: { start: '2026-11-22T10:06:28.505Z' } }),
      known,
    )
    expect((made.answer as JsonObject).period).toEqual({ start: '2026-11-22T10:06:28.505000Z' })
  })
})

describe('the answer made for a changed encounter', () => {
  test.each(['update', 'discharge', 'close'])('equals that of the server: %s', (name) => {
    const before = {
      update: detail,
      discharge: recorded('encounter', 'update').answer,
      close: recorded('encounter', 'discharge').answer,
    }
    const { request, answer } = recorded('encounter', name)
    const made = waiting(request, { ...known, encounter: before[name as keyof typeof before] }).answer
    expect(withoutTimes(made)).toEqual(withoutTimes(answer))
  })

  test('clears by an empty text and by an empty object, not by null', () => {
    const made = (body: JsonObject) =>
      waiting(update({ ...open, ...body }), { ...known, encounter: detail }).answer as JsonObject
    expect(made({ external_identifier: null }).external_identifier).toBe('OP-1')
    expect(made({ external_identifier: '' }).external_identifier).toBe('')
    expect(made({ period: {} }).period).toEqual({})
  })
})

describe('what the server would refuse', () => {
  const fields = (request: ApiRequest) =>
    matchedWrite(request)
      .policy.validate(request)
      .map((field) => field.at.join('.'))

  test('is found on the form', () => {
    expect(fields(update({ priority: 'stat' }))).toEqual(['status', 'encounter_class'])
    expect(fields(update({ ...open, hospitalization: null }))).toEqual(['hospitalization'])
    expect(fields(update({ ...open, period: { start: '2026-11-22T09:00:00' } }))).toEqual(['period.start'])
    expect(
      fields(update({ ...open, period: { start: '2026-11-22T09:00:00Z', end: '2026-11-21T09:00:00Z' } })),
    ).toEqual(['period'])
    expect(fields(update({ ...open, status: 'finished' }))).toEqual(['status'])
    expect(fields(post('/api/v1/encounter/', open))).toEqual(['patient', 'facility'])
  })

  test('is nothing in what the server takes', () => {
    for (const name of ['create', 'update', 'close', 'emptiedPeriod']) {
      expect(fields(recorded('encounter', name).request)).toEqual([])
    }
  })
})

test('closing is a write of its own, discharging is not', () => {
  expect(matchedWrite(update({ ...open, status: 'completed' })).policy.type).toBe(
    'mark_encounter_as_complete',
  )
  expect(matchedWrite(update({ ...open, status: 'discharged' })).policy.type).toBe('update_encounter')
})

describe('a new encounter in lists', () => {
  const write = waiting(created.request, known)
  const idsOf = (body: Json | undefined) =>
    ((body as JsonObject).results as JsonObject[]).map((row) => row.id)
  const ask = (query: Record<string, string>) => project(write, get('/api/v1/encounter/', query), list)
  const ofPatient = { patient: String(patient.id), limit: '15', offset: '0' }

  test('comes first where the list asks for it', () => {
    for (const query of [
      ofPatient,
      { patient_filter: String(patient.id), facility: facilityId },
      { ...ofPatient, status: 'planned,in_progress,on_hold', external_identifier: 'op' },
      { facility: facilityId, name: 'full', encounter_class: 'amb', priority: 'routine' },
      {
        facility: facilityId,
        created_date_after: '2026-11-21T18:30:00.000Z',
        created_date_before: '2026-11-22T18:30:00.000Z',
      },
    ]) {
      const page = ask(query)
      expect(idsOf(page)[0]).toBe(newId(1))
      expect((page as JsonObject).count).toBe(16)
      expect(shapeDifferences(page, list)).toEqual([])
    }
  })

  test('stays out of others, and of those asked in words unknown here', () => {
    for (const query of [
      { patient: newId(9) },
      { facility: facilityId, status: 'planned' },
      { ...ofPatient, offset: '15' },
      { ...ofPatient, live: 'false' },
      { ...ofPatient, unheard_of: 'x' },
      { facility: facilityId, created_date_before: '2026-11-20T18:30:00.000Z' },
    ]) {
      expect(ask(query)).toBe(list)
    }
  })

  test('is read with its departments', () => {
    expect(
      project(write, get(`/api/v1/encounter/${newId(1)}/`, { facility: facilityId }), undefined),
    ).toMatchObject({ id: newId(1) })
    const organizations = project(write, get(`/api/v1/encounter/${newId(1)}/organizations/`), undefined)
    expect(shapeDifferences(organizations, recorded('encounter', 'organizations').answer)).toEqual([])
  })

  test('lists under a patient made here are complete, unless asked in words unknown here', () => {
    const complete = (query: Record<string, string>) => {
      const read = matchedRead(get('/api/v1/encounter/', query))
      return read.policy.completeUnder?.(read)
    }
    expect(complete(ofPatient)).toEqual({ owner: patient.id, empty: { count: 0, results: [] } })
    expect(complete({ patient_filter: 'p', facility: facilityId, ordering: '-created_date' })?.owner).toBe(
      'p',
    )
    expect(complete({ ...ofPatient, live: 'true' })).toBe(undefined)
    expect(complete({ ...ofPatient, care_team_user: 'x' })).toBe(undefined)
    expect(complete({ facility: facilityId })).toBe(undefined)
  })
})

describe('a changed encounter in lists', () => {
  const row = { ...(list.results as JsonObject[])[0], id }
  const page = { count: 3, results: [row] }
  const close = waiting(update({ ...open, status: 'completed' }), { ...known, encounter: detail })

  test('leaves a list that asks for its old status', () => {
    const live = get('/api/v1/encounter/', { facility: facilityId, status: 'planned,in_progress' })
    expect(project(close, live, page)).toEqual({ count: 2, results: [] })
    const all = project(close, get('/api/v1/encounter/', { facility: facilityId }), page) as JsonObject
    expect(all.count).toBe(3)
    expect((all.results as JsonObject[])[0]).toMatchObject({ status: 'completed' })
  })

  test('comes into a list that asks for its new status, by its age', () => {
    const done = get('/api/v1/encounter/', { facility: facilityId, status: 'completed' })
    const older = { ...row, id: newId(5), created_date: '2026-11-20T09:19:19.990038Z' }
    const newer = { ...row, id: newId(6), created_date: '2026-11-23T09:19:19.990038Z' }
    const shown = project(close, done, { count: 2, results: [newer, older] }) as JsonObject
    expect((shown.results as JsonObject[]).map((other) => other.id)).toEqual([newId(6), id, newId(5)])
    expect(shown.count).toBe(3)
  })

  test('does not come into a list for a change that is not of its status', () => {
    const earlier = {
      ...detail,
      status_history: {
        history: [
          { status: 'planned', moved_at: '2026-11-20 09:00:00.000000+00:00' },
          { status: 'in_progress', moved_at: '2026-11-21 09:00:00.000000+00:00' },
        ],
      },
    }
    const write = waiting(update({ ...open, priority: 'stat' }), { ...known, encounter: earlier })
    const empty = { count: 0, results: [] }
    expect(
      project(write, get('/api/v1/encounter/', { facility: facilityId, status: 'in_progress' }), empty),
    ).toBe(empty)
  })

  test('shows the answer of the server once received, with the permissions of the read', () => {
    const { answer } = recorded('encounter', 'close')
    const shown = project(received(close, answer, []), get(`/api/v1/encounter/${id}/`), detail)
    expect(shown).toEqual({ ...answer, permissions: detail.permissions })
  })
})

test('[CA15] "it is the same" is answered by the record itself, as the screens ask for it', () => {
  const write = matchedWrite(created.request)
  expect(write.policy.adopt?.(newId(5), write)).toEqual(
    get(`/api/v1/encounter/${newId(5)}/`, { facility: facilityId }),
  )
})

const statuses = fc.constantFrom('planned', 'in_progress', 'completed', 'on_hold')
const changes = fc.record({
  status: statuses,
  encounter_class: fc.constantFrom('amb', 'imp'),
  priority: fc.constantFrom('routine', 'stat'),
  external_identifier: fc.option(fc.string()),
})
const row = { ...(list.results as JsonObject[])[0], id }
const reads: [string, ApiRequest, Json | undefined][] = [
  ['detail', get(`/api/v1/encounter/${id}/`), detail],
  ['missing detail', get(`/api/v1/encounter/${id}/`), undefined],
  [
    'list with it',
    get('/api/v1/encounter/', { facility: facilityId, status: 'in_progress' }),
    { count: 1, results: [row] },
  ],
  [
    'list without it',
    get('/api/v1/encounter/', { facility: facilityId, status: 'completed' }),
    { count: 0, results: [] },
  ],
  ['list of the patient', get('/api/v1/encounter/', { patient: String(patient.id) }), list],
]

test.each(reads)('projecting a write twice into a %s is projecting it once', (_, request, body) => {
  fc.assert(
    fc.property(changes, fc.boolean(), (fields, isNew) => {
      const write = isNew
        ? waiting(post('/api/v1/encounter/', { ...form, ...fields }), known)
        : waiting(update(fields), { ...known, encounter: detail })
      const once = project(write, request, body)
      expect(project(write, request, once)).toEqual(once)
    }),
  )
})

test('keys of the host become the requests behind them', () => {
  const keys = (request: ApiRequest, key: unknown[]) => matchedRead(request).policy.fromQueryKey?.(key)
  const encounters = get('/api/v1/encounter/')
  const p = String(patient.id)
  expect(keys(encounters, ['encounters', p])).toEqual(
    get('/api/v1/encounter/', { patient: p, limit: '14', offset: '0' }),
  )
  expect(keys(encounters, ['encounters', p, 'active', 2, 15])).toEqual(
    get('/api/v1/encounter/', {
      patient: p,
      limit: '15',
      offset: '15',
      status: 'planned,in_progress,on_hold',
    }),
  )
  expect(
    keys(encounters, ['encounterList', facilityId, { status: 'in_progress', limit: 15, offset: 0 }]),
  ).toEqual(
    get('/api/v1/encounter/', { facility: facilityId, status: 'in_progress', limit: '15', offset: '0' }),
  )
  expect(keys(encounters, ['encounters', p, 'something'])).toBe(undefined)
  expect(keys(get(`/api/v1/encounter/${id}/`), ['encounter', id])).toEqual(get(`/api/v1/encounter/${id}/`))
})

test('a list warms the record of each patient in it, once', () => {
  const read = matchedRead(get('/api/v1/encounter/', { facility: facilityId }))
  expect(read.policy.warms?.({ count: 2, results: [row, row] }, read, { nowMs: 0, origin: null })).toEqual([
    get(`/api/v1/patient/${patient.id}/`),
  ])
})
