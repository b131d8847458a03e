// Resource requests from the form to the server and back: offline, with lost answers, changed by two, and refused.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { get, post } from '../../shared/api-request.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { patientOf, put, registration } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const patient = seeded.patientId(3)

const form = (related_patient: string, more: JsonObject = {}): JsonObject => ({
  title: 'Oxygen cylinders',
  reason: 'Stock is low',
  emergency: false,
  referring_facility_contact_name: 'Ward A',
  referring_facility_contact_number: '+919812345678',
  status: 'pending',
  category: 'medicines',
  priority: 1,
  origin_facility: seeded.facilityId,
  assigned_facility: seeded.otherFacilityId,
  approving_facility: null,
  assigned_to: null,
  related_patient,
  ...more,
})
const create = (id = patient, more: JsonObject = {}) => post('/api/v1/resource/', form(id, more))
const change = (id: string, more: JsonObject) => put(`/api/v1/resource/${id}/`, form(patient, more))
const requestsOf = (id: string) => get('/api/v1/resource/', { related_patient: id })
const board = (status: string) =>
  get('/api/v1/resource/', { status, limit: '15', offset: '0', origin_facility: seeded.facilityId })
const detailOf = (id: string) => get(`/api/v1/resource/${id}/`)

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
  await ward.ask(get('/api/v1/users/getcurrentuser/'))
  await ward.ask(patientOf(patient))
  for (const request of [requestsOf(patient), board('pending'), board('approved')]) await ward.ask(request)
})

afterEach(() => ward.tablet.close())

const idIn = (body: Json, pointer = '/id'): string => String(valueAt(body, pointer))
/** On the server. */
const held = () => ward.api.store.all('resourceRequests')
const titles = async (request: ReturnType<typeof get>) => {
  const { body } = await ward.ask(request)
  return ((valueAt(body, '/results') ?? []) as JsonObject[]).map(({ title }) => title)
}
const states = async () => {
  const listed = await ward.tablet.engine.api.writes()
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value.writes.map(({ syncStatus }) => syncStatus)
}
const once = (method: string, what: 'lose-answer' | 'lose-request' | 'refuse') => {
  let left = 1
  ward.fault = (request) =>
    request.method === method && request.path.includes('/resource/') && left-- > 0 ? what : undefined
}
/** Made while the network was there; the screen has it open. */
const madeOnline = async (): Promise<string> => {
  const id = idIn((await ward.ask(create())).body)
  for (const request of [detailOf(id), requestsOf(patient), board('pending')]) await ward.ask(request)
  return id
}

describe('offline', () => {
  it('[CA25] a request is in its detail and lists, with its facilities named, and goes once', async () => {
    ward.network.online = false
    const { answer, body } = await ward.ask(create())
    expect(answer.status).toBe(202)
    const id = idIn(body)
    const names = [seeded.facilityId, seeded.otherFacilityId].map(
      (facility) => ward.api.store.get('facilities', facility)?.name,
    )
    await ward.tablet.restart()
    expect((await ward.ask(detailOf(id))).body).toMatchObject({
      title: 'Oxygen cylinders',
      origin_facility: { name: names[0] },
      assigned_facility: { name: names[1] },
      related_patient: { id: patient },
    })
    expect(await titles(requestsOf(patient))).toEqual(['Oxygen cylinders'])
    expect([await titles(board('pending')), await titles(board('approved'))]).toEqual([
      ['Oxygen cylinders'],
      [],
    ])
    const comments = get(`/api/v1/resource/${id}/comment/`, { limit: '14', offset: '0' })
    expect((await ward.ask(comments)).body).toEqual({ count: 0, results: [] })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held()).toHaveLength(1)
    expect(await titles(requestsOf(patient))).toEqual(['Oxygen cylinders'])
    expect((await ward.ask(detailOf(id))).body).toMatchObject({ id, title: 'Oxygen cylinders' })
  })

  it('[OR1] for a patient made here goes after the patient, and its change after it', async () => {
    ward.network.online = false
    const pid = idIn((await ward.ask(registration('Offline Asha'))).body)
    expect(await titles(requestsOf(pid))).toEqual([])
    const id = idIn((await ward.ask(create(pid))).body)
    await ward.ask(put(`/api/v1/resource/${id}/`, form(pid, { status: 'approved' })))
    expect((await ward.ask(detailOf(id))).body).toMatchObject({
      status: 'approved',
      related_patient: { id: pid, name: 'Offline Asha' },
    })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    const [request] = held()
    expect(request?.status).toBe('approved')
    expect(isTemporaryId(request?.related_patient ?? '')).toBe(false)
    expect((await ward.ask(requestsOf(pid))).body).toMatchObject({ count: 1, results: [{ id }] })
  })

  it('[CA25] a changed status moves it from one list to the other', async () => {
    const id = await madeOnline()
    ward.network.online = false
    await ward.ask(change(id, { status: 'approved' }))
    expect([await titles(board('pending')), await titles(board('approved'))]).toEqual([
      [],
      ['Oxygen cylinders'],
    ])
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect([await titles(board('pending')), await titles(board('approved'))]).toEqual([
      [],
      ['Oxygen cylinders'],
    ])
    expect([held()[0]?.status, ward.sent('PUT', `/resource/${id}/`)]).toEqual(['approved', 1])
  })

  it('[CF5] a second edit after a synced one is sent', async () => {
    const id = await madeOnline()
    for (const status of ['approved', 'transfer_in_progress']) {
      ward.network.online = false
      await ward.ask(change(id, { status }))
      ward.network.online = true
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    }
    expect(held()[0]?.status).toBe('transfer_in_progress')
  })
})

