// Every call ends: with the answer, with a failure, in time.

import { describe, expect, it } from 'vitest'
import { protocolVersion } from '../../shared/bridge/engine-api.ts'
import { wrap } from '../../shared/bridge/wire.ts'
import { createFakeWorkerLine } from '../testing/fake-worker-line.ts'
import { createPageClock } from '../testing/page-clock.ts'
import { createBridge } from './bridge.ts'

const list = { userId: 'u', writes: [], othersWaiting: 0 }
const greeting = { protocol: protocolVersion, build: 'b1', instance: 'i1', userId: null }

function setUp() {
  const clock = createPageClock()
  const line = createFakeWorkerLine()
  const bridge = createBridge({ line, clock })
  const startMs = clock.now()
  /** When the call ended, and how. */
  const timed = async (call: Promise<unknown>) => {
    const result = await call
    return [clock.now() - startMs, result]
  }
  return { clock, line, bridge, timed }
}

describe('the bridge', () => {
  it('brings the answer of the engine', async () => {
    const { line, bridge } = setUp()
    line.onCall = (call) => call.reply({ ok: true, value: list })
    expect(await bridge.writes()).toEqual({ ok: true, value: list })
    expect(line.calls.map((call) => call.name)).toEqual(['writes'])
    expect(line.listeners()).toBe(0)
  })

  it('passes arguments, and failures as values', async () => {
    const { line, bridge } = setUp()
    line.onCall = (call) => call.reply({ ok: false, failure: { code: 'auth-required' } })
    expect(await bridge.retry('w1')).toEqual({ ok: false, failure: { code: 'auth-required' } })
    expect(line.calls[0]?.args).toEqual(['w1'])
  })

  it('asks a silent worker twice, then gives up', async () => {
    const { clock, line, bridge, timed } = setUp()
    const ending = timed(bridge.writes())
    await clock.advance(1_499)
    expect(line.calls).toHaveLength(1)
    await clock.advance(1)
    expect(line.calls).toHaveLength(2)
    await clock.advance(1_500)
    expect(await ending).toEqual([3_000, { ok: false, failure: { code: 'bridge', reason: 'timeout' } }])
    expect(line.listeners()).toBe(0)
    expect(clock.pending()).toBe(0)
  })

  it('takes the late answer to the first try', async () => {
    const { clock, line, bridge, timed } = setUp()
    const ending = timed(bridge.writes())
    await clock.advance(2_000)
    line.calls[0]?.reply({ ok: true, value: list })
    expect(await ending).toEqual([2_000, { ok: true, value: list }])
  })

  it('is not disturbed by an answer after the end', async () => {
    const { clock, line, bridge } = setUp()
    const first = bridge.writes()
    await clock.advance(3_000)
    expect(await first).toMatchObject({ ok: false })
    line.calls[0]?.reply({ ok: true, value: list })
    line.onCall = (call) => call.reply({ ok: true, value: { ...list, userId: 'v' } })
    expect(await bridge.writes()).toMatchObject({ value: { userId: 'v' } })
  })

  it('gives a step of the replay 40 seconds, and does not repeat it', async () => {
    const { clock, line, bridge, timed } = setUp()
    const ending = timed(bridge.sync())
    await clock.advance(40_000)
    expect(await ending).toEqual([40_000, { ok: false, failure: { code: 'bridge', reason: 'timeout' } }])
    expect(line.calls).toHaveLength(1)
  })

  it('says at once that there is no worker, and works as soon as there is one', async () => {
    const { line, bridge, timed } = setUp()
    line.present = false
    expect(await timed(bridge.writes())).toEqual([
      0,
      { ok: false, failure: { code: 'bridge', reason: 'no-worker' } },
    ])
    line.present = true
    line.onCall = (call) => call.reply({ ok: true, value: list })
    expect(await bridge.writes()).toMatchObject({ ok: true })
  })

  it.each([
    ['nothing', undefined],
    ['a value that is no result', { rows: [] }],
    ['a failure without a code', { ok: false, failure: {} }],
  ])('calls %s malformed', async (_, value) => {
    const { line, bridge } = setUp()
    line.onCall = (call) => call.reply(value)
    expect(await bridge.writes()).toEqual({ ok: false, failure: { code: 'bridge', reason: 'malformed' } })
  })

  it('calls a bug in the worker malformed', async () => {
    const { line, bridge } = setUp()
    line.onCall = (call) =>
      call.replyRaw(
        wrap({
          id: call.id,
          type: 'HANDLER',
          name: 'throw',
          value: { isError: true, value: { message: 'x' } },
        }),
      )
    expect(await bridge.writes()).toEqual({ ok: false, failure: { code: 'bridge', reason: 'malformed' } })
  })

  it('ignores what is not for it', async () => {
    const { line, bridge } = setUp()
    line.onCall = (call) => {
      call.replyRaw('hello')
      call.replyRaw({ type: 'PUSH_MESSAGE' })
      call.replyRaw(wrap({ id: 'somebody else', type: 'RAW', value: 1 }))
      call.reply({ ok: true, value: list })
    }
    expect(await bridge.writes()).toMatchObject({ ok: true })
  })

  it('fails every call after meeting another protocol, until another worker takes charge', async () => {
    const { clock, line, bridge } = setUp()
    line.onCall = (call) => call.replyRaw({ careOffline: protocolVersion + 1, message: { id: call.id } })
    const mismatch = { ok: false, failure: { code: 'bridge', reason: 'protocol' } }
    expect(await bridge.writes()).toEqual(mismatch)
    expect(await bridge.sync()).toEqual(mismatch)
    expect(line.calls).toHaveLength(1)
    line.onCall = (call) => call.reply(call.name === 'greet' ? greeting : { ok: true, value: list })
    line.changeController()
    await clock.settle()
    expect(bridge.peer.get()).toEqual({ kind: 'met', greeting })
    expect(await bridge.writes()).toMatchObject({ ok: true })
  })

  it('learns of another protocol by the greeting', async () => {
    const { line, bridge } = setUp()
    line.onCall = (call) => call.reply({ ...greeting, protocol: protocolVersion + 1 })
    expect(await bridge.greet()).toEqual({ ok: false, failure: { code: 'bridge', reason: 'protocol' } })
    expect(bridge.peer.get()).toEqual({ kind: 'stranger' })
  })

  it('ends what is under way when it is closed', async () => {
    const { bridge } = setUp()
    const ending = bridge.sync()
    bridge.close()
    expect(await ending).toEqual({ ok: false, failure: { code: 'bridge', reason: 'no-worker' } })
  })
})
