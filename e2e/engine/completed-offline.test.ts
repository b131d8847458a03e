// An encounter made offline and completed offline, by both of the ways that CARE has had.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Json, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { put, responsesOf, vitals } from './forms.ts'
import { createDesk } from './structured-desk.ts'
import { type About, answer, batch, completion, vitalsAnswer } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const { beginShift, writes, states, newcomer, goOnline } = createDesk(() => ward)

beforeEach(async () => {
  ward = await createWardTablet()
  await beginShift()
})

afterEach(() => ward.tablet.close())

describe('an encounter made offline and completed offline', () => {
  const closing = {
    batch: completion,
    put: ({ patient, encounter }: About) => {
      const { requests } = completion({ patient, encounter }).body as { requests: { body: Json }[] }
      return put(`/api/v1/encounter/${encounter}/`, requests[0]?.body)
    },
  }

  describe.each(['batch', 'put'] as const)('by %s', (how) => {
    async function wholeVisit() {
      const about = await newcomer()
      await ward.ask(vitals(about.patient, about.encounter))
      await ward.ask(batch(vitalsAnswer(about), answer('symptom', about, {})))
      expect((await ward.ask(closing[how](about))).answer.status).toBe(202)
      return about
    }
    const detailOf = ({ encounter }: About) =>
      ward.ask({
        method: 'GET',
        path: `/api/v1/encounter/${encounter}/`,
        query: [['facility', seeded.facilityId]],
      })

    it('[CA48] shows as completed, and its forms go before it is closed', async () => {
      const before = ward.count('encounters')
      const about = await wholeVisit()
      expect((await detailOf(about)).body).toMatchObject({ id: about.encounter, status: 'completed' })
      expect((await writes()).find(({ type }) => type === 'mark_encounter_as_complete')).toBeDefined()
      expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(ward.count('encounters')).toBe(before + 1)
      expect(ward.api.store.all('encounters').at(-1)?.status).toBe('completed')
      expect(ward.count('responses')).toBe(3)
      expect((await detailOf(about)).body).toMatchObject({ id: about.encounter, status: 'completed' })
      expect(valueAt((await ward.ask(responsesOf(about.patient, about.encounter))).body, '/count')).toBe(2)
    })

    it('[CA48] is closed once where the answer of the closing is lost', async () => {
      await wholeVisit()
      ward.network.online = true
      let losing = 1
      const isClosing = (body: Json | undefined) => JSON.stringify(body ?? null).includes('completed')
      ward.fault = ({ method, body }) =>
        method !== 'GET' && isClosing(body) && losing-- > 0 ? 'lose-answer' : undefined
      await ward.drain()
      await ward.tablet.clock.advance(60_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(new Set(await states())).toEqual(new Set(['success']))
      expect(ward.api.store.all('encounters').at(-1)?.status_history).toHaveLength(2)
    })
  })
})
