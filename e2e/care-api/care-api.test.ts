// @vitest-environment node
// Rules that the recordings cannot show in one exchange: rollback, dates, pages, data kept in a file.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { CareApi } from './care-api.ts'
import { isUuid } from './ids.ts'
import { newPatient, start, sub } from './in-process.ts'
import { seeded, seededPatientCount } from './seeded.ts'

describe('batch', () => {
  it('takes everything back when one fails, and reports ids that are nowhere', async () => {
    const { api, ask } = start()
    const requests = [
      sub('/patient/', newPatient, 'p'),
      sub('/patient/search/', {}, 'bad'),
      sub('/patient/', newPatient, 'q'),
    ]
    const { status, body } = await ask('POST', '/batch_requests/', { requests })
    expect(status).toBe(400)
    expect(body.results.map((each) => each.status_code)).toEqual([200, 400, 200])
    const phantom = String((body.results[0]?.data as { id?: unknown } | undefined)?.id)
    expect(isUuid(phantom)).toBe(true)
    expect((await ask('GET', `/patient/${phantom}/`)).status).toBe(404)
    expect(api.store.all('patients')).toHaveLength(seededPatientCount)
  })

  it('keeps everything when all succeed', async () => {
    const { api, ask } = start()
    const requests = [sub('/patient/', newPatient, 'p'), sub('/patient/', newPatient, 'q')]
    expect((await ask('POST', '/batch_requests/', { requests })).status).toBe(200)
    expect(api.store.all('patients')).toHaveLength(seededPatientCount + 2)
  })

  it('restores a changed record when a later request fails', async () => {
    const { api, ask } = start()
    const id = seeded.patientId(0)
    const before = api.store.get('patients', id)
    const put = { ...sub(`/patient/${id}/`, { name: 'Changed' }, 'u'), method: 'PUT' }
    await ask('POST', '/batch_requests/', { requests: [put, sub('/patient/search/', {}, 'bad')] })
    expect(api.store.get('patients', id)).toEqual(before)
  })
})

describe('patients', () => {
  it('gives 14 on a page by default and never more than 200', async () => {
    const { api, ask } = start()
    const [first] = api.store.all('patients')
    if (first === undefined) throw new Error('the ward is empty')
    for (let index = 0; index < 210; index += 1) api.store.put('patients', { ...first, id: `copy ${index}` })
    const sizeOf = async (query: string) => (await ask('GET', `/patient/?${query}`)).body.results.length
    expect(await sizeOf('')).toBe(14)
    expect(await sizeOf('limit=0')).toBe(14)
    expect(await sizeOf('limit=abc&offset=NaN')).toBe(14)
    expect(await sizeOf('limit=1000')).toBe(200)
    expect(await sizeOf('limit=200&offset=200')).toBe(50)
  })

  it('shows another random id at each search by phone, and the first five characters of the real one', async () => {
    const { ask } = start()
    const { body: created } = await ask('POST', '/patient/', newPatient)
    const search = async () =>
      (await ask('POST', '/patient/search/', { phone_number: newPatient.phone_number })).body.results[0]
    const [once, again] = [await search(), await search()]
    expect(once?.id).not.toBe(again?.id)
    expect(once?.id).not.toBe(created.id)
    expect(once?.partial_id).toBe(created.id.slice(0, 5))
  })

  it('keeps what is null or left out in an update, but clears the pincode', async () => {
    const { ask } = start()
    const { body: created } = await ask('POST', '/patient/', { ...newPatient, address: '1 Hill Road' })
    const { body } = await ask('PUT', `/patient/${created.id}/`, { address: null })
    expect(body).toMatchObject({ name: newPatient.name, address: '1 Hill Road', pincode: null })
    expect(body.modified_date > created.modified_date).toBe(true)
  })

  it('moves modified_date with add_user, and not with tags', async () => {
    const { api, ask } = start()
    const id = seeded.patientId(0)
    const modified = () => api.store.get('patients', id)?.modified_date
    const before = modified()
    await ask('POST', `/patient/${id}/set_instance_tags/`, { tags: [seeded.tags.patientVip] })
    expect(modified()).toBe(before)
    await ask('POST', `/patient/${id}/add_user/`, { user: seeded.users.doctor, role: seeded.roles.doctor })
    expect(modified()).not.toBe(before)
  })
})

describe('encounters', () => {
  it('refuses the repeat of the request that closed it, to everybody', async () => {
    const { api, ask } = start()
    const completed = { status: 'completed', encounter_class: 'imp', priority: 'routine' }
    const close = () => ask('PUT', `/encounter/${seeded.encounterId(0)}/`, completed)
    expect((await close()).status).toBe(200)
    const before = api.store.get('encounters', seeded.encounterId(0))
    expect(await close()).toEqual({
      status: 403,
      body: { detail: 'You do not have permission to update encounter' },
    })
    expect(api.store.get('encounters', seeded.encounterId(0))).toEqual(before)
  })

  it('frees the bed when it is closed', async () => {
    const { ask } = start()
    const id = seeded.encounterId(0)
    expect((await ask('GET', `/encounter/${id}/`)).body.current_location).not.toBeNull()
    const completed = { status: 'completed', encounter_class: 'imp', priority: 'routine' }
    const { body } = await ask('PUT', `/encounter/${id}/`, completed)
    expect(body).toMatchObject({ status: 'completed', current_location: null })
  })
})

