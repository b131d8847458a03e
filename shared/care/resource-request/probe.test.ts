// [CA24] What became of a resource request whose answer was lost.

import { expect, test } from 'vitest'
import { type ApiRequest, get } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { probe, recorded } from '../../testing/care-recordings.ts'

const created = recorded('resource-request', 'create')
const form = created.request.body as JsonObject
const record = created.answer
const id = String(record.id)
const at = Date.parse(String(record.created_date))
const me = recorded('reference', 'currentUser').answer
const asked: ApiRequest[] = []

/** A server that holds these requests. */
const holding =
  (...records: JsonObject[]) =>
  (request: ApiRequest): Json | undefined => {
    asked.push(request)
    if (request.path.endsWith('/getcurrentuser/')) return me
    if (request.path.endsWith('/resource/')) return { count: records.length, results: records }
    return records.find((one) => request.path.includes(String(one.id)))
  }

const look = (records: JsonObject[], context = {}, request = created.request) =>
  probe(request, holding(...records), { attemptedAtMs: at, notBeforeMs: at - 1_000, ...context })

test('[CA24] the one that says the same of this patient, by this user, is it', () => {
  expect(look([record])).toEqual({ found: record })
  expect(look([{ ...record, status: 'approved' }])).toMatchObject({ found: { id } })
  const [list] = asked
  expect(list?.query).toEqual(expect.arrayContaining([['related_patient', form.related_patient]]))
})

test('[CA24] somebody else’s, another one’s, or one that another write has made, is not', () => {
  expect(look([{ ...record, created_by: { id: 'somebody' } }])).toEqual({ absent: true })
  expect(look([{ ...record, title: 'Need oxygen' }])).toEqual({ absent: true })
  expect(look([record], { claimed: [id] })).toEqual({ absent: true })
  const elsewhere = { ...created.request, body: { ...form, assigned_facility: 'other' } }
  expect(look([record], {}, elsewhere)).toEqual({ absent: true })
  expect(look([])).toEqual({ absent: true })
})

test('[CA24] two that say the same, an older one, and one that was corrected since, go to a person', () => {
  const twin = { ...record, id: '94651eae-a7dc-4563-807b-78974a26342d' }
  expect(look([twin, record])).toEqual({ unsure: [twin.id, id] })
  expect(look([{ ...record, created_date: '2026-11-20T00:00:00Z' }])).toEqual({ unsure: [id] })
  const corrected = { ...record, title: 'Need two beds', modified_date: '2026-11-22T09:30:00Z' }
  expect(look([corrected])).toEqual({ unsure: [id] })
})

test('[CA24] who is of none of its facilities cannot see it: nothing is concluded from that', () => {
  expect(look([], {}, { ...created.request, body: { ...form, origin_facility: 'nowhere' } })).toEqual({
    unsure: [],
  })
})

test('[CA24] without a patient it is looked for by title at its facility', () => {
  asked.length = 0
  const { related_patient: _, ...bare } = form
  look([record], {}, { ...created.request, body: bare })
  expect(Object.fromEntries(asked[0]?.query ?? [])).toMatchObject({
    origin_facility: form.origin_facility,
    title: 'Need bed',
    ordering: '-created_date',
  })
})

test('a change has landed if nothing of it is missing', () => {
  const change = (body: JsonObject): ApiRequest => ({
    ...get(`/api/v1/resource/${id}/`),
    method: 'PUT',
    body: { ...form, ...body },
  })
  const landed = (body: JsonObject, server: Json | undefined) =>
    probe(change(body), () => server, { attemptedAtMs: at })
  expect(landed({ status: 'approved', assigned_to: null }, { ...record, status: 'approved' })).toMatchObject({
    found: { status: 'approved' },
  })
  expect(landed({ status: 'approved' }, record)).toEqual({ absent: true })
  expect(landed({ assigned_facility: form.origin_facility ?? null }, record)).toEqual({ absent: true })
  expect(landed({}, undefined)).toEqual({ absent: true })
})
