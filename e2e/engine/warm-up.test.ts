// The beginning of a shift on the real engine, against the embedded API: what the warm-up brings, and what it leaves in
// peace.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import type { WarmUpReport } from '../../shared/bridge/engine-api.ts'
import { createCarePolicies } from '../../shared/care/index.ts'
import { type Json, valueAt } from '../../shared/json.ts'
import { questionOf } from '../../shared/question.ts'
import { settle } from '../../shared/testing/virtual-clock.ts'
import { seeded } from '../care-api/seeded.ts'
import { book, calendar, practitioners, slotsOn } from './appointment-forms.ts'
import { admission, encountersOf, patientOf, registration, responsesOf, vitals } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const patient = seeded.patientId(39)
const encounter = seeded.encounterId(39)
const facility = `/api/v1/facility/${seeded.facilityId}/`
const minutes = (n: number) => n * 60_000

beforeEach(async () => {
  // The newest of the ward.
  ward = await createWardTablet(createCarePolicies({ wardPatients: 3 }))
  await ward.signIn('nurse')
})
afterEach(() => ward.tablet.close())

async function step(): Promise<WarmUpReport> {
  const result = await ward.tablet.engine.api.warmUp('all')
  if (!result.ok || !result.value) throw new Error('nobody is signed in')
  return result.value
}

async function makeReady(): Promise<WarmUpReport> {
  for (;;) {
    const report = await step()
    if (!report.more) return report
  }
}

const ask = (request: ApiRequest) => ward.ask(request)
const statusOf = async (request: ApiRequest) => (await ask(request)).answer.status
const namesIn = (body: Json) =>
  ((valueAt(body, '/results') ?? []) as { name?: string; title?: string; display?: string }[]).map(
    ({ name, title, display }) => name ?? title ?? display,
  )
const isMarked = async (request: ApiRequest) => 'x-care-incomplete' in (await ask(request)).answer.headers

