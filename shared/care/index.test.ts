// The policies together: unique names, what is warmed, what means "come back later", and where ids stand.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, canonicalKey, get, post, targetOf } from '../api-request.ts'
import { idsInRequest } from '../ids/replace-ids.ts'
import { type Json, type JsonObject, valueAt } from '../json.ts'
import { comparedParts } from '../policy/write-parts.ts'
import {
  matchedRead,
  matchedWrite,
  newId,
  policies,
  recorded,
  recordedJson,
} from '../testing/care-recordings.ts'
import { carePolicies, dependencySchema } from './index.ts'
import { clinicalValueSets } from './value-set/warmed.ts'

test('every policy has a name of its own, and no answer is called old after it is gone', () => {
  const keys = [...carePolicies.reads, ...carePolicies.writes].map((policy) => policy.key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const read of carePolicies.reads) expect(read.staleAfterMs).toBeLessThanOrEqual(read.maxAgeMs)
})

test('every affect names a read that exists', () => {
  const reads = new Set(carePolicies.reads.map((read) => read.key))
  for (const write of carePolicies.writes)
    for (const affect of write.affects) expect(reads).toContain(affect.read)
})

test('searches are no patients, and words are no ids', () => {
  expect(policies.matchRead(get('/api/v1/patient/search/'))).toBe(undefined)
  expect(policies.matchWrite({ ...get('/api/v1/patient/search/'), method: 'PUT' })).toBe(undefined)
  expect(policies.matchRead(get('/api/v1/facility/abc/'))).toBe(undefined)
})

describe('what a shift needs', () => {
  const user = recorded('reference', 'currentUser').answer
  const warmedBy = (request: ApiRequest, answer: Json) => {
    const read = matchedRead(request)
    return read.policy.warms?.(answer, read, { nowMs: 0, origin: answer }) ?? []
  }

  test('is asked for each facility of the user, in the words of the screens', () => {
    const warmed = warmedBy(get('/api/v1/users/getcurrentuser/'), user)
    const chain = [String(valueAt(user, '/geo_organization/id'))]
    const f = 'd91dd4e8-7aad-4ed5-8792-2ae55a6c29af'
    expect(warmed.map(targetOf)).toEqual([
      '/api/v1/organization/?org_type=govt&parent=&limit=200',
      ...chain.map((id) => `/api/v1/organization/?org_type=govt&parent=${id}&limit=200`),
      '/api/v1/questionnaire/?limit=15&title=&status=active&subject_type=encounter',
      '/api/v1/questionnaire/?limit=15&title=&status=active&subject_type=patient',
      '/api/v1/questionnaire/?limit=200&status=active',
      '/api/v1/questionnaire/?tag_slug=encounter_actions&status=active&subject_type=encounter',
      '/api/v1/users/?limit=50&offset=0&search_text=',
      '/api/v1/role/?limit=200&offset=0&name=',
      '/api/v1/getallfacilities/?limit=50',
      '/api/v1/plug_config/',
      '/api/v1/tag_config/?resource=encounter&status=active',
      '/api/v1/tag_config/?resource=patient&status=active',
      `/api/v1/facility/${f}/`,
      `/api/v1/facility/${f}/organizations/mine/?parent=&name=`,
      `/api/v1/facility/${f}/organizations/?parent=&active=true&limit=100`,
      `/api/v1/facility/${f}/appointments/available_users/`,
      `/api/v1/facility/${f}/users/?limit=200&offset=0`,
      `/api/v1/facility/${f}/location/?ordering=sort_index&limit=20&offset=0&name=&mode=kind&mine=true`,
      `/api/v1/encounter/?facility=${f}&status=planned%2Cin_progress%2Con_hold&limit=200&offset=0`,
      ...clinicalValueSets.flatMap((slug) => [
        `/api/v1/valueset/${slug}/favourites/`,
        `/api/v1/valueset/${slug}/recent_views/`,
        `/api/v1/valueset/${slug}/expand/`,
      ]),
    ])
    const { request } = recorded('reference', 'departments')
    expect(warmed.map(canonicalKey)).toContain(canonicalKey(request))
    for (const one of warmed) expect(policies.matchRead(one)).toBeDefined()
  })

  test('is each questionnaire of a list', () => {
    const answer = { count: 1, results: [recorded('questionnaire', 'detail').answer] }
    expect(warmedBy(get('/api/v1/questionnaire/'), answer)).toEqual([
      get('/api/v1/questionnaire/offline-vitals/'),
    ])
  })

  test('is nothing in an answer of another shape', () => {
    for (const read of carePolicies.reads) {
      for (const odd of [null, [], 'x', { results: [null, 1] }, { facilities: 'x' }]) {
        const asked = { policy: read, request: get('/'), params: {} }
        const course = { nowMs: 0, origin: odd as Json }
        const warmed = [
          ...(read.warms?.(odd as Json, asked, course) ?? []),
          ...(read.warmsLast?.(odd as Json, asked, course) ?? []),
        ]
        expect(warmed.every((request) => policies.matchRead(request))).toBe(true)
      }
    }
  })
})

