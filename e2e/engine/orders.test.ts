// Service requests and charges of an encounter: alone in a form, beside other answers, with lost answers, refused.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { get, post } from '../../shared/api-request.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { charge, chargesOf, definitions, order, orderOf, ordersOf } from './order-forms.ts'
import { at, createDesk, known } from './structured-desk.ts'
import { answer, batch, completion, vitalsAnswer } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const { beginShift, writes, states, newcomer, goOnline } = createDesk(() => ward)

const held = () => ({
  charges: ward.count('chargeItems'),
  orders: ward.count('serviceRequests'),
  responses: ward.count('responses'),
})
const rowsOf = async (request: ReturnType<typeof chargesOf>) =>
  (valueAt((await ward.ask(request)).body, '/results') ?? []) as JsonObject[]

const encounterOf = (id: string) => get(`/api/v1/encounter/${id}/`, { facility: seeded.facilityId })

function loseOnce(what: 'lose-answer' | 'lose-request') {
  let left = 1
  ward.fault = ({ method, path }) =>
    method === 'POST' && path.endsWith('/batch_requests/') && left-- > 0 ? what : undefined
}

beforeEach(async () => {
  ward = await createWardTablet()
  await beginShift()
  for (const request of [...definitions, chargesOf(known.encounter), ordersOf(known.encounter)])
    await ward.ask(request)
  await ward.ask(encounterOf(known.encounter))
})

afterEach(() => ward.tablet.close())

describe('offline', () => {
  it('[CA61] no part of a form is dropped: what is in the batch is in its row, and is sent', async () => {
    ward.network.online = false
    const { encounter } = known
    const form = batch(vitalsAnswer(known), order(encounter), charge(encounter), answer('symptom', known, {}))
    expect((await ward.ask(form)).answer.status).toBe(202)
    const [write] = await writes()
    const detail = await ward.tablet.engine.api.details(write?.id ?? '')
    const payload = detail.ok ? (detail.value?.payload ?? null) : null
    expect(valueAt(payload, '/requests')).toHaveLength(4)

    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    const sent = ward.network.sent.find(({ request }) => request.path.endsWith('/batch_requests/'))
    expect((valueAt(sent?.request.body, '/requests') as JsonObject[]).map(({ url }) => url)).toEqual(
      (valueAt(form.body, '/requests') as JsonObject[]).map(({ url }) => url),
    )
    expect(held()).toEqual({ charges: 1, orders: 1, responses: 2 })
  })

  it('[CA61] a form with a part that nobody here knows is not kept by halves: it says so', async () => {
    ward.network.online = false
    const strange = { url: '/api/v1/unheard/of/', method: 'POST', reference_id: 'x', body: {} }
    const { answer: told, body } = await ward.ask(batch(vitalsAnswer(known), strange))
    expect(told.status).toBe(406)
    expect(body).toMatchObject({
      code: 'offline_not_saved',
      errors: [{ msg: expect.stringContaining('cannot be saved offline') }],
    })
    expect(await states()).toEqual([])
  })

  it('[CA61] [CA45] ordered and charged in an encounter made here: shown at once, there once', async () => {
    const { encounter, patient } = await newcomer()
    const { body } = await ward.ask(
      batch(order(encounter), charge(encounter), charge(encounter, 'bed-day', 1)),
    )
    const id = at(body, '/results/0/data/id')
    expect(isTemporaryId(id)).toBe(true)
    expect(await rowsOf(ordersOf(encounter))).toMatchObject([
      { id, title: 'Random blood sugar', priority: 'urgent', encounter: { id: encounter } },
    ])
    expect(await rowsOf(chargesOf(encounter))).toMatchObject([
      { title: 'Bed, one day', quantity: 1, total_price: null },
      { title: 'Dressing', quantity: 2 },
    ])
    expect((await ward.ask(orderOf(id))).body).toMatchObject({ id, patient: { id: patient } })
    const badges = (await writes())[0]?.recordIds ?? []
    for (const { id: row } of await rowsOf(chargesOf(encounter))) expect(badges).toContain(row)

    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held()).toMatchObject({ charges: 2, orders: 1 })
    expect(await rowsOf(chargesOf(encounter))).toMatchObject([{ total_price: 800 }, { total_price: 300 }])
    expect(await rowsOf(ordersOf(encounter))).toMatchObject([{ id, title: 'Random blood sugar' }])
  })

  it('[CA61] [OR5] goes before the encounter is closed, whichever was said first', async () => {
    ward.network.online = false
    await ward.ask(batch(order(known.encounter)))
    await ward.ask(batch(charge(known.encounter)))
    await ward.ask(completion(known))
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held()).toMatchObject({ charges: 1, orders: 1 })
    expect(ward.api.store.get('encounters', known.encounter)?.status).toBe('completed')
  })

  it('[CA61] [CA36] is not taken for an encounter that is known to be closed', async () => {
    await ward.ask(completion(known))
    await ward.ask(encounterOf(known.encounter))
    ward.network.online = false
    const { answer: told, body } = await ward.ask(batch(order(known.encounter)))
    expect(told.status).toBe(400)
    expect(body).toMatchObject({ errors: [{ msg: 'This encounter is closed.' }] })
    expect(held().orders).toBe(0)
  })

  it('[CA61] [CA42] is refused on the form where the server would refuse it', async () => {
    ward.network.online = false
    for (const wrong of [
      batch(charge(known.encounter, 'dressing', 0)),
      batch(charge(known.encounter, '')),
      batch(order(known.encounter, 'blood-sugar', { priority: 'soon' })),
      batch(order(known.encounter, '')),
      post(`/api/v1/facility/${seeded.facilityId}/charge_item/apply_charge_item_defs/`, { requests: [] }),
    ])
      expect((await ward.ask(wrong)).answer.status).toBe(400)
    expect(await states()).toEqual([])
  })
})

