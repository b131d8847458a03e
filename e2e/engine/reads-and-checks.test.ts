import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { get, post } from '../../shared/api-request.ts'
import { type Json, valueAt } from '../../shared/json.ts'
import { settle } from '../../shared/testing/virtual-clock.ts'
import { seeded } from '../care-api/seeded.ts'
import { admission, encountersOf, patientOf, put, registration, responsesOf, vitals } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

const pid = seeded.patientId(0)
const days = (n: number): number => n * 24 * 3_600_000

let ward: WardTablet

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
  await ward.ask(patientOf(pid))
})

afterEach(() => ward.tablet.close())

const firstWrite = async () => {
  const listed = await ward.tablet.engine.api.writes()
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value.writes[0]
}

describe('a read from the store', () => {
  it('[RD8] is marked as old by its policy, and not shown beyond its age', async () => {
    ward.network.online = false
    const headers = async () => (await ward.ask(patientOf(pid))).answer.headers
    expect(await headers()).not.toHaveProperty('x-care-stale')
    await ward.tablet.clock.advance(days(1))
    expect(await headers()).toHaveProperty('x-care-stale', 'true')
    await ward.tablet.clock.advance(days(7))
    expect((await ward.ask(patientOf(pid))).answer.status).toBe(406)
  })

  it('[RD9] that was gathered from other answers says that there may be more', async () => {
    const phone = ward.api.store.get('patients', pid)?.phone_number ?? ''
    ward.network.online = false
    await ward.ask(registration('Namesake By Phone', phone))
    const { answer, body } = await ward.ask(post('/api/v1/patient/search/', { phone_number: phone }))
    expect(answer.headers).toHaveProperty('x-care-incomplete', 'true')
    expect(valueAt(body, '/results')).toHaveLength(2)
    const nobody = await ward.ask(post('/api/v1/patient/search/', { phone_number: '+919800000000' }))
    expect(nobody.answer.status).toBe(406)
  })

  it('[RD11] stands in for a server in trouble, and a refusal goes to the page as it is', async () => {
    ward.fault = () => 'busy'
    expect((await ward.ask(patientOf(pid))).answer.headers).toHaveProperty('x-care-offline', 'store')
    expect((await ward.ask(encountersOf(seeded.patientId(5)))).answer.status).toBe(406)
    ward.fault = () => 'refuse'
    const { answer, body } = await ward.ask(patientOf(pid))
    expect([answer.status, body]).toEqual([400, { detail: 'No' }])
  })

  it('[PR5] shows once what was received while it was being asked', async () => {
    ward.network.online = false
    await ward.ask(vitals(pid, seeded.encounterId(0), '38.4'))
    ward.network.online = true
    const honest = ward.network.respond
    ward.network.respond = async (sent) => {
      const isList =
        sent.request.path.endsWith('/questionnaire_response/') &&
        !sent.request.query.some(([name]) => name === 'ordering')
      if (isList && ward.count('responses') === before) await ward.drain()
      return honest(sent)
    }
    const before = ward.count('responses')
    const { body } = await ward.ask(responsesOf(pid, seeded.encounterId(0)))
    expect(ward.count('responses')).toBe(before + 1)
    const rows = valueAt(body, '/results') as Json[]
    expect(rows.filter((row) => JSON.stringify(row).includes('38.4'))).toHaveLength(1)
  })

  it('[RD12] is ready where an answer named it, and is not fetched twice', async () => {
    const me = get('/api/v1/users/getcurrentuser/')
    await ward.ask(me)
    const asked = ward.sent('GET', '/questionnaire/vitals/')
    expect(asked).toBe(1)
    await ward.ask(me)
    expect(ward.sent('GET', '/questionnaire/vitals/')).toBe(1)
    ward.network.online = false
    expect((await ward.ask(get('/api/v1/questionnaire/vitals/'))).answer.status).toBe(200)
  })

  it('[SE6] never holds an answer that came after its user had left', async () => {
    const other = patientOf(seeded.patientId(9))
    const { engine } = ward.tablet
    const caller = await ward.signIn('nurse')
    const honest = ward.network.respond
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    ward.network.respond = async (sent) => {
      if (sent.request.path === other.path) await held
      return honest(sent)
    }
    const asking = ward.ask(other)
    await settle()
    const body = { access: caller.token, refresh: 'x' }
    await engine.session('sign-out', { ...post(engine.policies.session.signOut, body) }, caller.token)
    letGo()
    await asking
    await ward.signIn('nurse')
    ward.network.online = false
    expect((await ward.ask(other)).answer.status).toBe(406)
  })
})

describe('before an update leaves', () => {
  beforeEach(async () => {
    const { geo_organization, ...record } = (await ward.ask(patientOf(pid))).body as Record<string, Json>
    ward.network.online = false
    const area = valueAt(geo_organization, '/id') ?? null
    await ward.ask(put(`/api/v1/patient/${pid}/`, { ...record, geo_organization: area, name: 'Mine' }))
    ward.network.online = true
  })

  it('[CF6] an error of the check is a reason to wait, never "unchanged"', async () => {
    ward.fault = ({ method, path }) => (method === 'GET' && path.includes('/patient/') ? 'busy' : undefined)
    const stepped = await ward.tablet.engine.api.sync()
    expect(stepped).toMatchObject({ ok: true, value: { received: 0, waiting: 1 } })
    expect(ward.network.sent.some(({ request }) => request.method === 'PUT')).toBe(false)
    ward.fault = () => undefined
    expect(await ward.drain()).toMatchObject({ received: 1 })
  })

  it('[CF7] a record that is gone needs a person', async () => {
    const row = ward.api.store.get('patients', pid)
    if (!row) throw new Error('not seeded')
    ward.api.store.transaction(
      () => ward.api.store.put('patients', { ...row, deleted: true }),
      () => true,
    )
    expect(await ward.drain()).toMatchObject({ needAttention: 1 })
    expect(await firstWrite()).toMatchObject({ syncStatus: 'failed', needsAttention: true })
    expect(ward.network.sent.some(({ request }) => request.method === 'PUT')).toBe(false)
  })
})

describe('a batch', () => {
  it('[ID8] maps the ids inside its answer, each from its own place', async () => {
    ward.network.online = false
    const encounter = String(valueAt((await ward.ask(admission(pid))).body, '/id'))
    const form = await ward.ask(vitals(pid, encounter))
    const temporary = String(valueAt(form.body, '/results/0/data/id'))
    ward.network.online = true
    await ward.drain()
    const [response] = ward.api.store.all('responses').slice(-1)
    expect((await firstWrite())?.recordIds).toEqual([temporary, response?.id])
    const shown = (await ward.ask(responsesOf(pid, encounter))).body
    expect(valueAt(shown, '/results/0/id')).toBe(temporary)
  })
})
