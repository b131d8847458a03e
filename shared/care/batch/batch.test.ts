// Batches as CARE sends them: which are ours, what they are, and that each sub-request counts as if it were sent alone.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApiRequest, get, post } from '../../api-request.ts'
import { type Json, type JsonObject, valueAt } from '../../json.ts'
import { partsOf } from '../../policy/write-parts.ts'
import { classify } from '../../replay/classify.ts'
import {
  matchedWrite,
  newId,
  policies,
  probe,
  project,
  received,
  recorded,
  recordedJson,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'
import { carePolicies } from '../index.ts'

interface Part {
  request: ApiRequest
  answer: Json
}

const batchOf = (...parts: Pick<Part, 'request'>[]): ApiRequest =>
  post('/api/v1/batch_requests/', {
    requests: parts.map(({ request }, i) => ({
      url: request.path,
      method: request.method,
      reference_id: `part ${i}`,
      ...(request.body === undefined ? {} : { body: request.body }),
    })),
  })
const answering = (...parts: Pick<Part, 'answer'>[]): JsonObject => ({
  results: parts.map(({ answer }, i) => ({ reference_id: `part ${i}`, data: answer, status_code: 200 })),
})

const form: Part = recorded('questionnaire', 'submit')
const symptom: Part = recordedJson('clinical', 'symptomNewAndKnown')
const allergy: Part = recordedJson('clinical', 'allergyCreate')
const update: Part = recorded('encounter', 'update')
const close: Part = recorded('encounter', 'close')
const patient: Part = recorded('patient', 'full')
const mixed = batchOf(form, symptom, allergy)
const known = {
  user: recorded('reference', 'currentUser').answer,
  patient: recorded('patient', 'detail').answer,
  'questionnaire offline-vitals': recorded('questionnaire', 'detail').answer,
}

describe('[CA44] which batches are ours, and what they are', () => {
  const typeOf = (request: ApiRequest) => policies.matchWrite(request)?.policy.type

  test('told by their sub-requests', () => {
    expect(typeOf(batchOf(form, form))).toBe('non_structured_questionnaire')
    expect(typeOf(mixed)).toBe('structured_questionnaire')
    expect(typeOf(recorded('clinical', 'symptomBatch').request)).toBe('structured_questionnaire')
    expect(typeOf(batchOf(update))).toBe('structured_questionnaire')
    expect(typeOf(batchOf(close))).toBe('mark_encounter_as_complete')
    expect(typeOf(batchOf(form, close))).toBe('mark_encounter_as_complete')
  })

  test('none with a part that nobody knows: then all of it goes past', () => {
    const strange = (change: JsonObject) => {
      const { requests } = batchOf(form).body as { requests: JsonObject[] }
      return typeOf(
        post('/api/v1/batch_requests/', { requests: [...requests, { ...requests[0], ...change }] }),
      )
    }
    expect(strange({})).toBe('non_structured_questionnaire')
    expect(strange({ method: 'DELETE', url: `/api/v1/patient/${newId(1)}/` })).toBe(undefined)
    expect(strange({ method: 'GET', url: '/api/v1/patient/?limit=1' })).toBe(undefined)
    expect(strange({ url: '/api/v1/facility/x/charge_item/upsert/' })).toBe(undefined)
    expect(strange({ url: '/api/v1/questionnaire/offline-vitals/submit' })).toBe(undefined)
    expect(strange({ url: '/api/v1/batch_requests/', body: mixed.body ?? null })).toBe(undefined)
    expect(strange({ replacements: [{ source_path: {}, value_path: {} }] })).toBe(undefined)
    expect(strange({ replacements: [] })).toBe('non_structured_questionnaire')
    expect(typeOf(recorded('batch', 'refusedTwice').request)).toBe(undefined)
  })

  test('an encounter closed with its appointment is that, and both are compared', () => {
    const both = batchOf(close, recorded('scheduling', 'checkIn'))
    const write = matchedWrite(both)
    expect(write.policy.type).toBe('mark_encounter_as_complete')
    expect(write.policy.changes(write)).toEqual(partsOf(write).flatMap(({ changes }) => changes))
    expect(partsOf(write).map(({ resource, conflict }) => [resource, conflict !== undefined])).toEqual([
      ['encounter', true],
      ['appointment', true],
    ])
  })

  test('any body whatever is judged', () => {
    fc.assert(fc.property(fc.jsonValue(), (any) => void typeOf(post('/api/v1/batch_requests/', any as Json))))
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        const { requests } = mixed.body as { requests: JsonObject[] }
        waiting(
          post('/api/v1/batch_requests/', {
            requests: requests.map((sub) => ({ ...sub, body: any as Json })),
          }),
        )
      }),
    )
  })
})