describe('refusals that mean "come back later"', () => {
  const locked = {
    errors: [{ type: 'validation_error', msg: 'Patient creation failed, try again after a while' }],
  }
  const missing = { errors: [{ type: 'missing', msg: 'Field required' }] }

  test('are the two of the create locks, also inside a batch', () => {
    expect(carePolicies.comeBackLater(400, locked)).toBe(true)
    expect(carePolicies.comeBackLater(400, missing)).toBe(false)
    expect(carePolicies.comeBackLater(500, locked)).toBe(false)
    const batch = (...data: JsonObject[]) => ({
      results: [{ status_code: 200, data: {} }, ...data.map((one) => ({ status_code: 400, data: one }))],
    })
    expect(carePolicies.comeBackLater(400, batch(locked))).toBe(true)
    expect(carePolicies.comeBackLater(400, batch(locked, missing))).toBe(false)
    expect(carePolicies.comeBackLater(400, batch())).toBe(false)
  })
})

test('only the true answer of the ping is one', () => {
  expect(carePolicies.ping.isTrue({ status: 'OK' })).toBe(true)
  for (const other of ['<html>', null, { status: 'ok?' }]) expect(carePolicies.ping.isTrue(other)).toBe(false)
})

describe('the table of ids', () => {
  const facilityPath = '/api/v1/facility/d91dd4e8-7aad-4ed5-8792-2ae55a6c29af/'
  const examples: Record<string, ApiRequest> = {
    create_patient: recorded('patient', 'create').request,
    update_patient: recorded('patient', 'full').request,
    assign_user_to_patient: recorded('patient-user', 'add').request,
    remove_user_from_patient: recorded('patient-user', 'remove').request,
    create_resource_request: recorded('resource-request', 'create').request,
    update_resource_request: recorded('resource-request', 'update').request,
    comment_on_resource_request: post(`/api/v1/resource/${newId(1)}/comment/`, { comment: 'hello' }),
    create_encounter: recorded('encounter', 'create').request,
    update_encounter: recorded('encounter', 'update').request,
    mark_encounter_as_complete: recorded('encounter', 'close').request,
    non_structured_questionnaire: recorded('batch', 'submit').request,
    structured_questionnaire: recorded('clinical', 'symptomBatch').request,
    symptom: recordedJson('clinical', 'symptomCreate').request,
    diagnosis: recordedJson('clinical', 'diagnosisCreate').request,
    allergy_intolerance: recordedJson('clinical', 'allergyCreate').request,
    medication_statement: recordedJson('clinical', 'statementCreate').request,
    medication_request: recordedJson('clinical', 'requestCreate').request,
    charge_item: post(
      '/api/v1/facility/d91dd4e8-7aad-4ed5-8792-2ae55a6c29af/charge_item/apply_charge_item_defs/',
      {
        requests: [{ charge_item_definition: 'bed-day', quantity: 1, encounter: newId(1) }],
      },
    ),
    service_request: post(
      '/api/v1/facility/d91dd4e8-7aad-4ed5-8792-2ae55a6c29af/service_request/apply_activity_definition/',
      { activity_definition: 'blood-sugar', service_request: {}, encounter: newId(1) },
    ),
    create_appointment: recorded('scheduling', 'create').request,
    reschedule_appointment: recorded('scheduling', 'reschedule').request,
    update_appointment_status: recorded('scheduling', 'checkIn').request,
    generate_token: post(`${facilityPath}appointments/${newId(1)}/generate_token/`, { category: newId(2) }),
    update_token: {
      ...post(`${facilityPath}token/queue/${newId(1)}/token/${newId(2)}/`, { status: 'FULFILLED', note: '' }),
      method: 'PUT',
    },
    cancel_appointment: recorded('scheduling', 'cancel').request,
    upload_file: recorded('files', 'create').request,
    complete_upload: recorded('files', 'complete').request,
    archive_file: recorded('files', 'archive').request,
  }

  test('speaks of every type of write, and of no other', () => {
    expect(Object.keys(dependencySchema).sort()).toEqual(
      [...new Set(carePolicies.writes.map(({ type }) => type))].sort(),
    )
    for (const [type, request] of Object.entries(examples))
      expect(matchedWrite(request).policy.type).toBe(type)
  })

  test.each(Object.keys(examples))(
    'B4: what it is compared with is asked by a read that exists: %s',
    (type) => {
      const write = matchedWrite(examples[type] ?? get(''))
      const reads = comparedParts(write).map((part) => policies.matchRead(part.conflict.read(part.write)))
      expect(reads).not.toContain(undefined)
      if (/^(update|mark|reschedule|cancel)_/.test(type)) expect(reads).not.toEqual([])
    },
  )

  test.each(Object.keys(dependencySchema))('names places where the engine finds ids: %s', (type) => {
    const example = examples[type]
    if (!example) throw new Error(`no example of ${type}`)
    for (const place of dependencySchema[type] ?? []) {
      const id = newId(4)
      const request: ApiRequest =
        place.in === 'path'
          ? {
              ...example,
              path: matchedWrite(example).policy.path.fill({
                ...matchedWrite(example).params,
                [place.at]: id,
              }),
            }
          : { ...example, body: put(example.body ?? {}, place.at.split('.'), id) }
      expect(idsInRequest(request)).toContain(id)
      expect(matchedWrite(request).policy.type).toBe(type)
    }
  })

  function put(value: Json, path: string[], id: string): Json {
    const [key, ...rest] = path
    if (key === undefined) return id
    if (key === '*')
      return (Array.isArray(value) && value.length > 0 ? value : [null]).map((item) => put(item, rest, id))
    const record = (value ?? {}) as JsonObject
    return { ...record, [key]: put(record[key] ?? {}, rest, id) }
  }
})
