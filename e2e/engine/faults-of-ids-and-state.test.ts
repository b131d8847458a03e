// The faults of the earlier, page-based attempt at offline support, each under its number: ids and parents (I), failures
// (F), state and caches (S). Those with a test elsewhere have their number in its name.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, get } from '../../shared/api-request.ts'
import { asObject } from '../../shared/care/json-record.ts'
import { createTemporaryId } from '../../shared/ids/temporary-id.ts'
import { valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { appointmentsOf, board, book } from './appointment-forms.ts'
import { type BookingDesk, idIn, openBookingDesk, rowsIn } from './booking-desk.ts'
import { admission, encountersOf, patientOf, registration, vitals } from './forms.ts'
import { answer, batch, completion, listOf } from './structured-forms.ts'

let desk: BookingDesk
const cleared = { waiting: 0, needAttention: 0, paused: null }

beforeEach(async () => {
  desk = await openBookingDesk()
})
afterEach(() => desk.ward.tablet.close())

const goOffline = () => {
  desk.ward.network.online = false
}
const failures = async () => {
  const listed = await desk.ward.tablet.engine.api.writes()
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value.writes.flatMap(({ failure }) => (failure ? [failure] : []))
}
const encounterOf = (id: string): ApiRequest =>
  get(`/api/v1/encounter/${id}/`, { facility: seeded.facilityId })

describe('[CA74] ids and parents', () => {
  it('I3: what mentions a record that nobody makes is not sent, and a person is told', async () => {
    goOffline()
    const nobody = createTemporaryId((bytes) => bytes.fill(7))
    await desk.ask(vitals(nobody, nobody))
    expect(await desk.goOnline()).toMatchObject({ waiting: 0, needAttention: 1 })
    expect(await failures()).toMatchObject([{ code: 'missing-parent', ids: [nobody] }])
    expect(desk.ward.sent('POST', '/batch_requests/')).toBe(0)
  })

  it('I4: after the sync lists hold the record once, and both its addresses answer, offline too', async () => {
    goOffline()
    const patient = idIn(await desk.ask(registration('Two Names')))
    const encounter = idIn(await desk.ask(admission(patient)))
    await desk.ask(encountersOf(patient))
    expect(await desk.goOnline()).toMatchObject(cleared)
    const [serverPatient, serverEncounter] = (['patients', 'encounters'] as const).map(
      (table) => desk.ward.api.store.all(table).at(-1)?.id ?? '',
    )
    const seen = async () => {
      const lists = [patient, serverPatient ?? ''].map(async (id) => rowsIn(await desk.ask(encountersOf(id))))
      return (await Promise.all(lists)).map((rows) => rows.map(({ id }) => id))
    }
    expect(await seen()).toEqual([[encounter], [serverEncounter]])
    for (const id of [encounter, serverEncounter ?? '']) await desk.ask(encounterOf(id))
    goOffline()
    await desk.ward.tablet.restart()
    expect(await seen()).toEqual([[encounter], [serverEncounter]])
    expect(await desk.ask(encounterOf(encounter))).toMatchObject({ id: encounter, patient: { id: patient } })
    expect(await desk.ask(encounterOf(serverEncounter ?? ''))).toMatchObject({
      id: serverEncounter,
      patient: { id: serverPatient },
    })
  })
})

describe('[CA74] failures', () => {
  it('F2: a refusal is sent once and told; "later" is obeyed, with growing waits, and then goes', async () => {
    goOffline()
    await desk.ask(registration('Refused For Good'))
    desk.ward.fault = ({ method }) => (method === 'POST' ? 'refuse' : undefined)
    expect(await desk.goOnline()).toMatchObject({ needAttention: 1 })
    for (let again = 0; again < 6; again++) await desk.ward.drain()
    expect(desk.ward.sent('POST', '/patient/')).toBe(1)
    expect(await failures()).toMatchObject([{ code: 'refused', words: 'No' }])

    goOffline()
    await desk.ask(registration('Only Later', '+919811111111'))
    const leftAt: number[] = []
    desk.ward.fault = ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/patient/')) return undefined
      leftAt.push(desk.ward.tablet.clock.now())
      return leftAt.length < 4 ? 'busy' : undefined
    }
    expect(await desk.goOnline()).toMatchObject({ waiting: 0, needAttention: 1 })
    const waits = leftAt.slice(1).map((at, before) => at - (leftAt[before] ?? 0))
    expect(waits).toHaveLength(3)
    expect(waits.every((wait) => wait >= 1_000)).toBe(true)
    expect(waits[2]).toBeGreaterThan(waits[0] ?? 0)
    expect(desk.ward.api.store.all('patients').at(-1)?.name).toBe('Only Later')
  })

  it('F3: one temporary failure strands nobody: the children go after it, by themselves', async () => {
    goOffline()
    const patient = idIn(await desk.ask(registration('Delayed Once')))
    const encounter = idIn(await desk.ask(admission(patient)))
    await desk.ask(vitals(patient, encounter))
    let failing = 1
    desk.ward.fault = ({ method, path }) =>
      method === 'POST' && path.endsWith('/patient/') && failing-- > 0 ? 'busy' : undefined
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.ward.api.store.all('responses')).toHaveLength(1)
  })
})

