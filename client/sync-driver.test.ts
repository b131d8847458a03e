// When runs start and end, on a virtual clock.

import { describe, expect, it } from 'vitest'
import type { SyncReport } from '../shared/bridge/engine-api.ts'
import { fail, ok, type Result } from '../shared/failure.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import { createSubject } from './subject.ts'
import { createSyncDriver } from './sync-driver.ts'
import { createFakePage } from './testing/fake-page.ts'
import { createPageClock } from './testing/page-clock.ts'

const done: SyncReport = {
  received: 0,
  waiting: 0,
  needAttention: 0,
  more: false,
  nextInMs: null,
  paused: null,
}

function setUp(known: KnownConnectivity = 'online', chance = 1) {
  const clock = createPageClock()
  const startMs = clock.now()
  const page = createFakePage()
  const connectivity = createSubject<KnownConnectivity>(known)
  const timeline: string[] = []
  const note = (what: string) => timeline.push(`${what}:${clock.now() - startMs}`)
  let reports: Result<Partial<SyncReport>>[] = []
  const driver = createSyncDriver({
    clock,
    random: { fraction: () => chance },
    page,
    connectivity,
    alarm: {
      set: async (tag) => {
        note(`alarm ${tag}`)
        if (tag === '') throw new Error('no alarm')
      },
    },
    sync: async () => {
      note('sync')
      const next = reports.shift() ?? ok({})
      return next.ok ? ok({ ...done, ...next.value }) : next
    },
    pausedOn: (path) => path === '/login',
    syncDelayMs: 3_000,
    lastSyncAtMs: null,
  })
  const script = (...next: Result<Partial<SyncReport>>[]) => {
    reports = next
  }
  return { clock, startMs, page, connectivity, timeline, driver, script }
}

