import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type Json, valueAt } from '../../shared/json.ts'
import { settle } from '../../shared/testing/virtual-clock.ts'
import { seeded } from '../care-api/seeded.ts'
import { admission, encountersOf, patientOf, put, registration, responsesOf, vitals } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
  await ward.ask(patientOf(seeded.patientId(0)))
})

afterEach(() => ward.tablet.close())

const idIn = (body: Json, pointer = '/id'): string => String(valueAt(body, pointer))
const writes = async () => {
  const listed = await ward.tablet.engine.api.writes()
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value.writes
}

/** Patient, encounter and vitals, with the network cut. */
async function shiftOffline() {
  ward.network.online = false
  const patient = await ward.ask(registration('Offline Asha'))
  const encounter = await ward.ask(admission(idIn(patient.body)))
  const form = await ward.ask(vitals(idIn(patient.body), idIn(encounter.body)))
  return { patient, encounter, form }
}

describe('a shift without network', () => {
  it('[OB1] answers 202 with the record, and shows it in every read', async () => {
    const { patient, encounter, form } = await shiftOffline()
    expect([patient, encounter, form].map(({ answer }) => answer.status)).toEqual([202, 202, 202])
    const pid = idIn(patient.body)
    const eid = idIn(encounter.body)
    expect(isTemporaryId(pid) && isTemporaryId(eid)).toBe(true)

    await ward.tablet.restart()
    expect((await ward.ask(patientOf(pid))).body).toMatchObject({
      id: pid,
      name: 'Offline Asha',
      year_of_birth: 1990,
    })
    expect((await ward.ask(encountersOf(pid))).body).toMatchObject({ count: 1, results: [{ id: eid }] })
    const responses = (await ward.ask(responsesOf(pid, eid))).body
    expect(valueAt(responses, '/results/0/responses/0/values/0/value')).toBe('38.2')
    expect((await writes()).map(({ syncStatus }) => syncStatus)).toEqual(['pending', 'pending', 'pending'])
  })

  it('[RP6] reaches the server once, parents first, under its ids', async () => {
    const { patient, encounter } = await shiftOffline()
    const before = [ward.count('patients'), ward.count('encounters'), ward.count('responses')]
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0, paused: null })
    const after = [ward.count('patients'), ward.count('encounters'), ward.count('responses')]
    expect(after.map((count, i) => count - (before[i] ?? 0))).toEqual([1, 1, 1])
    expect((await writes()).map(({ syncStatus }) => syncStatus)).toEqual(['success', 'success', 'success'])

    // A page that still speaks in temporary ids gets its answers in them.
    const pid = idIn(patient.body)
    const again = await ward.ask(patientOf(pid))
    expect(again.body).toMatchObject({ id: pid, name: 'Offline Asha' })
    const encounters = await ward.ask(encountersOf(pid))
    expect(encounters.body).toMatchObject({
      count: 1,
      results: [{ id: idIn(encounter.body), patient: { id: pid } }],
    })
  })

  it('[RD5] what was just received is still there when the network goes again', async () => {
    const { patient } = await shiftOffline()
    ward.network.online = true
    await ward.drain()
    ward.network.online = false
    const serverId = (await writes()).at(-1)?.recordIds.find((id) => !isTemporaryId(id)) ?? ''
    expect((await ward.ask(patientOf(serverId))).body).toMatchObject({ id: serverId, name: 'Offline Asha' })
    expect((await ward.ask(encountersOf(serverId))).body).toMatchObject({ count: 1 })
    expect((await ward.ask(patientOf(idIn(patient.body)))).body).toMatchObject({ name: 'Offline Asha' })
  })
})

