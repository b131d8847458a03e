// What CARE's screens do that would trip a cache: today's date in questions, proofs made from an answer, fields that
// only the form knows, and a whole record sent back.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import type { Json, JsonObject } from '../../shared/json.ts'
import { valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { appointmentsOf, board, book, calendar, slotsOn } from './appointment-forms.ts'
import { admission, patientOf, put, registration } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

const patient = seeded.patientId(0)
const encounter = seeded.encounterId(0)
const [today, tomorrow, weekLater] = ['2026-11-22', '2026-11-23', '2026-11-30']
const oneDay = 24 * 3_600_000

let ward: WardTablet
beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('doctor')
})
afterEach(() => ward.tablet.close())

const ask = async (request: ApiRequest) => (await ward.ask(request)).body
const statusOf = async (request: ApiRequest) => (await ward.ask(request)).answer.status
const idIn = (body: Json): string => String(valueAt(body, '/id'))
const rowsIn = (body: Json) => (valueAt(body, '/results') ?? []) as JsonObject[]
const offlineAtMidnight = async () => {
  ward.network.online = false
  await ward.tablet.clock.advance(oneDay)
}

describe('a question about today, asked after midnight', () => {
  const upcoming = (day: string) =>
    appointmentsOf(patient, {
      offset: '0',
      limit: '15',
      date_after: day,
      status: 'proposed,pending,booked,arrived,checked_in,waitlist,in_consultation',
    })
  const tokens = (of: string, date: string) =>
    get(`/api/v1/patient/${of}/get_tokens/`, { facility: seeded.facilityId, limit: '50', date })
  const begunSince = (after: string, before: string) =>
    get('/api/v1/encounter/', {
      facility: seeded.facilityId,
      created_date_after: after,
      created_date_before: before,
      limit: '15',
      offset: '0',
    })

  it('[RD15] is answered from a list that holds it, with the age of that list', async () => {
    const [slot] = rowsIn(await ask(slotsOn(tomorrow)))
    await ask(book(patient, String(slot?.id)))
    const askedAtMs = ward.tablet.clock.now()
    await ask(upcoming(today))
    await ask(calendar(today, weekLater))
    await offlineAtMidnight()
    const { answer, body } = await ward.ask(upcoming(tomorrow))
    expect(rowsIn(body)).toHaveLength(1)
    expect(answer.headers).toMatchObject({
      'x-care-offline': 'store',
      'x-care-fetched-at': String(askedAtMs),
      'x-care-stale': 'true',
    })
    const days = Object.keys((await ask(calendar(tomorrow, weekLater))) as JsonObject)
    expect([days[0], days.at(-1)]).toEqual([tomorrow, weekLater])
  })

  it('[RD15] [RD3] is a miss where only yesterday is known: not yesterday, and not none', async () => {
    const [from, to, next] = [
      '2026-11-21T18:30:00.000Z',
      '2026-11-22T18:30:00.000Z',
      '2026-11-23T18:30:00.000Z',
    ]
    const known = [
      [tokens(patient, today), tokens(patient, tomorrow)],
      [board('booked', today), board('booked', tomorrow)],
      [slotsOn(today), slotsOn(tomorrow)],
      [begunSince(from, to), begunSince(to, next)],
    ] as const
    for (const [yesterday] of known) await ask(yesterday)
    await offlineAtMidnight()
    for (const [yesterday, now] of known) {
      expect(await statusOf(yesterday)).toBe(200)
      expect(await statusOf(now)).toBe(406)
    }
  })

  it('[RD15] [PR4] is answered for a patient who was made here, whatever the day', async () => {
    ward.network.online = false
    const made = idIn(await ask(registration('Night Shift')))
    await ask(admission(made))
    await ward.tablet.clock.advance(oneDay)
    expect(await ask(tokens(made, tomorrow))).toEqual({ count: 0, results: [] })
    expect(await ask(get(upcoming(tomorrow).path.replace(patient, made), { date_after: tomorrow }))).toEqual({
      count: 0,
      results: [],
    })
  })
})

