// Filled forms: the answers made for them, how they show as responses and observations, and how one is looked for.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApiRequest, get, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
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

const submit = recorded('questionnaire', 'submit')
const body = submit.request.body as JsonObject
const batch = recorded('batch', 'submit')
const list = recorded('questionnaire', 'responses').answer
const questionnaire = recorded('questionnaire', 'detail').answer
const known = {
  user: recorded('reference', 'currentUser').answer,
  patient: recorded('patient', 'detail').answer,
  'questionnaire offline-vitals': questionnaire,
}
const patientId = String(body.patient)
const encounterId = String(body.encounter)
const responsesOf = (query: Record<string, string> = {}, patient = patientId) =>
  get(`/api/v1/patient/${patient}/questionnaire_response/`, query)
const observationsOf = (query: Record<string, string> = {}) =>
  get(`/api/v1/patient/${patientId}/observation/`, query)
const batchOf = (...bodies: JsonObject[]) =>
  post('/api/v1/batch_requests/', {
    requests: bodies.map((one, i) => ({
      url: '/api/v1/questionnaire/offline-vitals/submit/',
      method: 'POST',
      reference_id: `form ${i}`,
      body: one,
    })),
  })
const rowsOf = (page: Json | undefined) => (page as JsonObject).results as JsonObject[]

describe('which batches are filled forms', () => {
  const typeOf = (requests: Json) =>
    policies.matchWrite(post('/api/v1/batch_requests/', { requests }))?.policy.type
  const form = {
    url: '/api/v1/questionnaire/offline-vitals/submit/',
    method: 'POST',
    body,
    reference_id: 'a',
  }

  test('those with nothing else in them, whatever host they name', () => {
    expect(typeOf([form])).toBe('non_structured_questionnaire')
    expect(typeOf([{ ...form, url: `https://care.test${form.url}`, method: 'post' }, form])).toBe(
      'non_structured_questionnaire',
    )
    expect(typeOf([])).toBe(undefined)
    expect(typeOf([form, { ...form, url: `/api/v1/patient/${patientId}/no_such_thing/` }])).toBe(undefined)
    expect(typeOf([{ ...form, method: 'GET' }])).toBe(undefined)
    expect(typeOf([form, 1])).toBe(undefined)
  })

  test('each makes one response', () => {
    expect(matchedWrite(batchOf(body, body)).policy.creates(batchOf(body, body))).toEqual([
      '/results/0/data/id',
      '/results/1/data/id',
    ])
    expect(matchedWrite(submit.request).policy.creates(submit.request)).toEqual(['/id'])
  })
})

describe('the answer made for a filled form', () => {
  test('has the shape of the answer of the server, and its responses', () => {
    const made = waiting(submit.request, known).answer as JsonObject
    expect(shapeDifferences(made, submit.answer)).toEqual([])
    expect(made.responses).toEqual(submit.answer.responses)
    expect((made.questionnaire as JsonObject).questions).toEqual(
      (submit.answer.questionnaire as JsonObject).questions,
    )
  })

  test('drops defaults and tidies moments in answers of every kind', () => {
    const { request, answer } = recorded('questionnaire', 'submitAllTypes')
    expect((waiting(request, {}).answer as JsonObject).responses).toEqual(answer.responses)
  })

  test('has no encounter where the form is about the patient', () => {
    const { request, answer } = recorded('questionnaire', 'submitAboutPatient')
    const made = waiting(request, {
      ...known,
      'questionnaire patient-history': answer.questionnaire ?? null,
    }).answer
    expect(shapeDifferences(made, answer)).toEqual([])
    expect((made as JsonObject).encounter).toBe(null)
  })

  test('stands in the results of a batch', () => {
    const made = waiting(batch.request, known).answer as JsonObject
    expect(rowsOf(made)[0]).toMatchObject({
      reference_id: rowsOf(batch.answer)[0]?.reference_id ?? '',
      status_code: 200,
    })
    const data = rowsOf(made)[0]?.data as JsonObject
    const theirs = rowsOf(batch.answer)[0]?.data as JsonObject
    expect(data.responses).toEqual(theirs.responses)
    expect(Object.keys(data).sort()).toEqual(Object.keys(theirs).sort())
  })

  test('names the form where its questionnaire is not on this tablet', () => {
    const made = waiting(submit.request).answer as JsonObject
    expect(made.questionnaire).toMatchObject({
      slug: 'offline-vitals',
      title: 'offline-vitals',
      subject_type: 'encounter',
    })
  })

  test('is made of any body whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        waiting(post('/api/v1/questionnaire/offline-vitals/submit/', any as Json))
        waiting(batchOf({ results: any as Json }))
      }),
    )
  })
})