describe('[CA45] a batch is what its sub-requests are', () => {
  const write = matchedWrite(mixed)
  const { policy } = write
  const [fresh = {}, changed = {}] = symptom.answer as JsonObject[]

  test('it makes and changes what they do, each in its place', () => {
    expect(policy.creates(mixed)).toEqual([
      '/results/0/data/id',
      '/results/1/data/0/id',
      '/results/2/data/0/id',
    ])
    const answer = answering(form, symptom, allergy)
    for (const pointer of policy.creates(mixed)) expect(typeof valueAt(answer, pointer)).toBe('string')
    expect(policy.changes(write)).toEqual([changed.id])
    expect(
      partsOf(write).map(({ at, answerAt, conflict }) => [at, answerAt, conflict !== undefined]),
    ).toEqual([
      ['/requests/0/body', '/results/0/data', false],
      ['/requests/1/body/datapoints/0', '/results/1/data/0', false],
      ['/requests/1/body/datapoints/1', '/results/1/data/1', true],
      ['/requests/2/body/datapoints/0', '/results/2/data/0', false],
    ])
    expect(matchedWrite(batchOf(close)).policy.changes(matchedWrite(batchOf(close)))).toEqual([
      matchedWrite(close.request).params.id,
    ])
  })

  test('its answer has the shape of the one of the server', () => {
    const made = waiting(mixed, known).answer
    expect(shapeDifferences(made, answering(form, symptom, allergy))).toEqual([])
    const { request, answer } = recorded('clinical', 'symptomBatch')
    expect(shapeDifferences(waiting(request, known).answer, answer)).toEqual([])
  })

  test('each shows in its own reads, with its own ids, until it is received and after', () => {
    const base = `/api/v1/patient/${matchedWrite(symptom.request).params.patientId}`
    const symptoms = get(`${base}/symptom/`, { encounter: String(fresh.encounter) })
    const empty = { count: 0, results: [] }
    const batch = waiting(batchOf(form, symptom), known)
    const rows = (page: Json | undefined) => (page as JsonObject).results as JsonObject[]
    const shown = project(batch, symptoms, { count: 1, results: [{ ...changed, severity: 'moderate' }] })
    expect(rows(shown).map(({ id, severity }) => [id, severity])).toEqual([
      [newId(2), 'severe'],
      [changed.id, 'mild'],
    ])
    expect(project(batch, symptoms, shown)).toEqual(shown)
    const responses = `/api/v1/patient/${(form.request.body as JsonObject).patient}/questionnaire_response/`
    expect(rows(project(batch, get(responses), empty)).map(({ id }) => id)).toEqual([newId(1)])
    const done = received(batch, answering(form, symptom), [
      String(valueAt(form.answer, '/id')),
      String(fresh.id),
    ])
    expect(rows(project(done, symptoms, empty))[0]).toEqual(fresh)
  })

  test('what the server would refuse has its place in it', () => {
    const issues = (request: ApiRequest) =>
      matchedWrite(request)
        .policy.validate(request)
        .map(({ at }) => at.join('.'))
    expect(issues(mixed)).toEqual([])
    const bad = recordedJson('clinical', 'symptomRefused')
    expect(issues(batchOf(form, bad))[0]).toBe('requests.1.body.datapoints.1.verification_status')
    expect(issues(batchOf(...Array.from({ length: 21 }, () => allergy)))).toEqual(['requests'])
    const nameless = mixed.body as { requests: JsonObject[] }
    expect(
      issues({ ...mixed, body: { requests: nameless.requests.map(({ reference_id: _, ...sub }) => sub) } }),
    ).toEqual(['requests.0', 'requests.1', 'requests.2'])
  })

  test('its name tells the forms in it, and the patient once', () => {
    expect(policy.label(write, known)).toBe('Offline vitals, Offline Test')
    const twice = batchOf(allergy, symptom)
    expect(matchedWrite(twice).policy.label(matchedWrite(twice), known)).toBe('Offline Test')
  })

  test('what two of them ask for under one name is kept apart', () => {
    const other = {
      request: { ...form.request, body: { ...(form.request.body as JsonObject), patient: newId(7) } },
    }
    const needs = matchedWrite(batchOf(form, other)).policy.needs?.(matchedWrite(batchOf(form, other))) ?? {}
    expect(Object.keys(needs).sort()).toEqual([
      '1 patient',
      'patient',
      'questionnaire offline-vitals',
      'user',
    ])
  })

  test('locks that one of them takes are those of the batch', () => {
    const start = recorded('encounter', 'create')
    const lanes = matchedWrite(batchOf(form, start)).policy.lanes?.(matchedWrite(batchOf(form, start)))
    expect(lanes).toEqual(matchedWrite(start.request).policy.lanes?.(matchedWrite(start.request)))
  })

  test('a refusal of one is told in its words alone', () => {
    const inside = recordedJson('clinical', 'diagnosisClosed').answer
    const body = {
      results: [
        { reference_id: 'a', data: form.answer, status_code: 200 },
        { reference_id: 'b', data: inside, status_code: 400 },
      ],
    }
    const answer = {
      kind: 'answer',
      status: 400,
      contentType: 'application/json',
      redirected: false,
      retryAfter: null,
      text: JSON.stringify(body),
    } as const
    expect(classify(answer, carePolicies)).toMatchObject({
      kind: 'refused',
      failure: { words: 'You do not have permission to update encounter' },
    })
  })
})

