// Who is assigned to a patient, from the form to the server and back: offline, with lost answers, and refused.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { get, post } from '../../shared/api-request.ts'
import { type Json, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { registration } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const patient = seeded.patientId(3)
const { doctor, staff } = seeded.users
const usersOf = (id: string) => get(`/api/v1/patient/${id}/get_users/`)
const assign = (id: string, user: string) =>
  post(`/api/v1/patient/${id}/add_user/`, { user, role: seeded.roles.doctor })
const remove = (id: string, user: string) => post(`/api/v1/patient/${id}/delete_user/`, { user })

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
  await ward.ask(get('/api/v1/users/getcurrentuser/'))
  await ward.ask(usersOf(patient))
})

afterEach(() => ward.tablet.close())

const idIn = (body: Json, pointer = '/id'): string => String(valueAt(body, pointer))
/** On the server. */
const assigned = (id = patient) => ward.api.store.get('patients', id)?.users.map(({ user }) => user) ?? []
const shown = async (id = patient) => {
  const { body } = await ward.ask(usersOf(id))
  return ((valueAt(body, '/results') ?? []) as { id: string }[]).map((user) => user.id)
}
const writes = async () => {
  const listed = await ward.tablet.engine.api.writes()
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value.writes
}
const states = async () => (await writes()).map(({ syncStatus }) => syncStatus)
/** Once, for this route. */
const once = (path: string, what: 'lose-answer' | 'lose-request' | 'refuse') => {
  let left = 1
  ward.fault = (request) => (request.path.endsWith(path) && left-- > 0 ? what : undefined)
}

describe('offline', () => {
  it('[CA22] an assigned user has the name that the warm-up fetched, and reaches the server once', async () => {
    ward.network.online = false
    const { answer, body } = await ward.ask(assign(patient, doctor))
    expect(answer.status).toBe(202)
    const name = ward.api.store.get('users', doctor)?.first_name
    expect(body).toMatchObject({ id: doctor, first_name: name })
    await ward.tablet.restart()
    expect(await shown()).toEqual([doctor])
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect([assigned(), await shown(), ward.sent('POST', '/add_user/')]).toEqual([[doctor], [doctor], 1])
  })

  it('[OR1] goes to a patient made here after the patient, under the server’s id', async () => {
    ward.network.online = false
    const pid = idIn((await ward.ask(registration('Offline Asha'))).body)
    expect(await shown(pid)).toEqual([])
    await ward.ask(assign(pid, doctor))
    expect(await shown(pid)).toEqual([doctor])
    ward.network.online = true
    await ward.drain()
    const serverId = ward.api.store.all('patients').find(({ name }) => name === 'Offline Asha')?.id ?? ''
    expect([assigned(serverId), await shown(pid)]).toEqual([[doctor], [doctor]])
  })

  it('B10: [CA70] assigned and removed again, neither sent: nothing is left to send', async () => {
    ward.network.online = false
    await ward.ask(assign(patient, doctor))
    const { answer } = await ward.ask(remove(patient, doctor))
    expect([answer.status, answer.headers['x-care-offline']]).toEqual([200, 'taken-back'])
    expect([await shown(), await states()]).toEqual([[], []])
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect([assigned(), ward.sent('POST', '_user/')]).toEqual([[], 0])
  })

  it('[CA70] to a patient made here, and removed: only the patient is sent', async () => {
    ward.network.online = false
    const pid = idIn((await ward.ask(registration('Offline Asha'))).body)
    await ward.ask(assign(pid, doctor))
    await ward.ask(remove(pid, doctor))
    expect([await shown(pid), await states()]).toEqual([[], ['pending']])
  })

  it('[CA70] assigned, removed and assigned: one assignment goes', async () => {
    ward.network.online = false
    for (const say of [assign, remove, assign, remove, assign]) await ward.ask(say(patient, doctor))
    expect([await shown(), await states()]).toEqual([[doctor], ['pending']])
    ward.network.online = true
    await ward.drain()
    expect([assigned(), ward.sent('POST', '_user/')]).toEqual([[doctor], 1])
  })

  it('[CA70] [CA21] where the assignment may have arrived, the removal goes too', async () => {
    once('/add_user/', 'lose-answer')
    await ward.ask(assign(patient, doctor))
    ward.network.online = false
    await ward.ask(remove(patient, doctor))
    expect(await shown()).toEqual([])
    ward.network.online = true
    await ward.tablet.clock.advance(20_000)
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect([assigned(), await states()]).toEqual([[], ['success', 'success']])
  })

  it('[CA70] [CA21] where it is not known who was assigned before, both go', async () => {
    const unseen = seeded.patientId(5)
    ward.network.online = false
    await ward.ask(assign(unseen, doctor))
    await ward.ask(remove(unseen, doctor))
    ward.network.online = true
    await ward.drain()
    expect([assigned(unseen), await states()]).toEqual([[], ['success', 'success']])
  })

  it('[CA70] removed and assigned again as before: nothing is sent; in another role, both are', async () => {
    await ward.ask(assign(patient, doctor))
    const before = ward.sent('POST', '_user/')
    ward.network.online = false
    await ward.ask(remove(patient, doctor))
    await ward.ask(assign(patient, doctor))
    expect([await shown(), await states()]).toEqual([[doctor], ['success']])
    await ward.ask(remove(patient, doctor))
    await ward.ask(post(`/api/v1/patient/${patient}/add_user/`, { user: doctor, role: seeded.roles.nurse }))
    ward.network.online = true
    await ward.drain()
    expect(ward.sent('POST', '_user/') - before).toBe(2)
    expect(ward.api.store.get('patients', patient)?.users).toEqual([
      { user: doctor, role: seeded.roles.nurse },
    ])
  })

  it('[CA21] removed and assigned again: the last word holds', async () => {
    await ward.ask(assign(patient, doctor))
    ward.network.online = false
    await ward.ask(remove(patient, doctor))
    await ward.ask(assign(patient, doctor))
    expect(await shown()).toEqual([doctor])
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect([assigned(), await shown()]).toEqual([[doctor], [doctor]])
  })

  it('[CA23] a search by name is answered from the users and roles of the warm-up', async () => {
    ward.network.online = false
    const found = async (path: string, query: Record<string, string>) =>
      (await ward.ask(get(`/api/v1/${path}`, { limit: '50', offset: '0', ...query }))).body
    expect(await found('users/', { search_text: 'care-doc' })).toMatchObject({ results: [{ id: doctor }] })
    expect(await found('role/', { name: 'Nurse' })).toMatchObject({ results: [{ name: 'Nurse' }] })
    const miss = await ward.ask(get('/api/v1/users/', { limit: '50', offset: '0', search_text: 'zzz' }))
    expect(miss.answer.status).toBe(406)
  })
})

