// The time of death, as a structured answer sends it: the one field alone, to a route that clears what is left out.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../care-api/seeded.ts'
import { patientOf, put } from './forms.ts'
import { createDesk, known } from './structured-desk.ts'
import { batch, vitalsAnswer } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const { beginShift, writes, states, goOnline } = createDesk(() => ward)
const died = '2026-11-22T07:40:00+05:30'
const diedUtc = '2026-11-22T02:10:00Z'
/** Never opened on this tablet. */
const stranger = { patient: seeded.patientId(7), encounter: seeded.encounterId(7) }

const death = (patient: string, deceased_datetime = died) => ({
  url: `/api/v1/patient/${patient}/`,
  method: 'PUT',
  reference_id: 'time_of_death',
  body: { deceased_datetime },
})
const held = (id: string) => ward.api.store.get('patients', id)
const edit = (id: string, fields: object) => {
  const row = held(id)
  if (row) ward.api.store.put('patients', { ...row, ...fields })
}

beforeEach(async () => {
  ward = await createWardTablet()
  await beginShift()
  for (const { patient } of [known, stranger]) edit(patient, { pincode: 682001 })
  await ward.ask(patientOf(known.patient))
})

afterEach(() => ward.tablet.close())

describe('[CA62] the time of death alone takes nothing else away', () => {
  it.each([true, false])('of a patient who is known here, online: %s', async (online) => {
    ward.network.online = online
    await ward.ask(batch(vitalsAnswer(known), death(known.patient)))
    expect((await ward.ask(patientOf(known.patient))).body).toMatchObject({
      pincode: 682001,
      deceased_datetime: diedUtc,
    })
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held(known.patient)).toMatchObject({ pincode: 682001, deceased_datetime: diedUtc })
  })

  it.each([true, false])(
    'of a patient whom this tablet does not know: compared before it is sent, by a person, online: %s',
    async (online) => {
      ward.network.online = online
      expect((await ward.ask(batch(death(stranger.patient)))).answer.status).toBe(202)
      expect(await goOnline()).toMatchObject({ needAttention: 1 })
      expect(ward.sent('POST', '/batch_requests/')).toBe(0)
      const [write] = await writes()
      await ward.tablet.engine.api.resolve(write?.id ?? '', 'mine')
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(held(stranger.patient)).toMatchObject({ pincode: 682001, deceased_datetime: diedUtc })
    },
  )

  it('sent alone, and where the PIN code was put right by somebody else meanwhile', async () => {
    ward.network.online = false
    await ward.ask(put(`/api/v1/patient/${known.patient}/`, { deceased_datetime: died }))
    edit(known.patient, { pincode: 682002 })
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held(known.patient)).toMatchObject({ pincode: 682002, deceased_datetime: diedUtc })
  })

  it('while a whole form that leaves the PIN code out has cleared it', async () => {
    const { name, gender, phone_number, geo_organization } = held(known.patient) ?? {}
    const whole = { name, gender, phone_number, geo_organization } as Record<string, string>
    await ward.ask(put(`/api/v1/patient/${known.patient}/`, whole))
    expect(held(known.patient)?.pincode).toBe(null)
  })

  it.each(['lose-answer', 'lose-request'] as const)('also when its answer is lost: %s', async (fault) => {
    let losing = 1
    ward.fault = ({ path }) => (path.endsWith('/batch_requests/') && losing-- > 0 ? fault : undefined)
    await ward.ask(batch(death(known.patient)))
    await ward.tablet.clock.advance(60_000)
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held(known.patient)).toMatchObject({ pincode: 682001, deceased_datetime: diedUtc })
  })
})

describe('the time of death', () => {
  it('[CA7] that somebody else has reported meanwhile is never merged: a person decides', async () => {
    ward.network.online = false
    await ward.ask(batch(death(known.patient)))
    edit(known.patient, { deceased_datetime: '2026-11-22T01:00:00Z' })
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    const [write] = await writes()
    expect(write?.syncStatus).toBe('conflict')
    expect(held(known.patient)?.deceased_datetime).toBe('2026-11-22T01:00:00Z')
    await ward.tablet.engine.api.resolve(write?.id ?? '', 'mine')
    await ward.drain()
    expect(held(known.patient)).toMatchObject({ deceased_datetime: diedUtc, pincode: 682001 })
  })

  it.each([true, false])('[CA62] is not in the future, and has a zone, online: %s', async (online) => {
    ward.network.online = online
    for (const wrong of ['2026-11-22T07:40:00', '2027-01-01T00:00:00Z'])
      expect((await ward.ask(batch(death(known.patient, wrong)))).answer.status).toBe(400)
    expect(await states()).toEqual([])
    expect(held(known.patient)?.deceased_datetime).toBe(null)
  })
})
