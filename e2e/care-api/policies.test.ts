// @vitest-environment node
// What the policies ask of the server when an answer was lost or a write has waited, against this server.
import { describe, expect, it } from 'vitest'
import { type ApiRequest, post, targetOf } from '../../shared/api-request.ts'
import { carePolicies, createCarePolicies } from '../../shared/care/index.ts'
import type { Json } from '../../shared/json.ts'
import type { PolicySet } from '../../shared/policy/policies.ts'
import { createPolicies } from '../../shared/policy/policies.ts'
import { newPatient, start } from './in-process.ts'
import { seeded } from './seeded.ts'

const writeId = '2f1d7f0e-6c0c-4d19-9a58-0d4b8e5f1a11'
const nowMs = Date.parse('2026-11-22T10:00:00Z')
const registration = post('/api/v1/patient/', newPatient)
const stay = (status: string, more: Record<string, Json> = {}): ApiRequest => ({
  method: 'PUT',
  path: `/api/v1/encounter/${seeded.encounterId(0)}/`,
  query: [],
  body: { status, encounter_class: 'imp', priority: 'routine', ...more },
})

function onServer(set: PolicySet = carePolicies, patientKey = false) {
  const { api, ask } = start({ nowMs: () => nowMs, patientKey })
  const send = async (request: ApiRequest) => {
    const { status, body } = await ask(request.method, targetOf(request).replace('/api/v1', ''), request.body)
    return { status, body: body as unknown as Json }
  }
  const matched = (request: ApiRequest) => {
    const write = createPolicies(set).matchWrite(request)
    if (!write) throw new Error(`no policy for ${request.path}`)
    return write
  }
  async function run<Result>(steps: Generator<ApiRequest, Result, Json | undefined>): Promise<Result> {
    let step = steps.next()
    while (!step.done) {
      const { status, body } = await send(step.value)
      if (status !== 200 && status !== 404) throw new Error(`${step.value.path} is ${status}`)
      step = steps.next(status === 404 ? undefined : body)
    }
    return step.value
  }
  const probe = (request: ApiRequest, attemptedAtMs = nowMs) => {
    const write = matched(request)
    const context = { userId: seeded.users.nurse, writeId, attemptedAtMs, notBeforeMs: nowMs - 60_000 }
    return run(write.policy.probe(write, { ...context, claimed: new Set() }))
  }
  return { api, send, matched, run, probe }
}

describe('a registration', () => {
  it('[CA11] [CA19] with a key: the second copy is refused in words that may prove success, and the first is found', async () => {
    const { send, matched, probe } = onServer(
      createCarePolicies({ patientKeyConfig: seeded.identifierConfigs.key }),
      true,
    )
    const { policy } = matched(registration)
    const stamped = policy.stamp?.(registration, writeId) ?? registration
    expect(await probe(registration)).toEqual({ absent: true })
    const first = await send(stamped)
    const second = await send(stamped)
    expect([second.status, policy.mayHaveLanded?.(second.status, second.body)]).toEqual([400, true])
    expect(await probe(registration)).toEqual({ found: first.body })
  })

  it('[CA4] [CA13] without a key is found by its content, though the clock of the tablet is days ahead', async () => {
    const { send, probe } = onServer()
    expect(await probe(registration)).toEqual({ absent: true })
    const { body } = await send(registration)
    const found = await probe(registration, nowMs + 5 * 24 * 3_600_000)
    expect(found).toMatchObject({ found: { id: (body as { id: string }).id } })
    await send(registration)
    expect(await probe(registration)).toMatchObject({ unsure: [expect.anything(), expect.anything()] })
  })

  it('[CA12] that somebody corrected since is left to a person', async () => {
    const { api, send, probe } = onServer()
    const { id } = (await send(registration)).body as { id: string }
    const row = api.store.get('patients', id)
    if (!row) throw new Error('not registered')
    api.store.put('patients', { ...row, name: 'Usha K', modified_date: '2026-11-22T12:00:00.000000Z' })
    expect(await probe(registration)).toEqual({ unsure: [id] })
  })

  it('[CA14] [CA15] that has waited meets who was registered meanwhile, and may be that record', async () => {
    const { send, matched, run } = onServer()
    const write = matched(registration)
    const guard = () => {
      if (!write.policy.guard) throw new Error('no guard')
      return run(write.policy.guard(write, { userId: seeded.users.nurse, nowMs }))
    }
    expect(await guard()).toEqual({ clear: true })
    const brother = { ...newPatient, name: 'Ravi', gender: 'male' }
    await send(post(registration.path, brother))
    expect(await guard()).toEqual({ clear: true })
    const { body } = await send(post(registration.path, { ...newPatient, name: 'Rani, Usha' }))
    const { id } = body as { id: string }
    expect(await guard()).toEqual({
      likely: [{ id, label: 'Rani, Usha, female, born 1980, +919847099001' }],
    })
    const adopted = write.policy.adopt?.(id, write)
    expect(adopted && (await send(adopted)).body).toMatchObject({ id, name: 'Rani, Usha' })
  })
})

describe('closing an encounter', () => {
  it('[CA11] [CA6] a repeat is refused in words that may prove success, and the probe proves it', async () => {
    const { send, matched, probe } = onServer()
    const close = stay('completed', { discharge_summary_advice: 'Rest' })
    expect(await probe(close)).toEqual({ absent: true })
    await send(close)
    const { status, body } = await send(close)
    expect([status, matched(close).policy.mayHaveLanded?.(status, body)]).toEqual([403, true])
    expect(await probe(close)).toMatchObject({ found: { status: 'completed' } })
    const inOtherWords = stay('completed', { discharge_summary_advice: 'Walk' })
    expect(await probe(inOtherWords)).toEqual({ unsure: [seeded.encounterId(0)] })
  })

  it('[CA16] by somebody else: my change is told that it came too late, and by whom', async () => {
    const { send, matched } = onServer()
    await send(stay('cancelled'))
    const write = matched(stay('in_progress', { priority: 'stat' }))
    const rule = write.policy.conflict
    if (!rule) throw new Error('no rule')
    const { body } = await send(rule.read(write))
    expect(rule.closed?.(body, write)).toBe('cancelled')
    expect(rule.lastChange?.(body)).toMatchObject({ changedBy: 'Mini Jacob' })
  })
})

it('[CA17] every answer to a write tells the time of the server, a refusal does not', async () => {
  const { send } = onServer()
  for (const request of [registration, stay('on_hold'), stay('completed')]) {
    const time = carePolicies.serverTimeIn?.((await send(request)).body) ?? 0
    expect(Math.abs(time - nowMs)).toBeLessThan(1000)
  }
  expect(carePolicies.serverTimeIn?.((await send(stay('completed'))).body)).toBe(undefined)
})

it('[CA18] a create with its change folded in is taken by the server as it is', async () => {
  const { send, matched } = onServer()
  const update: ApiRequest = {
    ...registration,
    method: 'PUT',
    path: `/api/v1/patient/${seeded.patientId(0)}/`,
    body: { name: 'Usha K Rani', age: 40, address: '' },
  }
  const folded = matched(registration).policy.fold?.(registration, matched(update))
  expect(folded && (await send(folded))).toMatchObject({
    status: 200,
    body: { name: 'Usha K Rani', year_of_birth: 1986, date_of_birth: null, pincode: null },
  })
})