test('what the server would refuse is found on the form, and where in the batch', () => {
  const issues = (request: ApiRequest) =>
    matchedWrite(request)
      .policy.validate(request)
      .map((field) => field.at.join('.'))
  expect(issues({ ...submit.request, body: { ...body, results: [] } })).toEqual(['results'])
  expect(issues(batchOf(body, { ...body, patient: null }))).toEqual(['requests.1.body.patient'])
  expect(issues(batchOf(...Array.from({ length: 21 }, () => body)))).toEqual(['requests'])
  expect(issues(submit.request)).toEqual([])
  expect(issues(batch.request)).toEqual([])
})

describe('a filled form in lists of responses', () => {
  const write = waiting(batchOf(body), known)
  const ask = (query: Record<string, string>) => project(write, responsesOf(query), list)

  test('comes first where the list asks for it', () => {
    for (const query of [
      { limit: '10', offset: '0', encounter: encounterId, subject_type: 'encounter' },
      { questionnaire_slug: 'offline-vitals' },
      { questionnaire_slugs: 'other,offline-vitals', only_unstructured: 'true' },
      { questionnaire: String(questionnaire.id) },
    ]) {
      const page = ask(query)
      expect(rowsOf(page)[0]?.id).toBe(newId(1))
      expect((page as JsonObject).count).toBe(3)
      expect(
        shapeDifferences(rowsOf(page)[0], {
          ...rowsOf(list)[0],
          questionnaire: rowsOf(page)[0]?.questionnaire ?? null,
        }),
      ).toEqual([])
    }
  })

  test('stays out of others', () => {
    for (const query of [
      { encounter: newId(5) },
      { subject_type: 'patient' },
      { offset: '10' },
      { form_submission: 'x' },
    ]) {
      expect(ask(query)).toBe(list)
    }
    expect(project(write, responsesOf({}, newId(6)), list)).toBe(list)
  })

  test('is read by its id, in the shape of the server', () => {
    const read = get(`/api/v1/patient/${patientId}/questionnaire_response/${newId(1)}/`)
    const response = recorded('questionnaire', 'responseDetail').answer
    // The recording shows only the first of its questions.
    const whole = { ...response, questionnaire: rowsOf(list)[0]?.questionnaire ?? null }
    expect(shapeDifferences(project(write, read, undefined), whole)).toEqual([])
  })

  test('keeps its place under the id of the server once received', () => {
    const done = received(write, batch.answer, ['9177a0ad-eeb9-4b87-8eae-29e297e0b4f0'])
    expect(rowsOf(project(done, responsesOf(), list))[0]?.id).toBe('9177a0ad-eeb9-4b87-8eae-29e297e0b4f0')
  })

  test('lists under a record made here are complete, unless asked in words unknown here', () => {
    const complete = (query: Record<string, string>) => {
      const read = matchedRead(responsesOf(query))
      return read.policy.completeUnder?.(read)?.owner
    }
    expect(complete({ limit: '10', offset: '0', encounter: newId(1), subject_type: 'encounter' })).toBe(
      newId(1),
    )
    expect(complete({ subject_type: 'patient' })).toBe(patientId)
    expect(complete({ form_submission: 'x' })).toBe(undefined)
  })
})

const results = fc.array(
  fc.record({
    question_id: fc.constantFrom('11111111-1111-4111-8111-111111111111', '2'),
    values: fc.array(fc.record({ value: fc.string() })),
  }),
)
const reads: [string, ApiRequest, Json][] = [
  ['responses', responsesOf({ encounter: encounterId }), list],
  [
    'observations',
    observationsOf({ encounter: encounterId }),
    recorded('questionnaire', 'observations').answer,
  ],
]

test.each(reads)('projecting forms twice into %s is projecting them once', (_, request, stored) => {
  fc.assert(
    fc.property(fc.array(results, { minLength: 1, maxLength: 3 }), (forms) => {
      const write = waiting(batchOf(...forms.map((one) => ({ ...body, results: one }))), known)
      const once = project(write, request, stored)
      expect(project(write, request, once)).toEqual(once)
    }),
  )
})

test('questionnaires are found by title among the lists on this tablet', () => {
  const stored = [{ count: 1, results: [questionnaire] }]
  const ask = (query: Record<string, string>) => {
    const read = matchedRead(get('/api/v1/questionnaire/', query))
    return read.policy.fromStored?.answer(read, stored)
  }
  expect(ask({ title: 'VITALS', subject_type: 'encounter', status: 'active' })).toEqual({
    count: 1,
    results: [questionnaire],
  })
  expect(ask({ title: 'nothing such' })).toBe(undefined)
  expect(ask({ tag_slug: 'encounter_actions' })).toBe(undefined)
  const detail = matchedRead(get('/api/v1/questionnaire/offline-vitals/'))
  expect(detail.policy.fromStored?.answer(detail, stored)).toEqual(questionnaire)
})

test('a form is labelled by its title and the name of the patient, and changes no record', () => {
  const write = matchedWrite(batch.request)
  expect(write.policy.label(write, known)).toBe('Offline vitals, Offline Test')
  expect(matchedWrite(submit.request).policy.changes(matchedWrite(submit.request))).toEqual([])
})