describe('a shift that begins cold', () => {
  it('[WU1] has all that its screens ask for, without one visit', async () => {
    ward.api.reset({ areasBelow: true })
    await ward.signIn('nurse')
    expect(await makeReady()).toMatchObject({ more: false, missing: [] })
    ward.network.online = false
    const govt = (parent: string) => get('/api/v1/organization/', { org_type: 'govt', parent, limit: '200' })
    expect(namesIn((await ask(govt(seeded.districtId))).body)).toEqual(['Kothamangalam'])
    expect(namesIn((await ask(govt(seeded.talukId))).body)).toEqual(['Pindimana'])
    const screens = [
      get(`${facility}organizations/mine/`, { parent: '', name: '' }),
      get(`${facility}organizations/`, { parent: '', active: 'true', limit: '100' }),
      get(`${facility}appointments/available_users/`, { limit: '10' }),
      get(`${facility}users/`, { limit: '15', offset: 'NaN' }),
      get(`${facility}location/`, {
        ...{ ordering: 'sort_index', limit: '20', offset: '0', name: '', mode: 'kind', mine: 'true' },
      }),
      get('/api/v1/getallfacilities/', { limit: '50' }),
      get('/api/v1/questionnaire/', { limit: '15', title: '', status: 'active', subject_type: 'encounter' }),
      get('/api/v1/questionnaire/vitals/'),
      get('/api/v1/users/', { limit: '50', offset: '0', search_text: 'care-nurse' }),
      get('/api/v1/role/', { limit: '10', offset: '0', name: 'Nurse' }),
      get('/api/v1/valueset/system-condition-code/favourites/'),
      get('/api/v1/valueset/system-condition-code/recent_views/'),
    ]
    for (const screen of screens) expect([screen.path, await statusOf(screen)]).toEqual([screen.path, 200])
  })

  it('[WU1] [RD21] has the records of the patients of the ward, as their screens ask for them', async () => {
    await ask(vitals(patient, encounter))
    await makeReady()
    ward.network.online = false
    const of = (path: string, query: Record<string, string>) =>
      get(`/api/v1/patient/${patient}/${path}/`, query)
    const page = { limit: '14', offset: '0', exclude_verification_status: 'entered_in_error' }
    const screens = [
      patientOf(patient),
      get(`/api/v1/encounter/${encounter}/`, { facility: seeded.facilityId }),
      encountersOf(patient),
      get('/api/v1/encounter/', { patient, limit: '15', offset: '0', status: 'planned,in_progress,on_hold' }),
      of('allergy_intolerance', { verification_status: 'confirmed' }),
      of('allergy_intolerance', page),
      of('symptom', { ordering: '-created_date', encounter, ...page }),
      of('diagnosis', {
        ...{
          ordering: '-created_date',
          category: 'encounter_diagnosis,chronic_condition',
          encounter,
          ...page,
        },
        clinical_status: 'active,recurrence,relapse',
      }),
      of('observation', { encounter, limit: '50', codes: '', offset: '0' }),
      of('observation', { encounter, limit: '50', codes: '8310-5', offset: '0' }),
      responsesOf(patient, encounter),
      of('get_users', {}),
      get('/api/v1/resource/', { related_patient: patient }),
    ]
    for (const screen of screens) {
      const { answer } = await ask(screen)
      expect([screen.path, answer.status, 'x-care-incomplete' in answer.headers]).toEqual([
        screen.path,
        200,
        false,
      ])
    }
    expect(valueAt((await ask(responsesOf(patient, encounter))).body, '/count')).toBe(1)
    const page2 = get('/api/v1/encounter/', {
      ...{ facility: seeded.facilityId, status: 'in_progress', limit: '15', offset: '15' },
    })
    expect(valueAt((await ask(page2)).body, '/results')).toHaveLength(15)
  })

  it('[WU9] brings the records of the ward only when they are asked for, in portions', async () => {
    await ward.tablet.engine.api.warmUp('needed')
    const needed = ward.network.sent.length
    expect(ward.sent('GET', '/observation/')).toBe(0)
    const portion = await step()
    expect(ward.network.sent.length - needed).toBe(20)
    expect(portion.more).toBe(true)
    expect(portion.missing).toContain('observation')
  })

  it('[WU2] is asked for one at a time, after what a person waits for and after the replay', async () => {
    const honest = ward.network.respond
    let underWay = 0
    let most = 0
    let held: (() => void) | undefined
    ward.network.respond = async (sent) => {
      if (sent.request.path === patientOf(patient).path && !held) {
        await new Promise<void>((resolve) => {
          held = resolve
        })
        return honest(sent)
      }
      underWay += 1
      most = Math.max(most, underWay)
      await settle()
      underWay -= 1
      return honest(sent)
    }
    const page = ask(patientOf(patient))
    await settle()
    const stepping = Promise.all([step(), step()])
    await settle()
    expect(ward.network.sent).toHaveLength(2)
    held?.()
    await page
    const [first, second] = await stepping
    expect(second).toBe(first)
    expect(most).toBe(1)
  })

  it('[WU3] goes on where it was after the worker died, and asks for nothing twice', async () => {
    const honest = ward.network.respond
    let answers = 20
    ward.network.respond = (sent) => {
      answers -= 1
      return answers < 0 ? new Promise(() => {}) : honest(sent)
    }
    void ward.tablet.engine.api.warmUp('all')
    while (answers >= 0) await settle()
    ward.network.respond = honest
    await ward.tablet.restart()
    await makeReady()
    const asked = ward.network.sent.map(({ request }) => JSON.stringify(request))
    const twice = asked.filter((one, i) => asked.indexOf(one) !== i)
    // The one that was in the air, and what this server does not have: of that there is nothing to keep.
    expect(twice.filter((one) => !/encounter_actions|plug_config/.test(one))).toHaveLength(1)
  })

  it('[WU4] stops when the network goes and when the user leaves', async () => {
    const honest = ward.network.respond
    let answers = 12
    ward.network.respond = (sent) => {
      answers -= 1
      if (answers === 0) ward.network.online = false
      return honest(sent)
    }
    const report = await step()
    expect(report).toMatchObject({ more: false })
    expect(report.done).toBeLessThan(report.total)
    const left = ward.network.sent.length
    expect(await step()).toMatchObject({ done: report.done, more: false })
    expect(ward.network.sent).toHaveLength(left)

    ward.network.online = true
    answers = 12
    ward.network.respond = async (sent) => {
      answers -= 1
      if (answers === 0) await leave()
      return honest(sent)
    }
    await ward.signIn('nurse')
    await step()
    const gone = ward.network.sent.length
    expect(await ward.tablet.engine.api.warmUp('all')).toEqual({ ok: true, value: null })
    expect(ward.network.sent).toHaveLength(gone)
  })

  it('[WU5] leaves a busy server alone, for longer each time, and holds no form back', async () => {
    await makeReady()
    await ward.tablet.clock.advance(minutes(20))
    let refusals = 0
    const honest = ward.network.respond
    ward.network.respond = (sent) => {
      if (/\/(auth|patient)\/\w*/.test(sent.request.path) && sent.request.method === 'POST')
        return honest(sent)
      refusals += 1
      return { ...busy, status: [429, 503, 423][refusals % 3] ?? 429 }
    }
    const first = await step()
    expect([refusals, first.more]).toEqual([1, false])
    expect(first.nextInMs).toBeGreaterThanOrEqual(15_000)
    await step()
    expect(refusals).toBe(1)
    expect((await ask(registration('Asha'))).answer.status).toBe(200)
    await ward.tablet.clock.advance(first.nextInMs ?? 0)
    const second = await step()
    expect(refusals).toBe(2)
    expect(second.nextInMs).toBeGreaterThan(first.nextInMs ?? 0)
  })

  it('[WU5] does not wait for what the server refuses', async () => {
    await ward.signIn('volunteer')
    const report = await makeReady()
    expect(report).toMatchObject({ more: false, missing: [] })
    expect(report.done).toBe(report.total)
  })

  it('[WU6] [CA60] makes no slots, and brings those of days on which somebody is booked', async () => {
    const [free, full] = ['2026-11-24', '2026-11-25']
    const slots = (await ask(slotsOn(full))).body
    await ask(book(seeded.patientId(1), String(valueAt(slots, '/results/0/id'))))
    await ward.signIn('doctor')
    const made = ward.count('slots')
    await makeReady()
    expect(ward.count('slots')).toBe(made)
    ward.network.online = false
    expect(await statusOf(practitioners())).toBe(200)
    expect(await statusOf(calendar(full, '2026-11-30'))).toBe(200)
    const { answer, body } = await ask(slotsOn(full))
    expect(answer.status).toBe(200)
    expect(await statusOf(slotsOn(free))).toBe(406)
    const booked = await ask(book(patient, String(valueAt(body, '/results/3/id'))))
    expect(booked.answer.status).toBe(202)
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(ward.count('bookings')).toBe(2)
  })

  it('[WU6] keeps the days fresh that were asked for here', async () => {
    await ask(slotsOn('2026-11-24'))
    await ask(slotsOn('2026-11-21'))
    await ward.tablet.clock.advance(minutes(20))
    const made = ward.count('slots')
    await makeReady()
    const days = ward.network.sent
      .filter(({ request }) => request.path.endsWith('get_slots_for_day/'))
      .map(({ request }) => valueAt(request.body ?? null, '/day'))
    expect(days).toEqual(['2026-11-24', '2026-11-21', '2026-11-24'])
    expect(ward.count('slots')).toBe(made)
  })

  it('[WU7] tells how far it is, what is missing, and how old the oldest part is', async () => {
    const startedAtMs = ward.tablet.clock.now()
    ward.fault = ({ path }) => (path.includes('/valueset/') ? 'busy' : undefined)
    const report = await makeReady()
    expect(report.done).toBeLessThan(report.total)
    expect(report.missing).toContain('valueSet')
    expect(report.atMs).toBe(startedAtMs)
    const told = ward.tablet.events.flatMap((event) => (event.type === 'warm-up' ? [event] : []))
    expect(told.length).toBeGreaterThan(1)
    const { more: _, nextInMs: __, ...last } = report
    expect(told.at(-1)).toEqual({ type: 'warm-up', userId: seeded.users.nurse, ...last })
    for (const [i, { done }] of told.entries()) expect(done).toBeGreaterThanOrEqual(told[i - 1]?.done ?? 0)
  })

  it('[WU8] is renewed when it is old, and left alone while it is not', async () => {
    await makeReady()
    const sent = ward.network.sent.length
    await makeReady()
    expect(ward.network.sent).toHaveLength(sent)
    await ward.tablet.clock.advance(minutes(20))
    await makeReady()
    const renewed = ward.network.sent.slice(sent).map(({ request }) => request.path)
    expect(renewed).toContain(`${patientOf(patient).path}observation/`)
    expect(renewed).not.toContain(patientOf(patient).path)
    expect(renewed).not.toContain('/api/v1/role/')
  })
})

