import { describe, expect, it } from 'vitest'
import type { EngineApi } from '../shared/bridge/engine-api.ts'
import type { Engine } from '../shared/engine/open-engine.ts'
import { type Failure, FailureError, ok } from '../shared/failure.ts'
import { createEngineHost } from './engine-host.ts'

const blocked: Failure = { code: 'storage', reason: 'blocked', detail: '' }
const greeting = { protocol: 1, build: 'b', instance: 'i', userId: 'nurse' }
const edits: unknown[][] = []
const api = {
  greet: async () => greeting,
  retry: async (id: string) => ok(id.length),
  edit: async (...args) => {
    edits.push(args)
    return ok(true as const)
  },
} as Partial<EngineApi>
const engine = { api } as Engine

/** `outcomes`: what opening meets, one per try; an engine after that. */
function setUp(outcomes: unknown[] = []) {
  const told: Failure[] = []
  let opened = 0
  let nowMs = 0
  const host = createEngineHost(
    async () => {
      opened += 1
      const outcome = outcomes.shift()
      if (outcome !== undefined) throw outcome
      return engine
    },
    () => nowMs,
    'build',
    (failure) => told.push(failure),
  )
  return {
    host,
    told,
    opened: () => opened,
    wait: (ms: number) => {
      nowMs += ms
    },
  }
}

describe('the engine’s host', () => {
  it('opens it when it is first needed, once for all who wait', async () => {
    const { host, opened } = setUp()
    expect(opened()).toBe(0)
    expect(await Promise.all([host.get(), host.get(), host.api.retry('all')])).toEqual([
      engine,
      engine,
      ok(3),
    ])
    expect(opened()).toBe(1)
  })

  it('[RF6] passes an edit on with its path', async () => {
    const { host } = setUp()
    await host.api.edit('w1', { note: 'first' }, '/api/v1/slot/2/')
    expect(edits).toEqual([['w1', { note: 'first' }, '/api/v1/slot/2/']])
  })

  it('[OB6] tells a failure once, does not try again for five seconds, and then does', async () => {
    const { host, told, opened, wait } = setUp([new FailureError(blocked)])
    const asked = [host.get(), host.get()]
    for (const one of asked) await expect(one).rejects.toMatchObject({ failure: blocked })
    wait(4_999)
    await expect(host.get()).rejects.toMatchObject({ failure: blocked })
    expect([told, opened()]).toEqual([[blocked], 1])
    wait(1)
    expect(await host.get()).toBe(engine)
    expect(opened()).toBe(2)
  })

  it('[BR5] answers calls with the failure as a value', async () => {
    const { host } = setUp([new FailureError(blocked)])
    expect(await host.api.writes()).toEqual({ ok: false, failure: blocked })
    expect(await host.api.sync()).toEqual({ ok: false, failure: blocked })
  })

  it('[BR5] greets also where nothing can be opened: the page learns which worker is here', async () => {
    const { host, wait } = setUp([new FailureError(blocked)])
    expect(await host.api.greet()).toMatchObject({ build: 'build', userId: null })
    wait(5_000)
    expect(await host.api.greet()).toEqual(greeting)
  })

  it('a bug is no expected failure: it is thrown, and hides nothing', async () => {
    const { host, told } = setUp([new TypeError('a bug')])
    await expect(host.api.writes()).rejects.toThrow('a bug')
    expect(told).toEqual([])
    expect(await host.get()).toBe(engine)
  })
})
