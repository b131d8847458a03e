// The faults of the earlier, page-based attempt at offline support, each under its number: what was lost (B) or doubled
// (D) there. Those with a test elsewhere have their number in its name.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, post } from '../../shared/api-request.ts'
import { asObject } from '../../shared/care/json-record.ts'
import { seeded } from '../care-api/seeded.ts'
import { setStatus } from './appointment-forms.ts'
import { type BookingDesk, idIn, openBookingDesk, rowsIn } from './booking-desk.ts'
import { admission, patientOf, put, registration, vitals } from './forms.ts'
import { answer, batch, completion, listOf } from './structured-forms.ts'

let desk: BookingDesk
const cleared = { waiting: 0, needAttention: 0, paused: null }
const day = 24 * 3_600_000

beforeEach(async () => {
  desk = await openBookingDesk()
})
afterEach(() => desk.ward.tablet.close())

const goOffline = () => {
  desk.ward.network.online = false
}
const lastPatient = () => desk.ward.api.store.all('patients').at(-1)
const lastEncounter = () => desk.ward.api.store.all('encounters').at(-1)
const renamed = (id: string, name: string): ApiRequest =>
  put(`/api/v1/patient/${id}/`, asObject(registration(name).body))
/** Refused as long as that is what is asked of the network. */
const refuse = (path: RegExp) => {
  desk.ward.fault = (request) => (request.method !== 'GET' && path.test(request.path) ? 'refuse' : undefined)
}
const rowsOnDisk = () => desk.ward.tablet.rows()

describe('[CA74] lost or never sent', () => {
  it('B1: a child that missed its parent’s own run goes out by itself, in a later one', async () => {
    goOffline()
    const patient = idIn(await desk.ask(registration('Parent First')))
    const encounter = idIn(await desk.ask(admission(patient)))
    await desk.ask(vitals(patient, encounter))
    refuse(/\/encounter\/$/)
    expect(await desk.goOnline()).toMatchObject({ received: 1, waiting: 1, needAttention: 1 })
    desk.ward.fault = () => undefined
    await desk.ward.tablet.restart()
    await desk.ward.tablet.engine.api.retry('all')
    expect(await desk.ward.drain()).toMatchObject({ received: 2, ...cleared })
    expect(lastEncounter()?.patient).toBe(lastPatient()?.id)
  })

  it('B2: a second edit of a record after a received one is sent: patient, booking, request, new ones too', async () => {
    await desk.ask(patientOf(desk.patient))
    goOffline()
    const created = idIn(await desk.ask(registration('Made Here')))
    const booked = idIn(await desk.ask(post(bookingPath(0), { patient: created, note: '', tags: [] })))
    const form = requestForm(created, 'pending')
    const request = idIn(await desk.ask(post('/api/v1/resource/', form)))
    for (const round of ['one', 'two', 'three']) {
      goOffline()
      await desk.ask(renamed(desk.patient, `Known ${round}`))
      await desk.ask(renamed(created, `Made ${round}`))
      await desk.ask(setStatus(booked, 'checked_in', `round ${round}`))
      await desk.ask(put(`/api/v1/resource/${request}/`, { ...form, title: `Beds ${round}` }))
      expect(await desk.goOnline()).toMatchObject(cleared)
      const { store } = desk.ward.api
      expect(store.get('patients', desk.patient)?.name).toBe(`Known ${round}`)
      expect(lastPatient()?.name).toBe(`Made ${round}`)
      expect(store.all('bookings').at(-1)?.note).toBe(`round ${round}`)
      expect(store.all('resourceRequests').at(-1)?.title).toBe(`Beds ${round}`)
    }
  })

  it('B3: an encounter that was opened again can be completed a second time, the same day', async () => {
    goOffline()
    const patient = idIn(await desk.ask(registration('Twice Home')))
    const about = { patient, encounter: idIn(await desk.ask(admission(patient))) }
    await desk.ask(completion(about))
    expect(await desk.goOnline()).toMatchObject(cleared)
    const closed = lastEncounter()
    if (closed?.status !== 'completed') throw new Error('not completed')
    desk.ward.api.store.put('encounters', { ...closed, status: 'in_progress' })
    await desk.ask(encounterOf(about.encounter))
    goOffline()
    expect(await desk.answered(completion(about))).toBe(202)
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(lastEncounter()?.status).toBe('completed')
  })

  it('B5: a part of a form that nobody here knows is not taken with the rest of it and dropped', () => {
    const about = { patient: desk.patient, encounter: seeded.encounterId(0) }
    const unknown = { url: '/api/v1/unknown/upsert/', method: 'POST', reference_id: 'unknown', body: {} }
    const { policies } = desk.ward.tablet.engine
    expect(policies.matchWrite(batch(answer('symptom', about, {})))).toBeDefined()
    expect(policies.matchWrite(batch(answer('symptom', about, {}), unknown))).toBeUndefined()
  })

  it('B6: what was saved at another facility goes too, whichever is in view, and under one id of the user', async () => {
    goOffline()
    const request = (origin: string) =>
      post('/api/v1/resource/', { ...requestForm(desk.patient, 'pending'), origin_facility: origin })
    await desk.ask(request(seeded.facilityId))
    await desk.ask(request(seeded.otherFacilityId))
    await desk.ask(registration('Of No Facility'))
    expect(new Set((await rowsOnDisk()).map(({ userId }) => userId)).size).toBe(1)
    expect(await desk.goOnline()).toMatchObject({ received: 3, ...cleared })
  })

  it('B7: a form about what was never read here is saved once, and its answer can be made', async () => {
    goOffline()
    const patient = seeded.patientId(7)
    const about = { patient, encounter: seeded.encounterId(7) }
    const forms = [
      admission(patient),
      vitals(patient, about.encounter),
      batch(answer('diagnosis', about, {})),
      completion(about),
      post(`/api/v1/patient/${patient}/add_user/`, {
        user: seeded.users.doctor,
        role: seeded.roles.doctor,
      }),
      post('/api/v1/resource/', requestForm(patient, 'pending')),
      renamed(patient, 'Never Read'),
      setStatus(seeded.patientId(8), 'checked_in'),
    ]
    for (const form of forms) expect(await desk.answered(form)).toBe(202)
    expect(await desk.queued()).toHaveLength(forms.length)
  })

  it('B8: a parent that was received long ago is not cleaned away while a child of it waits', async () => {
    goOffline()
    const patient = idIn(await desk.ask(registration('Long Ago')))
    await desk.ask(admission(patient))
    refuse(/\/encounter\/$/)
    expect(await desk.goOnline()).toMatchObject({ received: 1, needAttention: 1 })
    await desk.ward.tablet.clock.advance(9 * day)
    await desk.ward.tablet.restart()
    await desk.ward.signIn('nurse')
    desk.ward.fault = () => undefined
    await desk.ward.tablet.engine.api.retry('all')
    expect(await desk.ward.drain()).toMatchObject({ received: 1, ...cleared })
    expect(lastEncounter()?.patient).toBe(lastPatient()?.id)
    expect(await desk.ask(patientOf(patient))).toMatchObject({ id: patient, name: 'Long Ago' })
  })
})