describe('what is gathered from other answers', () => {
  it('[RD18] [RD9] says that there may be more, in the header and by an event', async () => {
    const some = await ask(get('/api/v1/questionnaire/', { limit: '1', status: 'active' }))
    ward.network.online = false
    const title = String(namesIn(some.body)[0]).slice(0, 3)
    const search = get('/api/v1/questionnaire/', { title, status: 'active' })
    expect(await isMarked(search)).toBe(true)
    expect(ward.tablet.events).toContainEqual({
      ...{ type: 'answered', from: 'store', incomplete: true, resource: 'questionnaire', clientId: 'page' },
      ...{ read: 'questionnaire.list', path: search.path, question: questionOf(search) },
      fetchedAtMs: expect.any(Number),
    })
  })

  it('[RD19] says "none" where the whole list is here, and is not marked', async () => {
    await makeReady()
    ward.network.online = false
    const search = (title: string) =>
      get('/api/v1/questionnaire/', { title, subject_type: 'encounter', status: 'active' })
    expect(await isMarked(search('vit'))).toBe(false)
    expect((await ask(search('zzz'))).body).toEqual({ count: 0, results: [] })
    const users = (search_text: string) => get('/api/v1/users/', { limit: '50', offset: '0', search_text })
    expect(await isMarked(users('mini'))).toBe(false)
    // People are found by the server in more ways than here.
    expect(await statusOf(users('zzz'))).toBe(406)
  })

  it('[RD20] [CA59] a value set is searched by the beginnings of words, and never says "none"', async () => {
    await ask(post('/api/v1/valueset/system-condition-code/expand/', { search: 'fev', count: 10 }))
    await ask(post('/api/v1/valueset/system-condition-code/expand/', { search: 'pain', count: 10 }))
    ward.network.online = false
    const search = (words: string, count = 10) =>
      post('/api/v1/valueset/system-condition-code/expand/', {
        search: words,
        count,
        display_language: 'en-gb',
      })
    expect(namesIn((await ask(search('Feve'))).body)).toEqual(['Fever', 'Dengue fever', 'Typhoid fever'])
    expect(namesIn((await ask(search('fev den'))).body)).toEqual(['Dengue fever'])
    expect(namesIn((await ask(search('386661'))).body)).toEqual(['Fever'])
    expect(namesIn((await ask(search('pain', 2))).body)).toHaveLength(2)
    expect(await isMarked(search('Feve'))).toBe(true)
    expect(await statusOf(search('ever'))).toBe(406)
    expect(await statusOf(search('zzz'))).toBe(406)
    const other = post('/api/v1/valueset/system-medication/expand/', { search: 'Feve', count: 10 })
    expect(await statusOf(other)).toBe(406)
  })
})