describe('a lost answer', () => {
  for (const lost of ['patient', 'encounter', 'vitals'] as const) {
    const path = { patient: '/patient/', encounter: '/encounter/', vitals: '/batch_requests/' }[lost]

    it(`D1: [RP7] of the ${lost}: exactly one record on the server`, async () => {
      const before = [ward.count('patients'), ward.count('encounters'), ward.count('responses')]
      await shiftOffline()
      ward.network.online = true
      let losing = 1
      ward.fault = ({ method, path: asked }) =>
        method === 'POST' && asked.endsWith(path) && losing-- > 0 ? 'lose-answer' : undefined
      await ward.drain()
      expect((await writes()).some(({ syncStatus }) => syncStatus === 'unconfirmed')).toBe(true)
      await ward.tablet.clock.advance(10_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      const after = [ward.count('patients'), ward.count('encounters'), ward.count('responses')]
      expect(after.map((count, i) => count - (before[i] ?? 0))).toEqual([1, 1, 1])
    })

    it(`[RP7] a lost request of the ${lost} is sent again after a look`, async () => {
      const before = [ward.count('patients'), ward.count('encounters'), ward.count('responses')]
      await shiftOffline()
      ward.network.online = true
      let losing = 1
      ward.fault = ({ method, path: asked }) =>
        method === 'POST' && asked.endsWith(path) && losing-- > 0 ? 'lose-request' : undefined
      await ward.drain()
      await ward.tablet.clock.advance(10_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      const after = [ward.count('patients'), ward.count('encounters'), ward.count('responses')]
      expect(after.map((count, i) => count - (before[i] ?? 0))).toEqual([1, 1, 1])
    })
  }

  it('[PR5] what may have landed is not shown twice while nobody knows', async () => {
    const pid = seeded.patientId(1)
    const eid = seeded.encounterId(1)
    await ward.ask(patientOf(pid))
    const shown = async () => valueAt((await ward.ask(responsesOf(pid, eid))).body, '/results') as Json[]
    ward.fault = ({ path }) => (path.endsWith('/batch_requests/') ? 'lose-answer' : undefined)
    expect((await ward.ask(vitals(pid, eid))).answer.status).toBe(202)
    // The first question after the lost answer finds the server again, and the record on it.
    expect(await shown()).toHaveLength(1)
    await ward.tablet.clock.advance(5_000)
    await ward.drain()
    expect(await shown()).toHaveLength(1)
    expect(ward.count('responses')).toBe(1)
  })

  it('F4: [OB2] while the form is open: the form hears 202, and one record comes of it', async () => {
    const before = ward.count('patients')
    ward.fault = ({ method, path }) =>
      method === 'POST' && path.endsWith('/patient/') ? 'lose-answer' : undefined
    const { answer } = await ward.ask(registration('Lie Fi'))
    expect(answer.status).toBe(202)
    ward.fault = () => undefined
    await ward.tablet.clock.advance(5_000)
    await ward.drain()
    expect(ward.count('patients') - before).toBe(1)
    expect((await writes())[0]).toMatchObject({ syncStatus: 'success', label: 'Lie Fi' })
  })

  for (const landed of [true, false]) {
    it(`D3: [RP8] a tablet killed while the request is in the air (${landed ? 'landed' : 'lost'}) looks before it sends`, async () => {
      const before = ward.count('patients')
      const honest = ward.network.respond
      const caller = await ward.signIn('nurse')
      ward.network.respond = async (sent) => {
        if (landed) await honest(sent)
        return new Promise(() => undefined)
      }
      const write = ward.tablet.engine.policies.matchWrite(registration('Cut Short'))
      if (!write) throw new Error('no policy')
      void ward.tablet.engine.write(write, caller)
      await settle()
      await ward.tablet.restart()
      ward.network.respond = honest
      // The browser hands the same request to the next worker.
      expect((await ward.tablet.engine.write(write, caller)).answer.status).toBe(202)
      expect(await writes()).toHaveLength(1)
      expect((await writes())[0]).toMatchObject({ syncStatus: 'sending' })
      await ward.drain()
      expect(ward.count('patients') - before).toBe(1)
      expect((await writes())[0]).toMatchObject({ syncStatus: 'success', label: 'Cut Short' })
    })
  }
})

describe('a refusal', () => {
  it('[RP9] at replay: told in the server’s words, its children wait, others go', async () => {
    const { patient } = await shiftOffline()
    await ward.ask(registration('Someone Else', '+919812345679'))
    ward.network.online = true
    ward.fault = ({ method, path, body }) =>
      method === 'POST' && path.endsWith('/patient/') && valueAt(body, '/name') === 'Offline Asha'
        ? 'refuse'
        : undefined
    const report = await ward.drain()
    expect(report).toMatchObject({ received: 1, waiting: 2, needAttention: 1 })
    const [other, form, encounter, refused] = await writes()
    expect(refused).toMatchObject({ syncStatus: 'failed', needsAttention: true, failure: { words: 'No' } })
    expect([encounter?.syncStatus, form?.syncStatus]).toEqual(['blocked', 'blocked'])
    expect(other).toMatchObject({ syncStatus: 'success' })
    // What failed is still shown, and goes when somebody asks for it.
    expect((await ward.ask(patientOf(idIn(patient.body)))).body).toMatchObject({ name: 'Offline Asha' })
    ward.fault = () => undefined
    await ward.tablet.engine.api.retry('all')
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
  })

  it('[OB3] on the open form: the form gets it, and no row stays', async () => {
    const { answer, body } = await ward.ask(admission(seeded.wardId))
    expect(answer.status).toBe(400)
    expect(JSON.stringify(body)).toContain('Patient does not exist')
    expect(await writes()).toEqual([])
  })

  it('[OB5] what the server would crash on never leaves the form', async () => {
    const { age_or_dob: _, date_of_birth: __, ...form } = registration('No Age').body as Record<string, Json>
    const { answer, body } = await ward.ask({ ...registration('No Age'), body: form })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(body)).toContain('date_of_birth')
    expect(ward.sent('POST', '/patient/')).toBe(0)
  })
})

describe('a dead session', () => {
  it('F1: [SE4] pauses the replay, loses nothing, and goes on after signing in', async () => {
    await shiftOffline()
    ward.network.online = true
    await ward.tablet.clock.advance(40 * 60_000)
    expect(await ward.drain()).toMatchObject({ paused: 'auth-required', waiting: 3 })
    await ward.signIn('nurse')
    expect(await ward.drain()).toMatchObject({ paused: null, waiting: 0, received: 3 })
  })

  it('[SE5] nobody else sends it: another user’s session leaves it alone', async () => {
    await shiftOffline()
    ward.network.online = true
    await ward.signIn('doctor')
    const before = ward.count('patients')
    expect(await ward.drain()).toMatchObject({ waiting: 0 })
    expect(ward.count('patients')).toBe(before)
    expect(await writes()).toEqual([])
    await ward.signIn('nurse')
    expect(await ward.drain()).toMatchObject({ received: 3 })
  })

  it('[SE3] a refresh that reaches nobody is answered with the tokens in hand, for twelve hours', async () => {
    const { engine, clock } = ward.tablet
    const session = engine.policies.session
    const login = await engine.session(
      'sign-in',
      {
        method: 'POST',
        path: session.signIn[0] ?? '',
        query: [],
        body: { username: 'care-doctor', password: 'Ohcn@123' },
      },
      undefined,
    )
    const tokens = JSON.parse(login.text ?? '') as { access: string; refresh: string }
    ward.network.online = false
    await clock.advance(11 * 3_600_000)
    const kept = await engine.session('refresh', session.refreshRequest(tokens.refresh), undefined)
    expect(JSON.parse(kept.text ?? '')).toEqual(tokens)
    await clock.advance(2 * 3_600_000)
    expect((await engine.session('refresh', session.refreshRequest(tokens.refresh), undefined)).status).toBe(
      0,
    )
  })

  it('[SE2] sign-out wipes what the user has read, and keeps what waits', async () => {
    const caller = await ward.signIn('nurse')
    await shiftOffline()
    const { engine } = ward.tablet
    const body = { access: caller.token, refresh: 'x' }
    const request = { method: 'POST' as const, path: engine.policies.session.signOut, query: [], body }
    expect((await engine.session('sign-out', request, caller.token)).status).toBe(200)
    ward.network.online = true
    await ward.signIn('nurse')
    ward.network.online = false
    expect((await ward.ask(patientOf(seeded.patientId(0)))).answer.status).toBe(406)
    expect(await writes()).toHaveLength(3)
  })
})

describe('an update', () => {
  const pid = seeded.patientId(0)
  const form = async (changes: Record<string, Json>) => {
    const { body } = await ward.ask(patientOf(pid))
    const { geo_organization, ...record } = body as Record<string, Json>
    return put(`/api/v1/patient/${pid}/`, {
      ...record,
      geo_organization: valueAt(geo_organization, '/id') ?? null,
      ...changes,
    })
  }
  const onServer = () => ward.api.store.get('patients', pid)

  it('[CF4] made offline is seen at once, and sent when nobody else has changed the record', async () => {
    ward.network.online = false
    expect((await ward.ask(await form({ name: 'New Name' }))).answer.status).toBe(202)
    expect((await ward.ask(patientOf(pid))).body).toMatchObject({ name: 'New Name' })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ received: 1, needAttention: 0 })
    expect(onServer()?.name).toBe('New Name')
  })

  it('[CF1] keeps what others have changed in other fields', async () => {
    ward.network.online = false
    await ward.ask(await form({ name: 'New Name' }))
    ward.network.online = true
    const row = onServer()
    if (row)
      ward.api.store.transaction(
        () => ward.api.store.put('patients', { ...row, address: 'Moved' }),
        () => true,
      )
    await ward.drain()
    expect(onServer()).toMatchObject({ name: 'New Name', address: 'Moved' })
  })

  it('[CF2] waits for a person when others have changed the same field', async () => {
    ward.network.online = false
    await ward.ask(await form({ name: 'Mine' }))
    ward.network.online = true
    const row = onServer()
    if (row)
      ward.api.store.transaction(
        () => ward.api.store.put('patients', { ...row, name: 'Theirs' }),
        () => true,
      )
    expect(await ward.drain()).toMatchObject({ needAttention: 1 })
    expect(onServer()?.name).toBe('Theirs')
    expect((await writes())[0]).toMatchObject({ syncStatus: 'conflict' })
  })

  it('[CF5] one’s own earlier write is no conflict', async () => {
    ward.network.online = false
    await ward.ask(await form({ name: 'First' }))
    await ward.ask(await form({ name: 'Second' }))
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ received: 2, needAttention: 0 })
    expect(onServer()?.name).toBe('Second')
  })
})

