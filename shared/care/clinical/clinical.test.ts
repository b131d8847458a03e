// The five clinical lists against what was recorded: the answers made for an upsert, how they show, what is refused.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { get } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import {
  matchedRead,
  matchedWrite,
  newId,
  policies,
  project,
  received,
  recorded,
  recordedJson,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'
import { clinicalKinds } from './kinds.ts'

const user = recorded('reference', 'currentUser').answer
const patientOf = (path: string) => /patient\/([0-9a-f-]{36})/.exec(path)?.[1] ?? ''
const rowsOf = (page: Json | undefined) => (page as JsonObject).results as JsonObject[]
const page = (...results: JsonObject[]): Json => ({ count: results.length, results })
const without = (record: JsonObject, ...keys: string[]) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))
/** What only the server can say. */
const said = (record: JsonObject) =>
  without(
    record,
    'id',
    'created_by',
    'updated_by',
    'created_date',
    'modified_date',
    'requester',
    'prescription',
  )
const first = (answer: Json | undefined) => (answer as JsonObject[])[0] ?? {}

const creates = ['symptomCreate', 'diagnosisCreate', 'allergyCreate', 'statementCreate', 'requestCreate']
const updates = ['symptomUpdate', 'diagnosisUpdate', 'allergyUpdate', 'statementUpdate', 'requestUpdate']

describe('[CA40] the answer made for a structured answer', () => {
  test.each([...creates, 'requestWithPrescription'])(
    'has the shape and the content of the server: %s',
    (name) => {
      const { request, answer } = recordedJson('clinical', name)
      const made = waiting(request, { user }).answer
      expect(shapeDifferences(made, answer)).toEqual([])
      expect((made as JsonObject[]).map(said)).toEqual((answer as JsonObject[]).map(said))
    },
  )

  test.each(updates)('changes of a known record only what the server takes: %s', (name) => {
    const { request, answer } = recordedJson('clinical', name)
    const id = String(first(answer).id)
    // As it stood before: the create of the same list, under this id.
    const before = recordedJson('clinical', creates[updates.indexOf(name)] ?? '')
    const stored = { ...first(before.answer), id }
    const made = first(waiting(request, { user, [`item ${id}`]: stored }).answer)
    expect(made).toMatchObject({ id, created_date: first(before.answer).created_date ?? '' })
    const { changeable } = clinicalKinds.find(({ type }) => type === matchedWrite(request).policy.type) ?? {
      changeable: [],
    }
    for (const field of changeable) expect([field, made[field]]).toEqual([field, first(answer)[field]])
    expect(matchedWrite(request).policy.changes(matchedWrite(request))).toEqual([id])
    expect(matchedWrite(request).policy.creates(request)).toEqual([])
  })

  test('stands in the order of the items, new ones beside known ones', () => {
    const { request, answer } = recordedJson('clinical', 'symptomNewAndKnown')
    const write = matchedWrite(request)
    expect(write.policy.creates(request)).toEqual(['/0/id'])
    const made = waiting(request, { user }).answer as JsonObject[]
    expect(made.map(({ id }) => id)).toEqual([newId(1), (answer as JsonObject[])[1]?.id])
  })

  test('names the prescription that it makes once, and joins items of the same name', () => {
    const { request } = recordedJson('clinical', 'requestWithPrescription')
    const [point] = (request.body as JsonObject).datapoints as JsonObject[]
    const two = { ...request, body: { datapoints: [point ?? {}, point ?? {}] } }
    expect(matchedWrite(two).policy.creates(two)).toEqual(['/0/id', '/0/prescription/id', '/1/id'])
    const made = waiting(two, { user }).answer as JsonObject[]
    expect(made.map(({ prescription }) => (prescription as JsonObject).id)).toEqual([newId(2), newId(2)])
    const write = waiting(two, { user })
    const base = `/api/v1/patient/${patientOf(request.path)}/medication/prescription/`
    const recordedList = recorded('clinical', 'prescriptionList').answer
    const list = project(write, get(base, { encounter: String(point?.encounter) }), page())
    expect(rowsOf(list)).toHaveLength(1)
    expect(shapeDifferences(list, recordedList)).toEqual([])
    const detail = project(write, get(`${base}${newId(2)}/`), undefined) as JsonObject
    expect(detail.medications).toHaveLength(2)
    expect(
      shapeDifferences(
        without(detail, 'medications'),
        without(recorded('clinical', 'prescriptionDetail').answer, 'medications'),
      ),
    ).toEqual([])
  })

  test('is made of any body whatever', () => {
    const { request } = recordedJson('clinical', 'symptomCreate')
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        for (const { path } of clinicalKinds) {
          const at = `/api/v1/patient/${patientOf(request.path)}/${path}/upsert/`
          waiting({ ...request, path: at, body: { datapoints: any as Json } })
          waiting({ ...request, path: at, body: any as Json })
        }
      }),
    )
  })
})