it('clears the advice that an update leaves out, and the external id only with an empty string', async () => {
  const { ask } = start()
  const path = `/encounter/${seeded.encounterId(1)}/`
  const always = { status: 'in_progress', encounter_class: 'imp', priority: 'routine' }
  await ask('PUT', path, { ...always, discharge_summary_advice: 'Rest' })
  const { body: kept } = await ask('PUT', path, { ...always, external_identifier: null })
  expect(kept).toMatchObject({ discharge_summary_advice: null, external_identifier: 'IP-1202' })
  const { body: cleared } = await ask('PUT', path, { ...always, external_identifier: '' })
  expect(cleared.external_identifier).toBe('')
})

it('refreshes with a new pair whose refresh token keeps the instant of the login', async () => {
  let nowMs = Date.parse('2026-03-01T10:00:00Z')
  const { api } = start({ nowMs: () => nowMs })
  const loggedInAt = nowMs / 1000
  const refresh = api.tokens.issue(seeded.users.nurse, 'refresh')
  nowMs += 5 * 60_000
  const response = await api.app.request('/api/v1/auth/token/refresh/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refresh }),
  })
  const pair = (await response.json()) as { access: string; refresh: string }
  const [access, renewed] = [api.tokens.inspect(pair.access), api.tokens.inspect(pair.refresh)]
  expect(access).toMatchObject({ state: 'valid', claims: { iat: loggedInAt + 300, exp: loggedInAt + 900 } })
  expect(renewed).toMatchObject({ state: 'valid', claims: { iat: loggedInAt, exp: loggedInAt + 300 + 1800 } })
  nowMs += 26 * 60_000
  expect(api.tokens.inspect(refresh)).toEqual({ state: 'expired' })
  expect(api.tokens.inspect(pair.refresh).state).toBe('valid')
})

describe('forms', () => {
  it('dates an observation when it arrives, not when it was taken', async () => {
    const nowMs = Date.parse('2026-03-01T10:00:00Z')
    const { ask } = start({ nowMs: () => nowMs })
    const [patient, encounter] = [seeded.patientId(3), seeded.encounterId(3)]
    const results = [
      {
        question_id: seeded.vitals.temperature,
        values: [{ value: '38.4' }],
        taken_at: '2026-03-01T06:00:00Z',
      },
    ]
    const body = { resource_id: encounter, encounter, patient, results }
    const submitted = await ask('POST', '/questionnaire/vitals/submit/', body)
    expect(submitted.body.responses).toMatchObject([{ taken_at: '2026-03-01T06:00:00Z' }])
    const { body: listed } = await ask('GET', `/patient/${patient}/observation/?encounter=${encounter}`)
    expect(String(listed.results[0]?.effective_datetime)).toMatch(/^2026-03-01T10:00:00\.\d{6}Z$/)
  })

  it('has a vitals form with the codes that charts ask for', async () => {
    const { ask } = start()
    const { body } = await ask('GET', '/questionnaire/vitals/')
    const codes = (body.questions as { code?: { code: string } }[]).flatMap(({ code }) => code?.code ?? [])
    expect(codes).toEqual(['8310-5', '8867-4', '9279-1', '8480-6', '8462-4', '2708-6'])
  })
})

describe('data kept in a file', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })
  const newFile = () => {
    const folder = mkdtempSync(join(tmpdir(), 'care-api-'))
    folders.push(folder)
    return { folder, data: join(folder, 'ward.json') }
  }

  it('is there after a restart, and nothing half-written lies beside it', async () => {
    const { folder, data } = newFile()
    const { body: created } = await start({ data }).ask('POST', '/patient/', newPatient)
    const { ask } = start({ data })
    expect((await ask('GET', `/patient/${created.id}/`)).body.name).toBe(newPatient.name)
    expect(readdirSync(folder)).toEqual(['ward.json'])
  })

  it('is not written by a request that was refused', async () => {
    const { folder, data } = newFile()
    await start({ data }).ask('POST', '/patient/', { ...newPatient, gender: 'x' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('says so when the file cannot be used', () => {
    const { data } = newFile()
    writeFileSync(data, '{')
    expect(() => start({ data })).toThrow(/is not JSON/)
    writeFileSync(data, '{"format":99}')
    expect(() => start({ data })).toThrow(/another version/)
  })
})

it('has the same ids at every start, all of them version 4', () => {
  const idsOf = (api: CareApi) => api.store.all('patients').map((each) => each.id)
  const [one, other] = [start().api, start().api]
  expect(idsOf(one)).toEqual(idsOf(other))
  for (const id of idsOf(one))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(idsOf(one).map((id) => id.slice(0, 5))).size).toBe(seededPatientCount)
})

describe('the seeded schedules', () => {
  it('give each practitioner of the ward hours in which to be booked', () => {
    const schedules = start({ nowMs: () => Date.UTC(2026, 10, 22) }).api.store.all('schedules')
    expect(schedules.map(({ resource }) => resource)).toEqual([seeded.users.doctor, seeded.users.nurse])
    for (const { facility, valid_from, valid_to, availabilities } of schedules) {
      expect(facility).toBe(seeded.facilityId)
      expect(valid_from < '2026-11-22T00:00:00' && valid_to > '2026-11-22T00:00:00').toBe(true)
      expect(availabilities.every(({ availability }) => availability.length === 6)).toBe(true)
    }
  })
})
