// When the warm-up runs: on a virtual clock, against a page and a device that are as the test says.

import { describe, expect, it } from 'vitest'
import type { WarmUpReport } from '../shared/bridge/engine-api.ts'
import { ok, type Result } from '../shared/failure.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import { createReadinessKeeper } from './readiness.ts'
import { createSubject } from './subject.ts'
import { createFakePage } from './testing/fake-page.ts'
import { createPageClock } from './testing/page-clock.ts'

const part: WarmUpReport = {
  ...{ done: 34, total: 52, atMs: 7, missing: ['slot'], more: false, nextInMs: null },
}
const hour = 3_600_000

function setUp() {
  const clock = createPageClock()
  const page = createFakePage()
  const connectivity = createSubject<KnownConnectivity>('online')
  const busy = createSubject(false)
  const answers: Result<WarmUpReport | null>[] = []
  let calls = 0
  const keeper = createReadinessKeeper({
    ...{ clock, page, connectivity, busy },
    warmUp: async () => {
      calls += 1
      return answers.shift() ?? ok(part)
    },
  })
  return { clock, page, connectivity, busy, answers, keeper, calls: () => calls }
}

describe('the warm-up', () => {
  it('[WU9] runs when it is woken, step by step, and again every hour', async () => {
    const { clock, answers, keeper, calls } = setUp()
    answers.push(ok({ ...part, done: 10, more: true }), ok({ ...part, done: 20, more: true }))
    keeper.wake()
    await clock.settle()
    expect(calls()).toBe(3)
    expect(keeper.get()).toEqual({ done: 34, total: 52, atMs: 7, missing: ['slot'], isRunning: false })
    await clock.advance(hour)
    expect(calls()).toBe(4)
  })

  it('[WU9] comes after the sync, and only while somebody looks', async () => {
    const { clock, page, busy, keeper, calls } = setUp()
    busy.set(true)
    keeper.wake()
    await clock.settle()
    expect(calls()).toBe(0)
    page.hide()
    busy.set(false)
    await clock.settle()
    expect(calls()).toBe(0)
    page.show()
    await clock.settle()
    expect(calls()).toBe(1)
  })

  it('[WU9] runs when CARE can be reached again, and after a sign-in', async () => {
    const { clock, connectivity, keeper, calls } = setUp()
    keeper.sessionChanged('u')
    await clock.settle()
    expect(calls()).toBe(1)
    connectivity.set('offline')
    connectivity.set('online')
    await clock.settle()
    expect(calls()).toBe(2)
    keeper.sessionChanged(null)
    await clock.settle()
    expect([calls(), keeper.get()]).toEqual([2, null])
  })

  it('[WU5] comes back when the engine says so, and soon after a call that failed', async () => {
    const { clock, answers, keeper, calls } = setUp()
    answers.push(
      { ok: false, failure: { code: 'bridge', reason: 'timeout' } },
      ok({ ...part, nextInMs: 90_000 }),
    )
    keeper.wake()
    await clock.advance(30_000)
    expect(calls()).toBe(2)
    await clock.advance(89_000)
    expect(calls()).toBe(2)
    await clock.advance(1_000)
    expect(calls()).toBe(3)
  })

  it('[WU7] shows what the engine tells meanwhile', async () => {
    const { keeper } = setUp()
    keeper.tell({ done: 1, total: 52, atMs: 7, missing: [] })
    expect(keeper.get()).toMatchObject({ done: 1, isRunning: false })
  })
})
