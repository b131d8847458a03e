// When a form was filled in, and what CARE makes of it when it arrives hours later.

import { afterEach, beforeEach, expect, it } from 'vitest'
import { post } from '../../shared/api-request.ts'
import { type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { responsesOf, vitals } from './forms.ts'
import { createDesk, known } from './structured-desk.ts'
import { answer, batch } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const { beginShift, writes, goOnline } = createDesk(() => ward)
const responses = () => ward.api.store.all('responses')
const takenAt = (answers: unknown) => (answers as JsonObject[]).map(({ taken_at }) => taken_at)
const hour = 3_600_000

beforeEach(async () => {
  ward = await createWardTablet()
  await beginShift()
  await ward.ask(responsesOf(known.patient, known.encounter))
})

afterEach(() => ward.tablet.close())

it('[TM1] what was filled in offline keeps its moment, however long it waits', async () => {
  const filledMs = ward.tablet.clock.now()
  ward.network.online = false
  await ward.ask(vitals(known.patient, known.encounter))
  const shown = (await ward.ask(responsesOf(known.patient, known.encounter))).body
  await ward.tablet.clock.advance(5 * hour)
  await ward.tablet.restart()
  ward.network.online = true
  await ward.signIn('nurse')
  expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
  const [response] = responses()
  expect(takenAt(response?.responses).map((at) => Date.parse(String(at)))).toEqual([filledMs])
  expect(takenAt(valueAt(shown, '/results/0/responses'))).toEqual(takenAt(response?.responses))
  expect(Date.parse(response?.created_date ?? '')).toBeGreaterThanOrEqual(filledMs + 5 * hour)
})

it('[TM1] also online, by the clock of the server; a time that the form says itself stays', async () => {
  const { patient, encounter } = known
  const said = '2026-11-22T06:15:00Z'
  await ward.ask(
    post('/api/v1/questionnaire/vitals/submit/', {
      resource_id: encounter,
      encounter,
      patient,
      results: [
        { question_id: seeded.vitals.temperature, values: [{ value: '37.1' }], taken_at: said },
        { question_id: seeded.vitals.pulse, values: [{ value: '80' }] },
      ],
    }),
  )
  const [first, second] = takenAt(responses()[0]?.responses)
  expect(first).toBe(said)
  expect(Date.parse(String(second))).toBe(ward.tablet.clock.now())
})

it('[TM1] an answer that is corrected before it is sent belongs to the form as it was filled in', async () => {
  const filledMs = ward.tablet.clock.now()
  ward.network.online = false
  await ward.ask(vitals(known.patient, known.encounter))
  await ward.tablet.clock.advance(hour / 12)
  const [write] = await writes()
  const { body } = vitals(known.patient, known.encounter, '37.7')
  expect(await ward.tablet.engine.api.edit(write?.id ?? '', body ?? null)).toMatchObject({ ok: true })
  await goOnline()
  expect(takenAt(responses()[0]?.responses).map((at) => Date.parse(String(at)))).toEqual([filledMs])
})

it('[RP8] [TM1] the same request, handed on by the browser a moment later, makes no second write', async () => {
  ward.network.online = false
  const form = vitals(known.patient, known.encounter)
  await ward.ask(form)
  await ward.tablet.restart()
  await ward.tablet.clock.advance(2_000)
  await ward.ask(form)
  expect(await writes()).toHaveLength(1)
})

it('[TM2] people are told where CARE will show the moment of arrival instead', async () => {
  ward.network.online = false
  await ward.ask(vitals(known.patient, known.encounter))
  await ward.ask(batch(answer('symptom', known, {})))
  expect((await writes()).map(({ datedOnArrival }) => datedOnArrival)).toEqual([true, true])
})