describe('a lost answer', () => {
  for (const what of ['lose-answer', 'lose-request'] as const) {
    it(`[CA24] of a new request: one on the server (${what})`, async () => {
      once('POST', what)
      const id = idIn((await ward.ask(create())).body)
      expect(isTemporaryId(id)).toBe(true)
      await ward.tablet.clock.advance(20_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(held()).toHaveLength(1)
      expect(ward.sent('POST', '/resource/')).toBe(what === 'lose-answer' ? 1 : 2)
      expect((await ward.ask(detailOf(id))).body).toMatchObject({ id, title: 'Oxygen cylinders' })
    })

    it(`[RP7] of a change: sent until it is there (${what})`, async () => {
      const id = await madeOnline()
      once('PUT', what)
      await ward.ask(change(id, { status: 'approved' }))
      await ward.tablet.clock.advance(20_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(held()[0]?.status).toBe('approved')
      expect(ward.sent('PUT', `/resource/${id}/`)).toBe(what === 'lose-answer' ? 1 : 2)
    })
  }

  it('[PR5] the request that may have landed is not shown twice', async () => {
    once('POST', 'lose-answer')
    await ward.ask(create())
    expect(await titles(requestsOf(patient))).toEqual(['Oxygen cylinders'])
  })

  it('[CA24] of one that says what another of this tablet said: each is its own', async () => {
    await madeOnline()
    once('POST', 'lose-request')
    await ward.ask(create())
    await ward.tablet.clock.advance(20_000)
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held()).toHaveLength(2)
  })
})

describe('changed by somebody else meanwhile', () => {
  const elsewhere = (id: string, changes: JsonObject) => {
    const row = ward.api.store.get('resourceRequests', id)
    if (!row) throw new Error('no request')
    ward.api.store.put('resourceRequests', { ...row, ...changes })
  }

  it('[CF1] [CA26] other fields are kept', async () => {
    const id = await madeOnline()
    ward.network.online = false
    await ward.ask(change(id, { reason: 'None left' }))
    elsewhere(id, { priority: 5 })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held()[0]).toMatchObject({ reason: 'None left', priority: 5 })
  })

  it('[CF2] [CA26] its status goes to a person, who decides', async () => {
    const id = await madeOnline()
    ward.network.online = false
    const { answer } = await ward.ask(change(id, { status: 'approved' }))
    elsewhere(id, { status: 'rejected' })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ needAttention: 1 })
    expect([held()[0]?.status, (await states())[0]]).toEqual(['rejected', 'conflict'])
    const writeId = answer.headers['x-care-write-id'] ?? ''
    await ward.tablet.engine.api.resolve(writeId, 'theirs')
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held()[0]?.status).toBe('rejected')
  })

  it('[CF7] one that is gone needs a person', async () => {
    const id = await madeOnline()
    ward.network.online = false
    await ward.ask(change(id, { status: 'approved' }))
    elsewhere(id, { deleted: true })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ needAttention: 1 })
  })
})

describe('refused', () => {
  it('[CA27] [OB5] on the form, in CARE’s shape, and nothing is stored', async () => {
    const { answer, body } = await ward.ask(
      create(patient, { assigned_facility: null, assigned_to: patient }),
    )
    expect(answer.status).toBe(400)
    expect(valueAt(body, '/errors/0/msg')).toMatch(/^Assigned facility is required/)
    expect(await states()).toEqual([])
  })

  it('[RP9] at the sync, in the server’s words: it waits for a person, and can be edited', async () => {
    ward.network.online = false
    const { answer } = await ward.ask(create(patient, { assigned_to: seeded.users.doctor }))
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ needAttention: 1 })
    const listed = await ward.tablet.engine.api.writes()
    const [write] = listed.ok ? listed.value.writes : []
    expect(JSON.stringify(write?.failure)).toContain('Assigned user is not a member of the assigned facility')
    await ward.tablet.engine.api.edit(answer.headers['x-care-write-id'] ?? '', form(patient))
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held()).toHaveLength(1)
  })
})