describe('a lying network', () => {
  it('[RD2] a portal’s page is never taken for an answer', async () => {
    ward.fault = () => 'portal'
    const read = await ward.ask(patientOf(seeded.patientId(0)))
    expect(read.answer.headers['x-care-offline']).toBe('store')
    const saved = await ward.ask(registration('Behind A Portal'))
    expect(saved.answer.status).toBe(202)
    expect(await ward.tablet.engine.api.checkConnection()).toEqual({ ok: true, value: 'captive-portal' })
    ward.fault = () => undefined
    await ward.tablet.engine.api.checkConnection()
    await ward.tablet.clock.advance(10_000)
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
  })

  it('[RD3] what is not on this tablet is a miss, never an empty list', async () => {
    ward.network.online = false
    const { answer, body } = await ward.ask(encountersOf(seeded.patientId(7)))
    expect(answer.status).toBe(406)
    expect(body).toEqual({ code: 'offline_miss', errors: [] })
  })

  it('[RD4] a network that hangs is given up within three seconds when something is stored', async () => {
    ward.network.respond = () => new Promise(() => undefined)
    const asked = ward.tablet.engine
    const read = asked.policies.matchRead(patientOf(seeded.patientId(0)))
    const caller = { userId: seeded.users.nurse, token: 'x', clientId: 'page' }
    if (!read) throw new Error('no policy')
    let answered = false
    void asked.read(read, caller).then(({ answer }) => {
      answered = answer.headers['x-care-offline'] === 'store'
    })
    await settle()
    await ward.tablet.clock.advance(3_000)
    expect(answered).toBe(true)
  })
})