describe('what was just written', () => {
  it('[RD22] a patient who was registered online takes an encounter when the network goes', async () => {
    await makeReady()
    const created = (await ask(registration('Asha Online'))).body
    const id = String(valueAt(created, '/id'))
    ward.network.online = false
    expect(await statusOf(patientOf(id))).toBe(200)
    const proof = { phone_number: '+919812345678', year_of_birth: '1990', partial_id: id.slice(0, 5) }
    expect(await statusOf(post('/api/v1/patient/search_retrieve/', proof))).toBe(200)
    const open = get('/api/v1/encounter/', {
      ...{ patient: id, limit: '15', offset: '0', status: 'planned,in_progress,on_hold' },
    })
    expect((await ask(open)).body).toEqual({ count: 0, results: [] })
    const begun = await ask(admission(id))
    expect(begun.answer.status).toBe(202)
    expect(valueAt(begun.body, '/patient/name')).toBe('Asha Online')
    expect(valueAt((await ask(encountersOf(id))).body, '/count')).toBe(1)
    ward.network.online = true
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(ward.count('encounters')).toBe(41)
  })
})

const busy = {
  kind: 'answer' as const,
  contentType: 'application/json',
  redirected: false,
  retryAfter: null,
  text: '{"detail":"busy"}',
}

async function leave(): Promise<void> {
  const { engine } = ward.tablet
  const { signOut } = engine.policies.session
  await engine.session('sign-out', post(signOut, { access: 'x', refresh: 'x' }), undefined)
}