describe('[CA46] looking for a batch', () => {
  const [fresh = {}, changed = {}] = symptom.answer as JsonObject[]
  const encounter = recorded('encounter', 'close').answer
  const at = Date.parse(String(fresh.created_date))
  const server =
    (records: {
      symptoms?: JsonObject[]
      responses?: JsonObject[]
      encounter?: JsonObject
      patient?: JsonObject
    }) =>
    ({ path }: ApiRequest): Json | undefined => {
      const page = (results: JsonObject[] = []) => ({ count: results.length, results })
      if (path.endsWith('/symptom/')) return page(records.symptoms)
      if (path.endsWith('/questionnaire_response/')) return page(records.responses)
      if (path.includes('/symptom/')) return records.symptoms?.find(({ id }) => path.includes(String(id)))
      return path.includes('/encounter/') ? records.encounter : records.patient
    }
  const look = (request: ApiRequest, records: Parameters<typeof server>[0]) =>
    probe(request, server(records), { attemptedAtMs: at })
  const response = {
    ...(recorded('questionnaire', 'responseDetail').answer as JsonObject),
    created_date: fresh.created_date ?? null,
  }

  test('all that it makes is there, or none: a part is a riddle', () => {
    const both = batchOf(form, symptom)
    expect(look(both, { symptoms: [fresh, changed], responses: [response] })).toEqual({
      found: answering({ answer: response }, { answer: [fresh, changed] }),
    })
    expect(look(both, {})).toEqual({ absent: true })
    expect(look(both, { symptoms: [fresh, changed] })).toEqual({ unsure: [fresh.id] })
  })

  test('what can be said twice does not decide beside what makes something', () => {
    const holds = { ...(update.answer as JsonObject) }
    expect(look(batchOf(form, update), { encounter: holds })).toEqual({ absent: true })
    expect(look(batchOf(update), { encounter: holds })).toEqual({ found: answering({ answer: holds }) })
    expect(look(batchOf(update, patient), { encounter: holds, patient: { name: 'Other' } })).toEqual({
      absent: true,
    })
  })

  test('a closed encounter decides: it cannot be closed twice', () => {
    expect(look(batchOf(close), { encounter })).toEqual({ found: answering({ answer: encounter }) })
    expect(look(batchOf(close), { encounter: { ...encounter, status: 'in_progress' } })).toEqual({
      absent: true,
    })
    expect(look(batchOf(form, close), { encounter })).toEqual({ unsure: [encounter.id] })
  })
})
