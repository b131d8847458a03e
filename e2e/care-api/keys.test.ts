// @vitest-environment node
// Keys that a client gives a write: CARE's unique identifiers, and a header that CARE does not have.
import { describe, expect, it } from 'vitest'
import { type Body, newPatient, start } from './in-process.ts'
import { seeded, seededPatientCount } from './seeded.ts'

describe('a key of the client on a patient', () => {
  const config = seeded.identifierConfigs.key
  const withKey = (value: string) => ({ ...newPatient, identifiers: [{ config, value }] })

  it('refuses a second copy, and finds the first by it under its real id', async () => {
    const { ask } = start({ patientKey: true })
    const { body: first } = await ask('POST', '/patient/', withKey('one'))
    const second = await ask('POST', '/patient/', withKey('one'))
    expect([second.status, second.body.errors]).toMatchObject([
      400,
      [{ type: 'value_error', loc: [], msg: expect.stringMatching(/Identifier config .* is not unique$/) }],
    ])
    expect((await ask('POST', '/patient/', withKey('two'))).status).toBe(200)
    const { body: found } = await ask('POST', '/patient/search/', { config, value: 'one' })
    expect(found).toMatchObject({ partial: false, results: [{ id: first.id, name: newPatient.name }] })
    expect(found.results).toHaveLength(1)
    expect((await ask('POST', '/patient/search/', { config, value: 'three' })).body.results).toEqual([])
  })

  it('is configured only where it was asked for', async () => {
    const configured = async (api: ReturnType<typeof start>) =>
      (await api.ask('GET', '/patient_identifier_config/')).body.results.map(({ id }) => id)
    expect(await configured(start({ patientKey: true }))).toContain(config)
    expect(await configured(start())).not.toContain(config)
  })
})

describe("the header Idempotency-Key, which is not CARE's", () => {
  const send = async ({ api }: ReturnType<typeof start>, key: string, who = seeded.users.nurse) => {
    const response = await api.app.request('/api/v1/patient/', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${api.tokens.issue(who, 'access')}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(newPatient),
    })
    return ((await response.json()) as Body).id
  }
  const preflight = async ({ api }: ReturnType<typeof start>) => {
    const headers = { 'access-control-request-method': 'POST', origin: 'http://localhost:4173' }
    const response = await api.app.request('/api/v1/patient/', { method: 'OPTIONS', headers })
    return response.headers.get('access-control-allow-headers')
  }

  it('gives the first answer again where it is switched on, to the same user alone', async () => {
    const on = start({ idempotencyKeys: true })
    const first = await send(on, 'one')
    expect(await send(on, 'one')).toBe(first)
    const others = [await send(on, 'two'), await send(on, 'one', seeded.users.doctor)]
    expect(new Set([first, ...others]).size).toBe(3)
    expect(on.api.store.all('patients')).toHaveLength(seededPatientCount + 3)
    expect(await preflight(on)).toMatch(/, idempotency-key$/)
    on.api.reset()
    expect(await send(on, 'one')).not.toBe(first)
  })

  it('is ignored otherwise, and refused by CORS', async () => {
    const off = start()
    expect(await send(off, 'one')).not.toBe(await send(off, 'one'))
    expect(await preflight(off)).not.toContain('idempotency')
  })
})
