// Tokens, and the end of an encounter as CARE's front end batches it since 2026: encounter, appointment and token.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { appointmentOf, appointmentsOf, book, practitioners, slotsOn } from './appointment-forms.ts'
import { admission, patientOf } from './forms.ts'
import { at, createDesk, known } from './structured-desk.ts'
import { batch, vitalsAnswer } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
let day: string
let slot: string
let appointment: string
let encounter: string
const { writes, states, goOnline } = createDesk(() => ward)
const facility = `/api/v1/facility/${seeded.facilityId}/`
const { patient } = known
const category = seeded.bedId(0)
const cleared = { waiting: 0, needAttention: 0 }

const ask = async (request: ApiRequest) => (await ward.ask(request)).body
const encounterOf = (id: string) => get(`/api/v1/encounter/${id}/`, { facility: seeded.facilityId })
const tokensOf = () =>
  get(`/api/v1/patient/${patient}/get_tokens/`, { facility: seeded.facilityId, date: day })
const give = (id: string, of = category) =>
  post(`${facility}appointments/${id}/generate_token/`, { category: of, note: '' })
const tokens = () => ward.api.store.all('queueTokens')
const booking = () => ward.api.store.get('bookings', appointment)
const status = () => ward.api.store.get('encounters', encounter)?.status
const ended = () => [status(), booking()?.status, ...tokens().map((token) => token.status)]

/** What is in the batch, by what is there to be ended. */
function completion(token?: { id: string; queue: string }, note = 'seen'): ApiRequest {
  const parts: JsonObject[] = [
    {
      url: `/api/v1/encounter/${encounter}/`,
      method: 'PUT',
      reference_id: 'encounter-closed',
      body: {
        patient,
        facility: seeded.facilityId,
        status: 'completed',
        encounter_class: 'imp',
        priority: 'routine',
        period: { start: '2026-11-22T08:30:00.000Z', end: '2026-11-22T11:00:00.000Z' },
      },
    },
    {
      url: `${facility}appointments/${appointment}/`,
      method: 'PUT',
      reference_id: 'appointment-closed',
      body: { status: 'fulfilled', note },
    },
  ]
  const closing = token && {
    url: `${facility}token/queue/${token.queue}/token/${token.id}/`,
    method: 'PUT',
    reference_id: 'token-closed',
    body: { status: 'FULFILLED', note: '' },
  }
  return batch(...parts, ...(closing ? [closing] : []))
}

const recordedBy = (user: string) => ({
  ...{ created_by: user, updated_by: user },
  ...{ created_date: '2026-11-22T09:00:00Z', modified_date: '2026-11-22T09:00:00Z' },
})

function nextMonday(nowMs: number): string {
  const days = (8 - new Date(nowMs).getUTCDay()) % 7 || 7
  return new Date(nowMs + days * 86_400_000).toISOString().slice(0, 10)
}

function loseOnce(path: RegExp, what: 'lose-answer' | 'lose-request') {
  let left = 1
  ward.fault = (request) =>
    request.method !== 'GET' && path.test(request.path) && left-- > 0 ? what : undefined
}

/** Somebody was booked, came, and an encounter was begun from it: all of it read on this tablet. */
beforeEach(async () => {
  ward = await createWardTablet()
  ward.api.store.put('tokenCategories', {
    ...{ id: category, facility: seeded.facilityId, name: 'General', shorthand: 'G', default: true },
    ...{ resource_type: 'practitioner' as const, metadata: {} },
    ...recordedBy(seeded.users.admin),
  })
  await ward.signIn('nurse')
  day = nextMonday(ward.tablet.clock.now())
  await ask(patientOf(patient))
  await ask(practitioners())
  const slots = (valueAt(await ask(slotsOn(day)), '/results') ?? []) as JsonObject[]
  slot = String(slots[0]?.id)
  appointment = at(await ask(book(patient, slot)), '/id')
  const { body } = admission(patient)
  encounter = at(await ask(post('/api/v1/encounter/', { ...(body as JsonObject), appointment })), '/id')
  await look()
})

afterEach(() => ward.tablet.close())

async function look(): Promise<Json> {
  await ask(encounterOf(encounter))
  await ask(appointmentsOf(patient))
  await ask(tokensOf())
  await ask(get(`${facility}token/category/`, { resource_type: 'practitioner' }))
  return ask(appointmentOf(appointment))
}

/** A token of the server's, as this tablet knows it. */
async function withToken() {
  await ask(give(appointment))
  const { token } = (await look()) as JsonObject
  return { id: at(token ?? null, '/id'), queue: at(token ?? null, '/queue/id') }
}