describe('[CA74] doubled', () => {
  it('D4: what is added to what was received is the only thing that is made', async () => {
    const about = { patient: desk.patient, encounter: seeded.encounterId(0) }
    await desk.ask(listOf('diagnosis', about))
    goOffline()
    await desk.ask(batch(answer('diagnosis', about, { note: 'first' })))
    await desk.goOnline()
    // The page goes on in the words that it was given, the received one in its form.
    goOffline()
    const [received] = rowsIn(await desk.ask(listOf('diagnosis', about)))
    await desk.ask(
      batch(answer('diagnosis', about, { id: received?.id ?? '', note: 'same' }, { note: 'new' })),
    )
    expect(rowsIn(await desk.ask(listOf('diagnosis', about)))).toHaveLength(2)
    expect(await desk.goOnline()).toMatchObject(cleared)
    const notes = desk.ward.api.store.all('conditions').map(({ fields }) => String(fields.note))
    expect(notes.sort()).toEqual(['new', 'same'])
  })
})

const bookingPath = (at: number) =>
  `/api/v1/facility/${seeded.facilityId}/slots/${desk.slot(at)}/create_appointment/`
const encounterOf = (id: string): ApiRequest => ({
  method: 'GET',
  path: `/api/v1/encounter/${id}/`,
  query: [['facility', seeded.facilityId]],
})

const requestForm = (related_patient: string, status: string) => ({
  title: 'Oxygen cylinders',
  reason: 'Stock is low',
  emergency: false,
  referring_facility_contact_name: 'Ward A',
  referring_facility_contact_number: '+919812345678',
  status,
  category: 'medicines',
  priority: 1,
  origin_facility: seeded.facilityId,
  assigned_facility: seeded.otherFacilityId,
  approving_facility: null,
  assigned_to: null,
  related_patient,
})
