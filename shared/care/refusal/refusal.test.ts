// What CARE says, and what it means: by recordings' shapes, alone and inside batches, with and without asking.

import { describe, expect, it } from 'vitest'
import { type ApiRequest, post } from '../../api-request.ts'
import type { RefusalReason } from '../../failure.ts'
import type { Json } from '../../json.ts'
import { matchedWrite, waiting } from '../../testing/care-recordings.ts'

const facility = '11111111-1111-4111-8111-111111111111'
const patient = '22222222-2222-4222-8222-222222222222'
const encounter = '33333333-3333-4333-8333-333333333333'
const slot = '44444444-4444-4444-8444-444444444444'
const question = '55555555-5555-4555-8555-555555555555'

const booking = post(`/api/v1/facility/${facility}/slots/${slot}/create_appointment/`, { patient, note: '' })
const admission = post('/api/v1/encounter/', { patient, facility, organizations: [] })
const registration = (identifiers: Json = []) =>
  post('/api/v1/patient/', { name: 'Asha', gender: 'female', identifiers })
const submit = {
  resource_id: encounter,
  encounter,
  patient,
  results: [{ question_id: question, values: [] }],
}
const form = post('/api/v1/questionnaire/vitals/submit/', submit)
const upsert = post(`/api/v1/patient/${patient}/symptom/upsert/`, { datapoints: [{ encounter }] })
const close: ApiRequest = {
  method: 'PUT',
  path: `/api/v1/encounter/${encounter}/`,
  query: [],
  body: { status: 'completed', encounter_class: 'imp', priority: 'routine' },
}
const said = (msg: Json): Json => ({ errors: [{ type: 'validation_error', msg }] })
const gone = (msg: string): Json => ({ errors: [{ type: 'object_not_found', msg }] })
const denied: Json = { detail: 'Permission Denied to submit patient questionnaire' }

type Server = (request: ApiRequest) => Json | undefined
const unreachable: Server = () => undefined

function explain(
  request: ApiRequest,
  status: number,
  body: Json,
  server: Server = unreachable,
  provisional: Json = waiting(request).provisional,
): RefusalReason | undefined {
  const write = matchedWrite(request)
  const steps = write.policy.explain?.(write, { status, body, provisional })
  if (!steps) throw new Error('no explanation')
  let step = steps.next()
  while (!step.done) step = steps.next(server(step.value))
  return step.value
}

describe('what CARE refuses', () => {
  it.each<[string, ApiRequest, number, Json]>([
    ['slot-full', booking, 400, said('Slot is already full')],
    ['slot-past', booking, 400, said('Slot is already past')],
    ['slot-gone', booking, 404, gone('No TokenSlot matches the given query.')],
    ['booked-already', booking, 400, said('Patient already has a booking for this slot')],
    ['too-many-bookings', booking, 400, said('Patient already has maximum number of appointments (10)')],
    ['record-not-found', booking, 400, said('Patient not found')],
    ['no-permission', booking, 403, { detail: 'You do not have permission to create appointments' }],
    [
      'too-many-encounters',
      admission,
      400,
      said('Patient already has maximum number of active encounters (5) in the facility'),
    ],
    ['appointment-linked', admission, 400, said('Encounter already has an associated booking')],
    ['organization-gone', admission, 404, gone('No FacilityOrganization matches the given query.')],
    ['record-not-found', admission, 400, said('Patient does not exist')],
    ['identifier-taken', registration(), 400, said('Value error, Identifier config x is not unique')],
    ['questionnaire-retired', form, 400, said({ type: 'questionnaire_inactive', msg: 'Inactive' })],
    ['questionnaire-retired', form, 404, gone('No Questionnaire matches the given query.')],
    [
      'questionnaire-revised',
      form,
      400,
      said('This Questionniare is a past revision, please submit to the latest revision'),
    ],
    ['record-not-found', form, 400, said({ type: 'object_not_found', msg: 'Encounter not found' })],
  ])('[RF1] %s is known by its words', (kind, request, status, body) => {
    expect(explain(request, status, body)?.kind).toBe(kind)
  })

  it('[RF1] a sentence that only holds such words is none of these', () => {
    expect(explain(booking, 400, said('The note says: Slot is already full'))).toBeUndefined()
    expect(explain(booking, 404, said('Slot is already full'))).toBeUndefined()
    expect(explain(booking, 400, { detail: 'something new' })).toBeUndefined()
  })

  it('[RF2] tells whose slot it was and when', () => {
    const provisional = {
      token_slot: { start_datetime: '2026-11-26T05:00:00Z' },
      resource: { prefix: 'Dr.', first_name: 'Asha', last_name: 'Nair' },
    }
    expect(explain(booking, 400, said('Slot is already full'), unreachable, provisional)).toEqual({
      kind: 'slot-full',
      at: '2026-11-26T05:00:00Z',
      values: { who: 'Dr. Asha Nair' },
    })
  })

  it('[RF2] names the fields that are wrong', () => {
    const body = { errors: [{ type: 'value_error', loc: ['pincode'], msg: 'PIN code is unknown' }] }
    expect(explain(registration(), 400, body)).toEqual({
      kind: 'details-invalid',
      about: [{ name: 'pincode', words: 'PIN code is unknown' }],
    })
  })
})