describe('the sync driver', () => {
  it('goes on as long as the engine asks for more', async () => {
    const { clock, startMs, driver, script, timeline } = setUp()
    script(ok({ received: 4, waiting: 3, more: true }), ok({ received: 3 }))
    await driver.wake('automatic')
    expect(timeline.filter((entry) => entry.startsWith('sync'))).toEqual(['sync:0', 'sync:0'])
    expect(driver.get()).toMatchObject({
      isSyncing: false,
      syncedCount: 7,
      totalCount: 7,
      lastSyncAtMs: startMs,
    })
    expect(clock.pending()).toBe(0)
  })

  it.each([
    [0, 1_000],
    [0.5, 2_000],
    [1, 3_000],
  ])('[RE6] starts at random within three seconds of reaching CARE again (chance %f)', async (chance, ms) => {
    const { clock, connectivity, timeline } = setUp('unreachable', chance)
    await clock.advance(1_000)
    connectivity.set('online')
    await clock.advance(ms - 1)
    expect(timeline).toEqual([])
    await clock.advance(1)
    expect(timeline).toEqual([`sync:${1_000 + ms}`])
  })

  it('does not start when the network goes again within the three seconds', async () => {
    const { clock, connectivity, timeline } = setUp('offline')
    connectivity.set('online')
    await clock.advance(1_000)
    connectivity.set('offline')
    await clock.advance(60_000)
    expect(timeline).toEqual([])
  })

  it('sends at once what is saved while CARE is reached, and sets the alarm clock', async () => {
    const { clock, driver, timeline } = setUp()
    await driver.wake('write-queued')
    await clock.settle()
    expect(timeline).toEqual(['alarm workbox-background-sync:care-outbox:0', 'sync:0'])
  })

  it('only sets the alarm clock for what is saved without network', async () => {
    const { driver, timeline } = setUp('offline')
    await driver.wake('write-queued')
    expect(timeline).toEqual(['alarm workbox-background-sync:care-outbox:0'])
  })

  it('looks once more when something was saved during a run', async () => {
    const { clock, driver, timeline } = setUp()
    const run = driver.wake('automatic')
    void driver.wake('write-queued')
    await run
    await clock.settle()
    expect(timeline.filter((entry) => entry.startsWith('sync'))).toHaveLength(2)
  })

  it('makes one run of several wishes', async () => {
    const { driver, timeline } = setUp()
    await Promise.all([
      driver.wake('automatic'),
      driver.wake('running-elsewhere'),
      driver.wake('running-elsewhere'),
    ])
    expect(timeline).toEqual(['sync:0'])
  })

  it('tries again when the engine says it makes sense', async () => {
    const { clock, driver, script, timeline } = setUp()
    script(ok({ nextInMs: 20_000 }))
    await driver.wake('automatic')
    await clock.advance(60_000)
    expect(timeline).toEqual(['sync:0', 'sync:20000'])
  })

  it('tries again later and later when the engine does not answer', async () => {
    const { clock, driver, script, timeline } = setUp()
    const silent = fail({ code: 'bridge', reason: 'timeout' })
    script(silent, silent, silent)
    await driver.wake('automatic')
    expect(driver.get().failure).toEqual({ code: 'bridge', reason: 'timeout' })
    await clock.advance(60_000)
    expect(timeline).toEqual(['sync:0', 'sync:5000', 'sync:15000', 'sync:35000'])
    expect(driver.get().failure).toBeNull()
  })

  it('waits until somebody has signed in', async () => {
    const { clock, page, driver, timeline } = setUp()
    page.goTo('/login')
    await driver.wake('automatic')
    expect(driver.get().isNobodySignedIn).toBe(true)
    await clock.advance(30_000)
    expect(timeline).toEqual([])
    page.goTo('/ward')
    await clock.advance(1_000)
    expect(timeline).toEqual(['sync:31000'])
    expect(driver.get().isNobodySignedIn).toBe(false)
  })

  it('runs when asked to, whatever the connectivity is thought to be', async () => {
    const { driver, timeline } = setUp('unreachable')
    await driver.wake('manual')
    expect(timeline).toEqual(['sync:0'])
  })

  it('looks when the page is shown again', async () => {
    const { clock, page, timeline } = setUp()
    page.hide()
    await clock.advance(5_000)
    page.show()
    await clock.settle()
    expect(timeline).toEqual(['sync:5000'])
  })

  it('counts no run that did not get through as the last sync', async () => {
    const { driver, script } = setUp()
    script(ok({ paused: 'auth-required', waiting: 2 }))
    await driver.wake('automatic')
    expect(driver.get()).toMatchObject({ lastSyncAtMs: null, totalCount: 2, syncedCount: 0 })
  })

  it('is busy from coming online until the run has ended', async () => {
    const { clock, connectivity, driver } = setUp('offline')
    connectivity.set('online')
    expect(driver.busy.get()).toBe(true)
    await clock.advance(2_000)
    expect(driver.busy.get()).toBe(true)
    await clock.advance(1_000)
    expect(driver.busy.get()).toBe(false)
  })

  it('counts progress, and forgets it when asked', async () => {
    const { driver } = setUp()
    const run = driver.wake('automatic')
    driver.progress(2, 5)
    expect(driver.get()).toMatchObject({ isSyncing: true, syncedCount: 2, totalCount: 5 })
    await run
    driver.reset()
    expect(driver.get()).toMatchObject({ syncedCount: 0, totalCount: 0 })
  })

  it('shows a step that is not its own, counts with it, and does not join it', async () => {
    const { clock, startMs, driver, timeline } = setUp()
    driver.stepElsewhere({ isRunning: true })
    driver.progress(2, 5)
    expect(driver.get()).toMatchObject({ isSyncing: true, syncedCount: 2, totalCount: 5 })
    driver.stepElsewhere({ isRunning: false, received: 2 })
    expect(driver.get()).toMatchObject({ isSyncing: false, lastSyncAtMs: startMs })
    await clock.advance(60_000)
    expect(timeline).toEqual([])
  })

  it('[BR6] does not wait for ever for the end of a step that it has missed', async () => {
    const { clock, driver } = setUp()
    driver.stepElsewhere({ isRunning: true })
    await clock.advance(45_000)
    expect(driver.get()).toMatchObject({ isSyncing: false, lastSyncAtMs: null })
  })

  it('is not told by the engine when its own run begins and ends', async () => {
    const { driver, script } = setUp()
    script(ok({ more: true }), ok({}))
    const run = driver.wake('automatic')
    driver.stepElsewhere({ isRunning: false, received: 0 })
    expect(driver.get().isSyncing).toBe(true)
    await run
    expect(driver.get().isSyncing).toBe(false)
  })

  it('does nothing more when it is closed', async () => {
    const { clock, driver, script, timeline } = setUp()
    script(ok({ nextInMs: 1_000 }))
    await driver.wake('automatic')
    driver.close()
    await clock.advance(60_000)
    expect(timeline).toEqual(['sync:0'])
  })
})
