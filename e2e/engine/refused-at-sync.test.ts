// What CARE refuses at the sync, on the real engine against the embedded API: what it means, and that what was mended
// is there once. What people do about it on the screen: e2e/scenarios/29-*.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiRequest } from '../../shared/api-request.ts'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { isObject, type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { unwrap } from '../../shared/testing/note-tablet.ts'
import { seeded } from '../care-api/seeded.ts'
import type { TableName } from '../care-api/store.ts'
import { appointmentsOf, book, move, practitioners, slotsOn } from './appointment-forms.ts'
import { admission, encountersOf, patientOf, put, registration, vitals } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const patient = seeded.patientId(0)
const encounter = seeded.encounterId(0)

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
  await ask(patientOf(patient))
  await ask(encountersOf(patient))
})
afterEach(() => ward.tablet.close())

const ask = async (request: ApiRequest) => (await ward.ask(request)).body
const idIn = (body: Json): string => String(valueAt(body, '/id'))
const api = () => ward.tablet.engine.api
const store = () => ward.api.store
const writes = async () => unwrap(await api().writes()).writes

/** As somebody else would have changed it. */
function change(table: TableName, id: string, fields: Record<string, unknown>): void {
  store().transaction(
    () => store().put(table as 'patients', { ...store().get(table as 'patients', id), ...fields } as never),
    () => true,
  )
}

async function offline(...requests: ApiRequest[]): Promise<Json[]> {
  ward.network.online = false
  const bodies: Json[] = []
  for (const request of requests) bodies.push(await ask(request))
  return bodies
}

async function online() {
  ward.network.online = true
  return ward.drain()
}

async function refused(kind: string): Promise<WriteSummary> {
  const found = (await writes()).filter(({ failure }) => failure?.code === 'refused')
  expect(found.map(({ failure }) => failure)).toMatchObject([{ reason: { kind } }])
  const [write] = found
  if (!write) throw new Error(`nothing was refused as ${kind}`)
  return write
}

const payloadOf = async (write: WriteSummary): Promise<JsonObject> => {
  const payload = unwrap(await api().details(write.id))?.payload
  if (!isObject(payload)) throw new Error('no payload')
  return payload
}

const cleared = { waiting: 0, needAttention: 0 }

describe('a booking', () => {
  let slots: string[]
  const slot = (at: number) => slots[at] ?? ''
  const standing = () =>
    store()
      .all('bookings')
      .filter((each) => each.patient === patient)
      .map((each) => [slots.indexOf(each.slot), each.status])

  beforeEach(async () => {
    const now = new Date(ward.tablet.clock.now())
    const monday = new Date(now.getTime() + ((8 - now.getUTCDay()) % 7 || 7) * 86_400_000)
    await ask(practitioners())
    const found = valueAt(await ask(slotsOn(monday.toISOString().slice(0, 10))), '/results') as JsonObject[]
    slots = found
      .sort((a, b) => (String(a.start_datetime) < String(b.start_datetime) ? -1 : 1))
      .map(({ id }) => String(id))
    await ask(appointmentsOf(patient))
  })

  it.each<[string, () => void]>([
    ['slot-full', () => change('slots', slot(0), { allocated: 99 })],
    ['slot-past', () => change('slots', slot(0), { end_datetime: '2020-01-01T00:00:00Z' })],
    ['slot-gone', () => change('slots', slot(0), { deleted: true })],
  ])('[RF1] [RF6] %s: goes into another slot, once', async (kind, meanwhile) => {
    await offline(book(patient, slot(0)))
    meanwhile()
    await online()
    const write = await refused(kind)
    const path = book(patient, slot(1)).path
    unwrap(await api().edit(write.id, await payloadOf(write), path))
    expect(await online()).toMatchObject(cleared)
    expect(standing()).toEqual([[1, 'booked']])
  })

  it('[RF1] [RF6] a move into a slot that filled up goes into another one, once', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(appointmentsOf(patient))
    await offline(move(id, slot(1)))
    change('slots', slot(1), { allocated: 99 })
    await online()
    const write = await refused('slot-full')
    unwrap(await api().edit(write.id, { ...(await payloadOf(write)), new_slot: slot(2) }))
    expect(await online()).toMatchObject(cleared)
    expect(standing()).toEqual([
      [0, 'rescheduled'],
      [2, 'booked'],
    ])
  })

  it('[RF1] an eleventh appointment is told as such', async () => {
    await offline(book(patient, slot(0)))
    for (let n = 0; n < 10; n++) {
      const id = `booking-${n}`
      store().transaction(
        () => store().put('bookings', { id, patient, slot: slot(1), status: 'booked' } as never),
        () => true,
      )
    }
    await online()
    const { failure } = await refused('too-many-bookings')
    expect(failure).toMatchObject({ reason: { values: { most: '10' } } })
  })
})