describe('the same question in other words', () => {
  it('[RD1] is the same in any order, and with an empty parameter or without it', async () => {
    const asked = board('booked', today)
    const online = await ask(asked)
    ward.network.online = false
    expect(await ask({ ...asked, query: [...asked.query].reverse() })).toEqual(online)
    expect(await ask({ ...asked, query: asked.query.filter(([name]) => name !== 'tags') })).toEqual(online)
  })

  it('[RD1] holds an odd number as it came', async () => {
    const staff = get(`/api/v1/facility/${seeded.facilityId}/users/`, { limit: '15', offset: 'NaN' })
    const online = await ask(staff)
    ward.network.online = false
    expect(await ask(staff)).toEqual(online)
  })
})

describe('a closed encounter, asked for under the other name of the parameter', () => {
  const ofPatient = (id: string) => get('/api/v1/encounter/', { limit: '14', offset: '0', patient: id })
  const closed = (id: string) =>
    get('/api/v1/encounter/', { limit: '14', offset: '0', patient_filter: id, facility: seeded.facilityId })

  it('[CA57] is in the list that was read under the first', async () => {
    const online = await ask(ofPatient(patient))
    ward.network.online = false
    const { answer, body } = await ward.ask(closed(patient))
    expect(body).toEqual(online)
    expect(answer.headers).not.toHaveProperty('x-care-incomplete')
    expect(await statusOf(closed(seeded.patientId(3)))).toBe(406)
  })

  it('[CA57] [PR4] is in the list of a patient who was made here', async () => {
    ward.network.online = false
    const made = idIn(await ask(registration('Made Here')))
    const stay = idIn(await ask(admission(made)))
    expect(rowsIn(await ask(closed(made))).map(({ id }) => id)).toEqual([stay])
  })
})

describe('the look-up of a patient by proof, right after the registration', () => {
  const phone = '+919800000321'
  const proofOf = (id: string) =>
    post('/api/v1/patient/search_retrieve/', {
      phone_number: phone,
      year_of_birth: '1990',
      partial_id: id.slice(0, 5),
    })

  it('[CA58] [ID4] finds the one of two twins, before the sync and after, under the old partial id too', async () => {
    ward.network.online = false
    const twins: string[] = []
    for (const name of ['Twin Asha', 'Twin Usha']) twins.push(idIn(await ask(registration(name, phone))))
    const namesFound = async () =>
      Promise.all(twins.map(async (id) => valueAt(await ask(proofOf(id)), '/name')))
    expect(await namesFound()).toEqual(['Twin Asha', 'Twin Usha'])
    expect(await statusOf(proofOf('fffff'))).toBe(406)

    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(await namesFound()).toEqual(['Twin Asha', 'Twin Usha'])
    ward.network.online = false
    expect(await namesFound()).toEqual(['Twin Asha', 'Twin Usha'])
    const held = ward.api.store.all('patients').filter(({ phone_number }) => phone_number === phone)
    for (const { id, name } of held) expect(valueAt(await ask(proofOf(id)), '/name')).toBe(name)
  })

  it('[CA58] [ID4] finds a patient whose id begins like the temporary one of another record', async () => {
    await ask(patientOf(patient))
    ward.network.online = false
    const made = idIn(await ask(registration('Same Beginning', phone)))
    ward.network.online = true
    await ward.drain()
    const row = ward.api.store.get('patients', patient)
    if (!row) throw new Error('not seeded')
    const id = `${made.slice(0, 5)}${patient.slice(5)}`
    ward.api.store.put('patients', { ...row, id, phone_number: '+919800000123' })
    const proof = post('/api/v1/patient/search_retrieve/', {
      phone_number: '+919800000123',
      year_of_birth: String(row.year_of_birth),
      partial_id: made.slice(0, 5),
    })
    expect(valueAt(await ask(proof), '/id')).toBe(id)
    ward.network.online = false
    expect(valueAt(await ask(proof), '/id')).toBe(id)
    expect(valueAt(await ask(proofOf(made)), '/name')).toBe('Same Beginning')
  })

  it('[CA58] is a miss for one whom this tablet has not seen', async () => {
    ward.network.online = false
    expect(await statusOf(proofOf(seeded.patientId(9)))).toBe(406)
  })
})