describe('[CA63] a token', () => {
  it('given offline is on its appointment and among the tokens of the patient, and is given once', async () => {
    ward.network.online = false
    const { answer, body } = await ward.ask(give(appointment))
    expect(answer.status).toBe(202)
    const id = at(body, '/id')
    expect(isTemporaryId(id)).toBe(true)
    // The number is the server's to give.
    const mine = { id, status: 'CREATED', number: null, category: { name: 'General' } }
    expect(await ask(appointmentOf(appointment))).toMatchObject({ token: mine })
    expect(await ask(appointmentsOf(patient))).toMatchObject({ results: [{ token: mine }] })
    expect(await ask(tokensOf())).toMatchObject({ count: 1, results: [mine] })
    expect((await writes())[0]?.recordIds).toContain(appointment)
    expect((await ward.ask(give(appointment))).answer.status).toBe(400)

    expect(await goOnline()).toMatchObject(cleared)
    expect(tokens()).toHaveLength(1)
    expect(await ask(appointmentOf(appointment))).toMatchObject({ token: { number: 1 } })
  })

  it('of an appointment that was booked offline goes after it', async () => {
    ward.network.online = false
    const other = at(await ask(book(seeded.patientId(5), slot)), '/id')
    await ask(give(other))
    expect(await goOnline()).toMatchObject(cleared)
    expect(tokens().map(({ patient: of }) => of)).toEqual([seeded.patientId(5)])
  })

  it.each(['lose-answer', 'lose-request'] as const)(
    'whose answer is lost is given once: %s',
    async (what) => {
      loseOnce(/generate_token/, what)
      expect((await ward.ask(give(appointment))).answer.status).toBe(202)
      await ward.tablet.clock.advance(60_000)
      expect(await ward.drain()).toMatchObject(cleared)
      expect(tokens()).toHaveLength(1)
    },
  )

  it('[RP22] that somebody else has given meanwhile is the one', async () => {
    ward.network.online = false
    await ask(give(appointment))
    const token = {
      ...{ facility: seeded.facilityId, queue: 'q', category, number: 7 },
      ...{ status: 'CREATED', note: null, booking: appointment, patient, id: seeded.bedId(1) },
      ...recordedBy(seeded.users.admin),
    }
    ward.api.store.put('queueTokens', token)
    const row = booking()
    if (row) ward.api.store.put('bookings', { ...row, token: token.id })
    expect(await goOnline()).toMatchObject(cleared)
    expect(tokens()).toHaveLength(1)
    expect(await ask(appointmentOf(appointment))).toMatchObject({ token: { number: 7 } })
  })

  it('of a category that is no longer there is refused, and holds nothing else back', async () => {
    ward.network.online = false
    await ask(give(appointment, seeded.bedId(3)))
    await ask(batch(vitalsAnswer({ patient, encounter })))
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 1 })
    expect(ward.count('responses')).toBe(1)
  })
})

describe('[CA64] the end of an encounter as a batch', () => {
  it('said offline shows at once in all three, and is said once', async () => {
    const token = await withToken()
    ward.network.online = false
    expect((await ward.ask(completion(token))).answer.status).toBe(202)
    expect(await ask(encounterOf(encounter))).toMatchObject({ status: 'completed' })
    expect(await ask(appointmentOf(appointment))).toMatchObject({
      status: 'fulfilled',
      note: 'seen',
      token: { status: 'FULFILLED' },
    })
    expect(await ask(tokensOf())).toMatchObject({ results: [{ status: 'FULFILLED' }] })
    expect(await goOnline()).toMatchObject(cleared)
    expect(ended()).toEqual(['completed', 'fulfilled', 'FULFILLED'])
    expect(ward.sent('POST', '/batch_requests/')).toBe(1)
    expect((await writes())[0]?.type).toBe('mark_encounter_as_complete')
  })

  it('goes behind the forms of the encounter, and behind a token that was given here', async () => {
    ward.network.online = false
    await ask(batch(vitalsAnswer({ patient, encounter })))
    await ask(give(appointment))
    await ask(completion())
    expect(await goOnline()).toMatchObject(cleared)
    expect(ended()).toEqual(['completed', 'fulfilled', 'CREATED'])
    expect(ward.count('responses')).toBe(1)
  })

  it.each(['lose-answer', 'lose-request'] as const)('whose answer is lost ends it once: %s', async (what) => {
    const token = await withToken()
    loseOnce(/batch_requests/, what)
    await ask(completion(token))
    await ward.tablet.clock.advance(60_000)
    expect(await ward.drain()).toMatchObject(cleared)
    expect(ended()).toEqual(['completed', 'fulfilled', 'FULFILLED'])
    expect(await states()).toContain('success')
  })

  it.each([
    ['the appointment was cancelled', () => changeBooking('cancelled')],
    ['the encounter was cancelled', () => changeEncounter('cancelled')],
  ])('is not said where meanwhile %s', async (_, meanwhile) => {
    ward.network.online = false
    await ask(completion())
    meanwhile()
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect((await writes())[0]?.failure).toMatchObject({ code: 'record-closed' })
    expect(ended()).not.toContain('fulfilled')
  })

  it('[CA47] is a conflict where the patient was meanwhile called by somebody else', async () => {
    ward.network.online = false
    await ask(completion())
    changeBooking('in_consultation')
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    const [write] = await writes()
    expect(write?.syncStatus).toBe('conflict')
    expect(await ward.tablet.engine.api.resolve(write?.id ?? '', 'mine')).toMatchObject({ ok: true })
    expect(await ward.drain()).toMatchObject(cleared)
    expect(ended()).toEqual(['completed', 'fulfilled'])
  })

  it('is not taken for said where somebody else has closed the encounter alone', async () => {
    ward.network.online = false
    await ask(completion())
    changeEncounter('completed')
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect(booking()?.status).toBe('booked')
    expect((await writes())[0]?.syncStatus).not.toBe('success')
  })

  it('refused online goes to the form, and nothing of it is there', async () => {
    changeEncounter('discontinued')
    const { answer } = await ward.ask(completion())
    expect(answer.status).toBe(400)
    expect(booking()?.status).toBe('booked')
  })
})