describe('a lost answer', () => {
  it.each(['lose-answer', 'lose-request'] as const)(
    '[CA61] [CA46] of a form with charges in it: there once: %s',
    async (what) => {
      loseOnce(what)
      const form = batch(vitalsAnswer(known), order(known.encounter), charge(known.encounter))
      expect((await ward.ask(form)).answer.status).toBe(202)
      await ward.tablet.clock.advance(60_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(held()).toEqual({ charges: 1, orders: 1, responses: 1 })
      expect(await states()).toEqual(['success'])
    },
  )

  it('[CA61] of charges alone: not there, they are sent again; there, a person says whose they are', async () => {
    loseOnce('lose-request')
    await ward.ask(batch(charge(known.encounter)))
    await ward.tablet.clock.advance(60_000)
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held().charges).toBe(1)

    loseOnce('lose-answer')
    await ward.ask(batch(charge(known.encounter, 'bed-day', 1)))
    await ward.tablet.clock.advance(60_000)
    expect(await ward.drain()).toMatchObject({ needAttention: 1 })
    expect((await writes())[0]?.failure).toMatchObject({ code: 'unsure' })
    expect(held().charges).toBe(2)
  })
})

describe('a refusal', () => {
  it('[CA61] [CA49] of a service that is no longer offered keeps all of the form here', async () => {
    ward.network.online = false
    await ward.ask(
      batch(vitalsAnswer(known), charge(known.encounter), order(known.encounter, 'retired-test')),
    )
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect(held()).toEqual({ charges: 0, orders: 0, responses: 0 })
    expect(await rowsOf(chargesOf(known.encounter))).toHaveLength(1)
  })

  it('[CA61] online goes to the form, and leaves nothing here', async () => {
    const { answer: told } = await ward.ask(batch(order(known.encounter, 'retired-test')))
    expect(told.status).toBe(400)
    expect(await states()).toEqual([])
    expect(await rowsOf(ordersOf(known.encounter))).toEqual([])
  })
})
