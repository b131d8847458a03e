// @vitest-environment node
// The control port over real sockets: faults, the log, dead tokens, changes by others.
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ControlClient, createControlClient } from './control-client.ts'
import { seeded } from './seeded.ts'
import { type StartedCareApi, startCareApi } from './start-care-api.ts'

const patient = {
  name: 'Lost Answer',
  gender: 'male',
  phone_number: '+919847099002',
  geo_organization: seeded.districtId,
  age: 40,
}

let started: StartedCareApi
let control: ControlClient

beforeEach(async () => {
  started = await startCareApi({ port: 0, controlPort: 0 })
  control = createControlClient(started.controlUrl ?? '')
})
afterEach(() => started.close())

const token = () => started.api.tokens.issue(seeded.users.nurse, 'access')

const ask = (path: string, init: RequestInit = {}, bearer = token()) =>
  fetch(`${started.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      origin: 'http://localhost:4173',
    },
  })

const create = () => ask('/api/v1/patient/', { method: 'POST', body: JSON.stringify(patient) })

const countLost = async () =>
  (await control.state('patients')).filter((each) => each.name === patient.name).length

describe('faults', () => {
  it('drop-answer: the record is there, the answer is not', async () => {
    await control.addFault({ kind: 'drop-answer', method: 'POST', path: '/patient/$', times: 1 })
    await expect(create()).rejects.toThrow()
    expect(await countLost()).toBe(1)
    expect((await create()).status).toBe(200)
    expect(await countLost()).toBe(2)
    expect(await control.requests('POST', /\/patient\/$/)).toMatchObject([
      { status: null, fault: 'drop-answer', userId: seeded.users.nurse },
      { status: 200, body: patient },
    ])
  })

  it('refuse: nothing is written', async () => {
    await control.addFault({ kind: 'refuse', path: '/patient/', times: 1 })
    await expect(create()).rejects.toThrow()
    expect(await countLost()).toBe(0)
  })

  it('hang: no answer until the caller gives up, and nothing is written', async () => {
    await control.addFault({ kind: 'hang', path: '^/api/' })
    await expect(ask('/api/v1/patient/', { signal: AbortSignal.timeout(100) })).rejects.toThrow()
    expect((await ask('/ping/')).status).toBe(200)
    await control.clearFaults()
    expect((await ask('/api/v1/patient/')).status).toBe(200)
  })

  it('delay: the same answer, later', async () => {
    await control.addFault({ kind: 'delay', ms: 80, path: '/ping/', times: 1 })
    const before = performance.now()
    expect(await (await ask('/ping/')).json()).toEqual({ status: 'OK' })
    expect(performance.now() - before).toBeGreaterThan(70)
  })

  it('status: what a proxy would say, with or without CORS headers', async () => {
    await control.addFault({
      kind: 'status',
      status: 502,
      body: '<h1>Bad Gateway</h1>',
      path: '/ping/',
      withoutCors: true,
      times: 1,
    })
    await control.addFault({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3' },
      path: '/ping/',
      times: 1,
    })
    const proxy = await ask('/ping/')
    expect([proxy.status, proxy.headers.get('access-control-allow-origin')]).toEqual([502, null])
    const busy = await ask('/ping/')
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '3'])
    expect(busy.headers.get('access-control-allow-origin')).toBe('http://localhost:4173')
    expect((await ask('/ping/')).status).toBe(200)
  })

  it('create-locked and locked: refused as by the locks, and nothing is written', async () => {
    await control.addFault({
      kind: 'create-locked',
      method: 'POST',
      path: '/(patient|encounter)/$',
      times: 2,
    })
    await control.addFault({ kind: 'locked', path: '/patient/$', times: 1 })
    const said = async (response: Response) => [response.status, await response.json()]
    const lock = (record: string) => ({
      errors: [{ type: 'validation_error', msg: `${record} creation failed, try again after a while` }],
    })
    expect(await said(await create())).toEqual([400, lock('Patient')])
    const start = { method: 'POST', body: '{}' }
    expect(await said(await ask('/api/v1/encounter/', start))).toEqual([400, lock('Encounter')])
    expect(await said(await create())).toEqual([
      423,
      { detail: 'The resource you are trying to access is locked' },
    ])
    expect(await countLost()).toBe(0)
    expect((await create()).status).toBe(200)
  })

  it('captive-portal: 200 and a page that is not the API', async () => {
    await control.addFault({ kind: 'captive-portal', path: '.' })
    const response = await ask('/ping/')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
  })

  it('refuses a fault that it does not understand, with a sentence', async () => {
    await expect(control.addFault({ kind: 'odd' as 'hang', path: '.' })).rejects.toThrow(/kind is one of/)
    await expect(control.addFault({ kind: 'hang', path: '(' })).rejects.toThrow(/Invalid regular expression/)
  })
})

describe('sessions', () => {
  it('expireTokens: 403 token_not_valid for calls, 401 for refreshes, and a new login works', async () => {
    const [access, refresh] = [token(), started.api.tokens.issue(seeded.users.nurse, 'refresh')]
    const refreshing = () =>
      fetch(`${started.url}/api/v1/auth/token/refresh/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refresh }),
      })
    await control.expireTokens({ refresh: false })
    const dead = await ask('/api/v1/patient/', {}, access)
    expect([dead.status, await dead.json()]).toMatchObject([403, { code: 'token_not_valid' }])
    expect((await refreshing()).status).toBe(200)
    await control.expireTokens()
    expect((await refreshing()).status).toBe(401)
    expect((await ask('/api/v1/patient/')).status).toBe(200)
  })
})