describe('[CA45] encounter and appointment as answers of a form', () => {
  const change = (priority = 'urgent'): JsonObject => ({
    url: `/api/v1/encounter/${encounter}/`,
    method: 'PUT',
    reference_id: 'encounter',
    body: {
      patient,
      facility: seeded.facilityId,
      status: 'in_progress',
      encounter_class: 'imp',
      priority,
      period: { start: '2026-11-22T08:30:00.000Z' },
      organizations: [],
    },
  })
  const visit = (who: string): JsonObject => ({
    url: `${facility}slots/${slot}/create_appointment/`,
    method: 'POST',
    reference_id: 'appointment',
    body: { patient: who, note: 'follow-up', tags: [] },
  })
  const other = seeded.patientId(6)

  it('are there once, and shown at once', async () => {
    ward.network.online = false
    const { body } = await ward.ask(batch(vitalsAnswer({ patient, encounter }), change(), visit(other)))
    const id = at(body, '/results/2/data/id')
    expect(await ask(encounterOf(encounter))).toMatchObject({ priority: 'urgent' })
    expect(await ask(appointmentOf(id))).toMatchObject({ id, note: 'follow-up', patient: { id: other } })
    expect(await goOnline()).toMatchObject(cleared)
    expect(ward.api.store.get('encounters', encounter)).toMatchObject({ priority: 'urgent' })
    expect(ward.api.store.get('encounters', encounter)?.organizations).toHaveLength(1)
    expect(ward.count('bookings')).toBe(2)
    expect(await ask(appointmentOf(id))).toMatchObject({ id, note: 'follow-up' })
  })

  it.each(['lose-answer', 'lose-request'] as const)('with a lost answer: %s', async (what) => {
    loseOnce(/batch_requests/, what)
    await ask(batch(change(), visit(other)))
    await ward.tablet.clock.advance(60_000)
    expect(await ward.drain()).toMatchObject(cleared)
    expect(ward.count('bookings')).toBe(2)
    expect(ward.api.store.get('encounters', encounter)).toMatchObject({ priority: 'urgent' })
  })

  it('[CA47] where somebody else has changed the same, wait for a person', async () => {
    ward.network.online = false
    await ask(batch(change(), visit(other)))
    const row = ward.api.store.get('encounters', encounter)
    if (row) ward.api.store.put('encounters', { ...row, priority: 'stat' })
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect((await writes())[0]?.syncStatus).toBe('conflict')
    expect(ward.count('bookings')).toBe(1)
  })

  it('of which CARE refuses one are not there', async () => {
    ward.network.online = false
    await ask(batch(change(), visit(other)))
    for (const row of ward.api.store.all('slots'))
      if (row.id === slot) ward.api.store.put('slots', { ...row, allocated: 99 })
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect(ward.api.store.get('encounters', encounter)).toMatchObject({ priority: 'routine' })
    expect(ward.count('bookings')).toBe(1)
  })
})

function changeEncounter(to: string) {
  const row = ward.api.store.get('encounters', encounter)
  if (row) ward.api.store.put('encounters', { ...row, status: to })
}

function changeBooking(to: string) {
  const row = booking()
  if (row) ward.api.store.put('bookings', { ...row, status: to })
}