describe('what a form sends along', () => {
  const wholeForm = async (changes: JsonObject): Promise<JsonObject> => {
    const { geo_organization, ...record } = (await ask(patientOf(patient))) as JsonObject
    return {
      ...record,
      geo_organization: valueAt(geo_organization, '/id') ?? null,
      age_or_dob: 'dob',
      is_deceased: false,
      emergency_phone_number_same_as_phone_number: true,
      permanent_address_same_as_address: true,
      _selected_levels: [geo_organization ?? null],
      required_identifiers: [],
      optional_identifiers: [{ config: seeded.identifierConfigs.phone, value: '' }],
      autogenerated_identifiers: [],
      identifiers: [],
      ...changes,
    }
  }
  const byOthers = (changes: object) => {
    const { store } = ward.api
    const row = store.get('patients', patient)
    if (!row) throw new Error('not seeded')
    store.put('patients', { ...row, ...changes })
  }

  it('[CA58] takes part in no comparison: others change another field, and both stay', async () => {
    const form = await wholeForm({ address: '9 New Street' })
    ward.network.online = false
    await ask(put(`/api/v1/patient/${patient}/`, form))
    byOthers({ blood_group: 'AB_negative' })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ received: 1, waiting: 0, needAttention: 0 })
    expect(ward.api.store.get('patients', patient)).toMatchObject({
      address: '9 New Street',
      blood_group: 'AB_negative',
    })
  })

  it('[CA58] is in no conflict, where one is found', async () => {
    const form = await wholeForm({ address: '9 New Street' })
    ward.network.online = false
    await ask(put(`/api/v1/patient/${patient}/`, form))
    byOthers({ address: '1 Other Street' })
    ward.network.online = true
    await ward.drain()
    const [row] = await ward.tablet.rows()
    expect(row).toMatchObject({ syncStatus: 'conflict', conflictData: { fields: ['address'] } })
    const { base = {}, theirs = {} } = (row as unknown as { conflictData: Record<string, JsonObject> })
      .conflictData
    const taken = [...Object.keys(base), ...Object.keys(theirs)]
    for (const field of ['age_or_dob', '_selected_levels', 'permissions', 'instance_tags'])
      expect(taken).not.toContain(field)
  })
})

describe('a whole encounter that is sent back to complete it', () => {
  const detail = get(`/api/v1/encounter/${encounter}/`, { facility: seeded.facilityId })
  const completed = async () => {
    const record = (await ask(detail)) as JsonObject
    const closing = {
      ...record,
      patient: valueAt(record, '/patient/id') ?? null,
      facility: valueAt(record, '/facility/id') ?? null,
      status: 'completed',
      period: { ...(record.period as JsonObject), end: '2026-11-22T10:00:00.000Z' },
    }
    return put(detail.path, closing)
  }

  it('[CA58] [CA47] takes back nothing of what others did to it that the form does not change', async () => {
    const closing = await completed()
    ward.network.online = false
    expect(await statusOf(closing)).toBe(202)
    expect(await ask(detail)).toMatchObject({
      status: 'completed',
      permissions: expect.arrayContaining(['can_read_encounter']),
    })
    const row = ward.api.store.get('encounters', encounter)
    if (!row) throw new Error('not seeded')
    ward.api.store.put('encounters', {
      ...row,
      tags: [seeded.tags.encounterVip],
      external_identifier: 'OP-77',
    })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ received: 1, waiting: 0, needAttention: 0 })
    expect(ward.api.store.get('encounters', encounter)).toMatchObject({
      status: 'completed',
      tags: [seeded.tags.encounterVip],
      external_identifier: 'OP-77',
    })
  })
})