describe('state', () => {
  it('edit: a change by somebody else, with a new modified_date', async () => {
    const id = seeded.patientId(0)
    const [before] = await control.state('patients')
    await control.edit('patients', id, { address: 'Moved' })
    const [after] = await control.state('patients')
    expect(after).toMatchObject({ id, address: 'Moved' })
    expect(after?.modified_date).not.toBe(before?.modified_date)
  })

  it('reset: back to the seed, without faults and log, with the settings asked for', async () => {
    await create()
    await control.addFault({ kind: 'hang', path: '.' })
    await control.reset({ accessMinutes: 0.05 })
    expect(await countLost()).toBe(0)
    expect(await control.faults()).toEqual([])
    expect(await control.log()).toEqual([])
    expect(started.api.settings.accessMinutes).toBe(0.05)
    await expect(control.reset({ odd: 1 } as object)).rejects.toThrow(/no setting odd/)
  })

  it('a setting that holds for one reset only', async () => {
    const configs = async () => (await control.state('identifierConfigs')).map(({ id }) => id)
    await control.reset({ patientKey: true })
    expect(await configs()).toContain(seeded.identifierConfigs.key)
    await control.reset()
    expect(await configs()).not.toContain(seeded.identifierConfigs.key)
  })

  it('log: preflights are marked, and not counted as requests', async () => {
    const preflight = { 'access-control-request-method': 'GET', origin: 'http://localhost:4173' }
    await started.api.app.request('/ping/', { method: 'OPTIONS', headers: preflight })
    await ask('/ping/?x=1')
    expect(await control.log()).toMatchObject([
      { sequence: 1, method: 'OPTIONS', preflight: true },
      { sequence: 2, method: 'GET', path: '/ping/?x=1', preflight: false, status: 200 },
    ])
    expect(await control.requests('GET', /ping/)).toHaveLength(1)
  })
})

it('gives each request under test a connection of its own, so that a browser does not repeat one by itself', async () => {
  const { port } = new URL(started.url)
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect({ port: Number(port), host: 'localhost' })
    let text = ''
    socket.on('data', (data) => {
      text += String(data)
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
    socket.write('GET /ping/ HTTP/1.1\r\nHost: localhost\r\n\r\n')
  })
  expect(answer).toContain('{"status":"OK"}')
})

it('says which port is taken', async () => {
  const port = Number(new URL(started.url).port)
  await expect(startCareApi({ port })).rejects.toThrow(`Port ${port} is taken`)
})