describe('words that mean two things', () => {
  it.each([
    ['a form', form, 403, denied],
    ['the closing itself', close, 403, { detail: 'You do not have permission to update encounter' }],
    ['an upsert', upsert, 400, [{ detail: 'You do not have permission to update encounter' }]],
  ])('[RF3] of %s: the encounter tells whether it is closed', (_, request, status, body) => {
    const kind = (state: Json | undefined) => explain(request, status, body, () => state)?.kind
    expect(kind({ status: 'completed' })).toBe('encounter-closed')
    expect(kind({ status: 'in_progress' })).toBe('no-permission')
    expect(kind(undefined)).toBe('closed-or-no-permission')
  })

  it('[RF3] whose identifier it is comes from the server; a partial answer names nobody', () => {
    const identifiers = [{ config: 'c', value: 'H-7' }]
    const body = said('Identifier config hospital is not unique')
    const found = {
      id: patient,
      name: 'Asha Nair',
      year_of_birth: 1990,
      phone_number: '+91981',
      instance_identifiers: [{ value: 'H-7', config: { id: 'c', config: { display: 'Hospital number' } } }],
    }
    const answer = (partial: boolean) => () => ({ partial, results: [found] })
    expect(explain(registration(identifiers), 400, body, answer(false))).toEqual({
      kind: 'identifier-taken',
      values: { identifier: 'Hospital number', value: 'H-7' },
      candidates: [{ id: patient, label: 'Asha Nair, born 1990, +91981' }],
    })
    expect(explain(registration(identifiers), 400, body, answer(true))).toEqual({ kind: 'identifier-taken' })
  })

  it('[RF3] whether a form was revised is told by the form as it is now', () => {
    const body = { errors: [{ question_id: question, error: 'Question not answered' }] }
    const asked = { id: question, text: 'Pain', type: 'integer' }
    const provisional = { questionnaire: { title: 'Vitals', questions: [asked] } }
    const now = (questions: Json) => () => ({ title: 'Vitals', questions })
    const about = [{ name: 'Pain', words: 'Question not answered' }]
    expect(explain(form, 400, body, now([{ ...asked, required: true }]), provisional)).toEqual({
      kind: 'questionnaire-revised',
      values: { form: 'Vitals' },
      about,
    })
    expect(explain(form, 400, body, now([asked]), provisional)?.kind).toBe('answers-invalid')
    expect(explain(form, 400, body, unreachable, provisional)?.kind).toBe('answers-invalid')
  })
})

describe('a batch', () => {
  const sub = (url: string, body: Json): Json => ({ url, method: 'POST', reference_id: url, body })
  const batch = post('/api/v1/batch_requests/', {
    requests: [sub(form.path, submit), sub(upsert.path, upsert.body ?? null)],
  })

  it('[RF4] is refused for what one of its parts was refused for, and says which', () => {
    const results = [
      { reference_id: 'a', status_code: 200, data: { id: 'x' } },
      {
        reference_id: 'b',
        status_code: 400,
        data: [{ detail: 'You do not have permission to update encounter' }],
      },
    ]
    expect(explain(batch, 400, { results }, () => ({ status: 'cancelled' }))).toEqual({
      kind: 'encounter-closed',
      part: 1,
    })
  })
})
