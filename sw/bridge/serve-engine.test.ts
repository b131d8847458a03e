// The worker's end of the bridge, spoken to with bare messages, as any script of this origin could.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EngineApi, protocolVersion } from '../../shared/bridge/engine-api.ts'
import { wrap } from '../../shared/bridge/wire.ts'
import { FailureError, ok } from '../../shared/failure.ts'
import { type ServingScope, serveEngine } from './serve-engine.ts'

const origin = 'https://ward.example'
const list = { userId: 'u', writes: [], othersWaiting: 0 }
const report = { received: 1, waiting: 0, needAttention: 0, more: false, nextInMs: null, paused: null }

const engine: EngineApi = {
  greet: async () => ({ protocol: protocolVersion, build: 'b', instance: 'i', userId: null }),
  writes: async () => ok(list),
  sync: async () => ok(report),
  retry: async (id) => ok(id === 'all' ? 3 : 1),
  why: async () => {
    throw new FailureError({ code: 'storage', reason: 'blocked', detail: 'x' })
  },
  details: async () => ok(null),
  resolve: async () => ok(true),
  discard: async () => ok({ done: true }),
  edit: async () => ok(true),
  fold: async () => ok(true),
  adopt: async () => ok(true),
  checkConnection: async () => ok('online'),
  warmUp: async () => ok(null),
  available: async () => ok({ isHere: false }),
  adoptSession: async () => ok('u'),
}

function setUp(api: EngineApi = engine) {
  let listener: ((event: ExtendableMessageEvent) => void) | undefined
  const scope: ServingScope = {
    location: { origin },
    addEventListener: (_, added) => {
      listener = added
    },
    removeEventListener: () => {
      listener = undefined
    },
  }
  const served = serveEngine(scope, api)

  /** Sends one message and waits until the event may end. */
  async function send(data: unknown, event: { origin?: string; source?: unknown } = {}): Promise<unknown[]> {
    const replies: unknown[] = []
    const work: Promise<unknown>[] = []
    const source = {
      id: 'c',
      url: `${origin}/`,
      postMessage: (reply: unknown) => replies.push(structuredClone(reply)),
    }
    listener?.({
      data,
      origin,
      source,
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
      ...event,
    } as unknown as ExtendableMessageEvent)
    await Promise.all(work)
    return replies
  }
  return { send, served }
}

const call = (name: string, ...args: unknown[]) =>
  wrap({ id: '7', type: 'APPLY', path: [name], argumentList: args.map((value) => ({ type: 'RAW', value })) })
const answerOf = (value: unknown) => [wrap({ id: '7', type: 'RAW', value })]

describe('serveEngine', () => {
  it('answers the client that asked, within the life of the event', async () => {
    const { send } = setUp()
    expect(await send(call('writes'))).toEqual(answerOf(ok(list)))
    expect(await send(call('retry', 'all'))).toEqual(answerOf(ok(3)))
    expect(await send(call('greet'))).toMatchObject([
      { message: { value: { protocol: protocolVersion, clientId: 'c' } } },
    ])
  })

  it('answers an expected failure as a value', async () => {
    const failure = { code: 'storage', reason: 'blocked', detail: 'x' }
    expect(await setUp().send(call('why', 'w'))).toEqual(answerOf({ ok: false, failure }))
  })

  it('ends the event also when the answer cannot be cloned', async () => {
    const { send } = setUp({
      ...engine,
      writes: async () => ok({ ...list, userId: (() => {}) as unknown as string }),
    })
    expect(await send(call('writes'))).toMatchObject([{ message: { value: { ok: false } } }])
  })

  it.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['nobody', { source: null }],
    ['another worker', { source: { scriptURL: `${origin}/other.js`, postMessage() {} } }],
  ])('does not listen to %s', async (_, event) => {
    let asked = 0
    const { send } = setUp({ ...engine, writes: async () => ok({ ...list, othersWaiting: asked++ }) })
    expect(await send(call('writes'), event)).toEqual([])
    expect(asked).toBe(0)
  })

  it('runs nothing that is not in the table', async () => {
    const { send } = setUp()
    const malformed = answerOf({ ok: false, failure: { code: 'bridge', reason: 'malformed' } })
    const walk = {
      id: '7',
      path: ['constructor', 'constructor'],
      argumentList: [{ type: 'RAW', value: 'return 1' }],
    }
    expect(await send(wrap({ ...walk, type: 'CONSTRUCT' }))).toEqual(malformed)
    expect(await send(wrap({ ...walk, type: 'APPLY' }))).toEqual(malformed)
    expect(await send(wrap({ id: '7', type: 'RELEASE' }))).toEqual(malformed)
    expect(await send(call('toString'))).toEqual(malformed)
  })

  it('tells its protocol to a page that speaks another', async () => {
    const data = { careOffline: protocolVersion + 1, message: { id: '7' } }
    expect(await setUp().send(data)).toEqual(
      answerOf({ ok: false, failure: { code: 'bridge', reason: 'protocol' } }),
    )
  })

  it('leaves the messages of others alone', async () => {
    expect(await setUp().send({ type: 'SKIP_WAITING' })).toEqual([])
  })

  it('never throws and answers no junk', async () => {
    const { send } = setUp()
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (junk) => (await send(junk)).length === 0),
      { numRuns: 200 },
    )
    await fc.assert(fc.asyncProperty(fc.anything(), async (junk) => (await send(wrap(junk))).length <= 1))
  })

  it('hears nothing after it is closed', async () => {
    const { send, served } = setUp()
    served.close()
    expect(await send(call('writes'))).toEqual([])
  })
})