describe('[CA74] state and caches', () => {
  it('S1: a filtered list changes by its filter, and one that was never asked is no list of one', async () => {
    await desk.ask(board('booked', desk.day))
    await desk.ask(board('checked_in', desk.day))
    goOffline()
    const id = idIn(await desk.ask(book(desk.patient, desk.slot(0))))
    const shown = async (request: ApiRequest) => rowsIn(await desk.ask(request)).map((row) => row.id)
    expect([await shown(board('booked', desk.day)), await shown(board('checked_in', desk.day))]).toEqual([
      [id],
      [],
    ])
    expect(await desk.answered(appointmentsOf(seeded.patientId(9)))).toBe(406)
    expect(await desk.answered(board('booked', '2027-01-04'))).toBe(406)
  })

  it('S3: [RD1] what one has read is stored by itself, under its user, and outlives two days offline', async () => {
    await desk.ask(patientOf(seeded.patientId(1)))
    goOffline()
    await desk.ward.tablet.clock.advance(3 * 24 * 3_600_000)
    await desk.ward.tablet.restart()
    expect(await desk.answered(patientOf(desk.patient))).toBe(200)
    expect(await desk.answered(patientOf(seeded.patientId(1)))).toBe(200)
    desk.ward.network.online = true
    await desk.ward.signIn('doctor')
    goOffline()
    expect(await desk.answered(patientOf(desk.patient))).toBe(406)
  })

  it('S4: more than localStorage could hold is stored', async () => {
    const answers = 70
    const honest = desk.ward.network.respond
    desk.ward.network.respond = async (sent) => {
      const said = await honest(sent)
      if (said.kind !== 'answer' || !/\/patient\/[^/]+\/$/.test(sent.request.path)) return said
      const body = asObject(JSON.parse(said.text))
      return { ...said, text: JSON.stringify({ ...body, address: 'x'.repeat(200_000) }) }
    }
    const ids = Array.from({ length: answers }, (_, n) => seeded.patientId(n % 40))
    const facilities = [seeded.facilityId, seeded.otherFacilityId]
    const reads = ids.map((id, n) =>
      get(`/api/v1/patient/${id}/`, { facility: facilities[n < 40 ? 0 : 1] ?? '' }),
    )
    for (const read of reads) await desk.ask(read)
    goOffline()
    await desk.ward.tablet.restart()
    const sizes = []
    for (const read of reads) sizes.push(String(valueAt(await desk.ask(read), '/address')).length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(10_000_000)
  })

  it('S5: who is signed in is known offline, whatever token is in hand', async () => {
    const me = get('/api/v1/users/getcurrentuser/')
    const known = await desk.ask(me)
    await desk.ward.tablet.clock.advance(60_000)
    await desk.ward.signIn('nurse')
    goOffline()
    await desk.ward.tablet.clock.advance(60 * 60_000)
    expect(await desk.ask(me)).toEqual(known)
  })

  it('S9: an onset, the end of an encounter and an unknown facility are what was said, and no invention', async () => {
    goOffline()
    const patient = seeded.patientId(7)
    const about = { patient, encounter: idIn(await desk.ask(admission(patient))) }
    const onset = { onset_datetime: '2026-11-20T04:30:00Z' }
    for (const kind of ['symptom', 'allergy_intolerance'] as const) {
      await desk.ask(batch(answer(kind, about, { onset })))
      const [shown] = rowsIn(await desk.ask(listOf(kind, about)))
      expect(Date.parse(String(valueAt(shown?.onset ?? null, '/onset_datetime')))).toBe(
        Date.parse(onset.onset_datetime),
      )
    }
    await desk.ask(completion(about))
    expect(await desk.ask(encounterOf(about.encounter))).toMatchObject({
      status: 'completed',
      period: { end: '2026-11-22T11:00:00Z' },
      facility: { id: seeded.facilityId },
    })
    expect(JSON.stringify(await desk.ask(encounterOf(about.encounter)))).not.toMatch(/unknown/i)
  })
})
