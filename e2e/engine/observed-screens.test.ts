// From form to server: every flow and screen that CARE was seen to go through, with the network and without.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canonicalKey, post } from '../../shared/api-request.ts'
import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { flows, type Observed, screens } from '../../shared/testing/observed-screens.ts'
import { seeded } from '../care-api/seeded.ts'
import { createObservedDesk, type Scene, watchShapes } from './observed-desk.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

/** Every screen; what one has in common with those before it is asked once. */
const tabs = screens.map(({ name }) => name)
const work = flows.map(({ name }) => name).filter((name) => name !== 'signIn' && name !== 'openFacility')

// Each plays some hundred requests, one after the other.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ward: WardTablet
let slots: string[]
let desk: ReturnType<typeof createObservedDesk>
let watch: ReturnType<typeof watchShapes>

const sceneAbout = (fields: Partial<Scene> = {}): Scene => ({
  facilityId: seeded.facilityId,
  patientId: seeded.patientId(0),
  encounterId: seeded.encounterId(0),
  appointmentId: '',
  resourceId: '',
  slotId: slots[0] ?? '',
  otherSlotId: slots[1] ?? '',
  practitionerId: seeded.users.doctor,
  slug: 'vitals',
  valueSet: 'system-condition-code',
  phone: '+919800000777',
  yearOfBirth: '1989',
  ...fields,
})
const isRepeated = (once: Set<string>, { request }: Observed) => {
  const key = canonicalKey(request)
  const repeated = once.has(key)
  once.add(key)
  return repeated
}
const playAll = async (names: string[]) => {
  const missed: Record<string, string[]> = {}
  const once = new Set<string>()
  for (const name of names) {
    const here = await desk.play(name, (observed) => tabs.includes(name) && isRepeated(once, observed))
    if (here.length > 0) missed[name] = here
  }
  return missed
}
const slotsOn = async (day: string) => {
  const path = `/api/v1/facility/${seeded.facilityId}/slots/get_slots_for_day/`
  const asked = post(path, { resource_type: 'practitioner', resource_id: seeded.users.doctor, day })
  const rows = (valueAt((await ward.ask(asked)).body, '/results') ?? []) as JsonObject[]
  return rows.map(({ id }) => String(id))
}

/** One whole visit with the network: what a tablet of this ward has on its disk. */
beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('doctor')
  slots = [...(await slotsOn('2026-11-23')), ...(await slotsOn('2026-11-24'))]
  watch = watchShapes(() => ward)
  desk = createObservedDesk(() => ward, sceneAbout(), watch.onAnswer)
})
afterEach(() => {
  ward.tablet.close()
  // [CA56] whatever was answered, by CARE or by this tablet.
  expect(watch.misfitting).toEqual([])
})

it('[CA54] with the network every flow and screen goes as on the real CARE', async () => {
  expect(await playAll(['openFacility', ...work])).toEqual({})
  expect(await playAll(tabs)).toEqual({})
})

describe('[CA54] without network, after one visit with it', () => {
  beforeEach(async () => {
    await playAll(['openFacility', ...work])
    await playAll(tabs)
    ward.network.online = false
  })
  const another = (fields: Partial<Scene> = {}) =>
    createObservedDesk(
      () => ward,
      sceneAbout({ slotId: slots[2] ?? '', otherSlotId: slots[3] ?? '', phone: '+919800000888', ...fields }),
      watch.onAnswer,
    )
  const goOnline = async () => {
    ward.network.online = true
    return ward.drain()
  }
  const held = () =>
    (['patients', 'encounters', 'responses', 'conditions', 'resourceRequests'] as const).map(ward.count)

  it('every flow and screen about a patient who is made here is answered, and all of it reaches CARE once', async () => {
    const booked = ward.api.store.all('bookings').length
    const before = held()
    desk = another()
    expect(await playAll(work)).toEqual(nobodyFound)
    expect(await playAll(tabs)).toEqual({})
    expect(held()).toEqual(before)
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    // The response of the form, and the one that the symptom leaves.
    expect(held().map((count, i) => count - (before[i] ?? 0))).toEqual([1, 1, 2, 1, 1])
    // Booked, moved and cancelled here: nothing was left to send.
    expect(ward.api.store.all('bookings').length).toBe(booked)
  })

  it('every flow and screen about a patient who is known here is answered, and all of it reaches CARE once', async () => {
    const { encounterId, patientId, phone } = desk.scene
    desk = another({ patientId, encounterId, phone })
    const flowsOfKnown = work.filter((name) => name !== 'registerPatient' && name !== 'searchPatient')
    const before = held()
    expect(await playAll(flowsOfKnown)).toEqual({})
    expect(await playAll(tabs)).toEqual({})
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(held().map((count, i) => count - (before[i] ?? 0))).toEqual([0, 1, 2, 1, 1])
  })

  it('what was written is in what is read next, and nothing else is there', async () => {
    desk = another()
    await playAll(work)
    const { patientId, encounterId, appointmentId, facilityId } = desk.scene
    const shown = async (name: string, route: string) => {
      const screen = screens.find((one) => one.name === name)
      const observed = screen?.requests.find(({ request }) => request.path.endsWith(route))
      if (!observed) throw new Error(`${name} does not ask for ${route}`)
      return (await ward.ask(desk.inThisWard(observed.request))).body
    }
    const counts = async (...asked: [screen: string, route: string][]) =>
      Promise.all(asked.map(async ([name, route]) => valueAt(await shown(name, route), '/count')))
    expect(
      await counts(
        ['patient/encounters', '/encounter/'],
        ['patient/resource_requests', '/resource/'],
        ['patient/clinical_history', '/symptom/'],
        ['encounter/responses', '/questionnaire_response/'],
        ['encounter/observations', '/observation/'],
      ),
    ).toEqual([1, 1, 1, 1, 1])
    expect(
      await counts(
        ['patient/accounts', '/account/'],
        ['patient/notes', '/thread/'],
        ['encounter/notes', '/thread/'],
        ['encounter/devices', '/device/'],
        ['encounter/consents', '/consent/'],
        ['encounter/service_requests', '/service_request/'],
        ['encounter/diagnostic_reports', '/diagnostic_report/'],
        ['encounter/medicines', '/prescription/'],
        ['appointmentDetail', '/charge_item/'],
      ),
    ).toEqual(Array(9).fill(0))
    const plots = (await shown('encounter/plots', '/analyse/')) as {
      results: { code: JsonObject; results: Json[] }[]
    }
    const measured = plots.results.filter(({ results }) => results.length > 0)
    expect(measured.map(({ code }) => code.code)).toEqual(['8310-5'])
    expect(await shown('questionnairePage', '{encounterId}/')).toMatchObject({
      id: encounterId,
      status: 'completed',
      patient: { id: patientId, address: expect.stringContaining('Changed') },
      facility: { id: facilityId },
    })
    expect(await shown('appointmentDetail', '{appointmentId}/')).toMatchObject({
      id: appointmentId,
      status: 'cancelled',
      patient: { id: patientId },
    })
    expect(valueAt(await shown('patient/users', '/get_users/'), '/results/0/id')).toBe(seeded.users.nurse)
  })

  it('[ID5] a page that stays on its old addresses reads on after the sync, with the network and without', async () => {
    desk = another()
    await playAll(work)
    await goOnline()
    expect(await playAll(tabs)).toEqual({})
    ward.network.online = false
    expect(await playAll(tabs)).toEqual({})
  })
})

/** Whether anybody else has the number only the server knows (law 7). */
const nobodyFound = { registerPatient: ['406 POST /api/v1/patient/search/'] }