describe('an encounter', () => {
  it('[RF1] [RF10] a sixth goes when one of the five is completed, and its form after it', async () => {
    const [begun] = await offline(admission(patient))
    await offline(vitals(patient, idIn(begun ?? null)))
    for (let n = 1; n <= 4; n++) change('encounters', seeded.encounterId(n), { patient })
    await online()
    const write = await refused('too-many-encounters')
    expect(write.failure).toMatchObject({ reason: { values: { most: '5' } } })
    expect(ward.count('responses')).toBe(0)
    change('encounters', seeded.encounterId(1), { status: 'completed' })
    unwrap(await api().retry(write.id))
    expect(await online()).toMatchObject(cleared)
    expect(ward.count('responses')).toBe(1)
  })

  it('[RF1] a department that is gone is told as such', async () => {
    await offline(admission(patient))
    change('facilityOrganizations', seeded.departments.medicine, { deleted: true })
    await online()
    await refused('organization-gone')
  })

  it('[RF3] what was closed meanwhile is no matter of permissions; another encounter takes the form', async () => {
    await ask({ method: 'GET', path: '/api/v1/questionnaire/vitals/', query: [] })
    await offline(vitals(patient, encounter))
    change('encounters', encounter, { status: 'completed' })
    await online()
    const write = await refused('encounter-closed')
    const entered = unwrap(await api().details(write.id))?.entered
    expect(entered).toEqual([{ name: 'Temperature', value: '38.2 degree Celsius' }])
    change('encounters', seeded.encounterId(1), { patient })
    const payload = JSON.stringify(await payloadOf(write)).replaceAll(encounter, seeded.encounterId(1))
    unwrap(await api().edit(write.id, JSON.parse(payload) as Json))
    expect(await online()).toMatchObject(cleared)
    expect(
      store()
        .all('responses')
        .map((each) => each.encounter),
    ).toEqual([seeded.encounterId(1)])
  })

  it('[RF3] one that was opened again takes it as it is', async () => {
    await offline(vitals(patient, encounter))
    change('encounters', encounter, { status: 'completed' })
    await online()
    const write = await refused('encounter-closed')
    change('encounters', encounter, { status: 'in_progress' })
    unwrap(await api().retry(write.id))
    expect(await online()).toMatchObject(cleared)
    expect(ward.count('responses')).toBe(1)
  })
})

describe('a patient', () => {
  it('[RF3] a permission that is gone holds back what hangs on it, and nobody else', async () => {
    const [made] = await offline(registration('Asha'))
    await offline(admission(idIn(made ?? null)))
    change('users', seeded.users.nurse, { user_type: 'volunteer' })
    await online()
    const write = await refused('no-permission')
    expect((await writes()).map(({ syncStatus }) => syncStatus).sort()).toEqual(['blocked', 'failed'])
    change('users', seeded.users.nurse, { user_type: 'nurse' })
    unwrap(await api().retry(write.id))
    expect(await online()).toMatchObject(cleared)
    expect([ward.count('patients'), ward.count('encounters')]).toEqual([41, 41])
  })

  it('[RF2] an area that is gone is named, and can be corrected', async () => {
    const request = registration('Asha')
    const form = request.body as JsonObject
    await offline({ ...request, body: { ...form, geo_organization: crypto.randomUUID() } })
    await online()
    const write = (await writes())[0]
    expect(write?.failure).toMatchObject({ code: 'refused' })
    unwrap(await api().edit(write?.id ?? '', form))
    expect(await online()).toMatchObject(cleared)
    expect(ward.count('patients')).toBe(41)
  })

  it('[RF1] a record that is gone is told as such', async () => {
    await offline(admission(patient))
    change('patients', patient, { deleted: true })
    await online()
    await refused('record-not-found')
  })
})

describe('a form', () => {
  const id = seeded.questionnaires.vitals.id
  const questions = () => store().get('questionnaires', id)?.questions ?? []

  it('[RF1] one that was retired is told as such', async () => {
    await offline(vitals(patient, encounter))
    change('questionnaires', id, { status: 'retired' })
    await online()
    await refused('questionnaire-retired')
  })

  it('[RF3] [RF4] one that asks for more now names the question, and is completed', async () => {
    await ask({ method: 'GET', path: '/api/v1/questionnaire/vitals/', query: [] })
    await offline(vitals(patient, encounter))
    const pain = { id: crypto.randomUUID(), link_id: '9', text: 'Pain', type: 'integer', required: true }
    change('questionnaires', id, { questions: [...questions(), pain] })
    await online()
    const write = await refused('questionnaire-revised')
    expect(write.failure).toMatchObject({
      reason: { part: 0, about: [{ name: 'Pain', words: 'Question not answered' }] },
    })
    const text = JSON.stringify(await payloadOf(write))
    const answer = { question_id: pain.id, values: [{ value: '3' }] }
    unwrap(
      await api().edit(
        write.id,
        JSON.parse(text.replace('"results":[', `"results":[${JSON.stringify(answer)},`)) as Json,
      ),
    )
    expect(await online()).toMatchObject(cleared)
    expect(store().all('responses')).toHaveLength(1)
  })

  it('[RF3] one whose answer CARE cannot take is wrong, not revised', async () => {
    await ask({ method: 'GET', path: '/api/v1/questionnaire/vitals/', query: [] })
    await offline(vitals(patient, encounter, 'warm'))
    await online()
    const { failure } = await refused('answers-invalid')
    expect(failure).toMatchObject({ reason: { about: [{ name: 'Temperature', words: 'Invalid decimal' }] } })
  })
})

describe('a change of an encounter', () => {
  it('[RF3] that may not be made any more is told as a permission', async () => {
    const whole = (await ask({
      method: 'GET',
      path: `/api/v1/encounter/${encounter}/`,
      query: [['facility', seeded.facilityId]],
    })) as JsonObject
    const { hospitalization, ...rest } = whole
    await offline(
      put(`/api/v1/encounter/${encounter}/`, {
        ...rest,
        ...(isObject(hospitalization) ? { hospitalization } : {}),
        priority: 'urgent',
        patient,
        facility: seeded.facilityId,
      }),
    )
    change('users', seeded.users.nurse, { user_type: 'volunteer' })
    await online()
    await refused('no-permission')
  })
})
