// When the warm-up runs: on a virtual clock, against a page and a device that are as the test says.

import { describe, expect, it } from 'vitest'
import type { WarmUpReport } from '../shared/bridge/engine-api.ts'
import { ok, type Result } from '../shared/failure.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import { createReadinessKeeper } from './readiness.ts'
import { createSubject } from './subject.ts'
import { createFakePage } from './testing/fake-page.ts'
import { createPageClock } from './testing/page-clock.ts'

const done: WarmUpReport = {
  ...{ done: 34, total: 52, atMs: 7, missing: ['slot'], more: false, nextInMs: null },
}
const hour = 3_600_000

function setUp() {
  const clock = createPageClock()
  const page = createFakePage()
  const connectivity = createSubject<KnownConnectivity>('online')
  const busy = createSubject(false)
  const answers: Result<WarmUpReport | null>[] = []
  const asked: string[] = []
  const keeper = createReadinessKeeper({
    ...{ clock, page, connectivity, busy },
    random: { fraction: () => 0.5 },
    warmUp: async (part) => {
      asked.push(part)
      return answers.shift() ?? ok(done)
    },
  })
  return { clock, page, connectivity, busy, answers, keeper, asked, calls: () => asked.length }
}

describe('the warm-up', () => {
  it('[WU9] brings what forms need at once, the ward a while later in portions, and both again each hour', async () => {
    const { clock, answers, keeper, asked } = setUp()
    const more = ok({ ...done, done: 10, more: true })
    answers.push(more, ok(done), more, ok(done))
    keeper.wake()
    await clock.settle()
    expect(asked).toEqual(['needed', 'needed'])
    expect(keeper.get()).toEqual({ done: 34, total: 52, atMs: 7, missing: ['slot'], isRunning: false })
    await clock.advance(67_500)
    expect(asked.slice(2)).toEqual(['all'])
    await clock.advance(4_000)
    expect(asked.slice(2)).toEqual(['all', 'all'])
    await clock.advance(hour)
    expect(asked.slice(4)).toEqual(['needed'])
  })

  it('[WU9] hurries for a person', async () => {
    const { clock, answers, keeper, asked } = setUp()
    const more = ok({ ...done, done: 10, more: true })
    answers.push(more, more, ok(done))
    keeper.wake('hurry')
    await clock.settle()
    expect(asked).toEqual(['all', 'all', 'all'])
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
      ok({ ...done, nextInMs: 90_000 }),
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