describe('[CA41] structured answers in the answers of reads', () => {
  const { request, answer } = recordedJson('clinical', 'symptomCreate')
  const known = first(answer)
  const list = (query: Record<string, string> = {}) =>
    get(`/api/v1/patient/${patientOf(request.path)}/symptom/`, query)
  const overview = {
    ordering: '-created_date',
    encounter: String(known.encounter),
    limit: '14',
    offset: '0',
    exclude_verification_status: 'entered_in_error',
  }
  const write = waiting(request, { user })

  test('a new one comes first in its lists, by their filters, twice as once', () => {
    const once = project(write, list(overview), page({ ...known, id: newId(7) }))
    expect(rowsOf(once).map(({ id }) => id)).toEqual([newId(1), newId(7)])
    expect(once).toMatchObject({ count: 2 })
    expect(project(write, list(overview), once)).toEqual(once)
    expect(rowsOf(project(write, list({ ...overview, encounter: newId(9) }), page()))).toEqual([])
    expect(rowsOf(project(write, list({ clinical_status: 'resolved,remission' }), page()))).toEqual([])
    const elsewhere = get(`/api/v1/patient/${newId(8)}/symptom/`)
    expect(rowsOf(project(write, elsewhere, page()))).toEqual([])
    // What nobody can judge is not answered (law 7).
    expect(project(write, list({ severity_rank: '1' }), undefined)).toBe(undefined)
  })

  test('a list that was never asked is complete under a record made here, by known filters alone', () => {
    const complete = (query: Record<string, string>) => {
      const read = matchedRead(list(query))
      return read.policy.completeUnder?.(read)?.owner
    }
    expect(complete(overview)).toBe(known.encounter)
    expect(complete({})).toBe(patientOf(request.path))
    expect(complete({ ...overview, colour: 'red' })).toBe(undefined)
  })

  test('a change shows in its row, which goes where the list no longer asks for it', () => {
    const update = recordedJson('clinical', 'symptomUpdate')
    const change = waiting(update.request, { user, [`item ${known.id}`]: known })
    const shown = project(change, list(overview), page(known))
    expect(rowsOf(shown)).toMatchObject([
      { id: known.id ?? '', clinical_status: 'resolved', severity: 'moderate' },
    ])
    expect(project(change, list({ clinical_status: 'active' }), page(known))).toEqual(page())
    expect(rowsOf(project(change, list({ clinical_status: 'resolved' }), page()))).toHaveLength(1)
    const detail = get(`/api/v1/patient/${patientOf(request.path)}/symptom/${known.id}/`)
    expect(project(change, detail, known)).toMatchObject({ clinical_status: 'resolved' })
    expect(project(change, detail, undefined)).toBe(undefined)
    const done = received(change, update.answer, [])
    expect(project(done, detail, known)).toEqual(first(update.answer))
    expect(project(done, list(overview), shown)).toMatchObject({ count: 1 })
  })

  test('each leaves a response without a questionnaire, which no list by subject has', () => {
    const responses = (query: Record<string, string>) =>
      get(`/api/v1/patient/${patientOf(request.path)}/questionnaire_response/`, query)
    const asked = { limit: '10', offset: '0', encounter: String(known.encounter) }
    const shown = project(write, responses(asked), page())
    expect(rowsOf(shown)).toHaveLength(1)
    const theirs = recorded('clinical', 'structuredResponses').answer
    const shape = (one: Json | undefined) => rowsOf(one).map((row) => without(row, 'structured_responses'))
    expect(shapeDifferences(shape(shown), shape(theirs))).toEqual([])
    expect(rowsOf(shown)[0]?.structured_responses).toEqual({
      symptom: { id: newId(1), submit_type: 'CREATE' },
    })
    expect(project(write, responses(asked), shown)).toEqual(shown)
    expect(project(write, responses({ ...asked, subject_type: 'encounter' }), page())).toEqual(page())
  })

  test('[PR5] what may have landed is not shown twice', () => {
    const doubtful = { ...write, inDoubt: true }
    const theirs = { ...known, id: newId(5), created_date: first(write.answer).created_date ?? null }
    expect(project(doubtful, list(overview), page(theirs))).toEqual(page(theirs))
  })

  test('the query keys of the screens lead to the lists', () => {
    const behind = (key: readonly unknown[]) =>
      policies.reads.filter((read) => read.fromQueryKey?.(key) !== undefined).map(({ key: name }) => name)
    const pid = patientOf(request.path)
    expect(behind(['allergies', pid, 'confirmed'])).toEqual(['allergyIntolerance.list'])
    expect(behind(['infinite-allergies', pid, newId(2), 'in_progress'])).toEqual(['allergyIntolerance.list'])
    expect(behind(['infinite-symptoms', pid, null])).toEqual(['symptom.list'])
    expect(behind(['infinite-encounter_diagnosis', pid, newId(2)])).toEqual(['diagnosis.list'])
    expect(behind(['medication_requests_active', pid, newId(2)])).toEqual(['medicationRequest.list'])
    expect(behind(['medication_statements', pid, newId(2)])).toEqual(['medicationStatement.list'])
  })
})

describe('[CA42] what the server would refuse of a structured answer', () => {
  const issues = (name: string, change: (body: JsonObject) => Json = (body) => body) => {
    const { request } = recordedJson('clinical', name)
    const changed = { ...request, body: change(request.body as JsonObject) }
    return matchedWrite(changed)
      .policy.validate(changed)
      .map(({ at }) => at.join('.'))
  }

  test('is found on the form, with its place', () => {
    expect(issues('symptomRefused')).toEqual(
      ['verification_status', 'code', 'encounter', 'category'].map((field) => `datapoints.1.${field}`),
    )
    expect(issues('symptomEmpty')).toEqual(['datapoints'])
    expect(issues('statementZone')).toEqual(['datapoints.0.effective_period.start'])
    expect(
      issues('symptomCreate', ({ datapoints }) => ({
        datapoints: Array(101).fill((datapoints as Json[])[0]),
      })),
    ).toEqual(['datapoints'])
    expect(
      issues('requestCreate', ({ datapoints }) => ({
        datapoints: (datapoints as JsonObject[]).map((one) => without(one, 'medication')),
      })),
    ).toEqual(['datapoints.0.medication'])
  })

  test.each([...creates, ...updates, 'diagnosisClosed'])('and nothing else: %s', (name) => {
    expect(issues(name)).toEqual([])
  })
})