describe('a lost answer', () => {
  for (const what of ['lose-answer', 'lose-request'] as const) {
    it(`[CA20] of an assignment: looked for in the list (${what})`, async () => {
      once('/add_user/', what)
      expect((await ward.ask(assign(patient, doctor))).answer.status).toBe(202)
      await ward.tablet.clock.advance(20_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(assigned()).toEqual([doctor])
      expect(ward.sent('POST', '/add_user/')).toBe(what === 'lose-answer' ? 1 : 2)
    })

    it(`[CA20] of a removal: looked for in the list (${what})`, async () => {
      await ward.ask(assign(patient, doctor))
      await ward.ask(assign(patient, staff))
      once('/delete_user/', what)
      expect((await ward.ask(remove(patient, doctor))).answer.status).toBe(202)
      await ward.tablet.clock.advance(20_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect([assigned(), await shown()]).toEqual([[staff], [staff]])
      expect(ward.sent('POST', '/delete_user/')).toBe(what === 'lose-answer' ? 1 : 2)
    })
  }
})

describe('a refusal at the sync', () => {
  it('[CA20] "already exists" and "does not exist" are looked at, and nothing is left to do', async () => {
    await ward.ask(assign(patient, staff))
    ward.network.online = false
    await ward.ask(assign(patient, doctor))
    await ward.ask(remove(patient, staff))
    const row = ward.api.store.get('patients', patient)
    if (!row) throw new Error('no patient')
    ward.api.store.put('patients', { ...row, users: [{ user: doctor, role: seeded.roles.nurse }] })
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect([assigned(), await shown()]).toEqual([[doctor], [doctor]])
  })

  it('[CA21] of an assignment waits for a person, and holds back neither the patient nor the others', async () => {
    ward.network.online = false
    await ward.ask(assign(patient, doctor))
    await ward.ask(assign(patient, staff))
    await ward.ask(assign(seeded.patientId(4), doctor))
    ward.network.online = true
    once(`${patient}/add_user/`, 'refuse')
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 1 })
    expect([assigned(), assigned(seeded.patientId(4))]).toEqual([[staff], [doctor]])
    expect((await states()).sort()).toEqual(['failed', 'success', 'success'])
  })
})
