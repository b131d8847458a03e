// Who is in charge of the page, and that it is never loaded again unasked.

import { describe, expect, it } from 'vitest'
import type { WorkerContainer } from './ports.ts'
import { createFakePage } from './testing/fake-page.ts'
import { createPageClock } from './testing/page-clock.ts'
import { createWorkerRegistration } from './worker-registration.ts'

class FakeRegistration extends EventTarget {
  active: object | null = null
  waiting: { postMessage(message: unknown): void } | null = null
  installing: EventTarget | null = new EventTarget()
  updates = 0
  async update(): Promise<void> {
    this.updates++
  }
}

async function setUp({ controlled = false, active = false, fails = false } = {}) {
  const clock = createPageClock()
  const page = createFakePage()
  const registration = new FakeRegistration()
  if (active || controlled) registration.active = {}
  let hasController = controlled
  let firstControls = 0
  const listeners = new Set<() => void>()
  const container: WorkerContainer = {
    hasController: () => hasController,
    onControllerChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async register() {
      if (fails) throw new Error('bad script')
      return registration
    },
  }
  const worker = createWorkerRegistration({
    container,
    scriptUrl: '/sw.js',
    clock,
    page,
    onFirstControl: () => void firstControls++,
  })
  await clock.settle()
  const takeControl = () => {
    hasController = true
    registration.active = {}
    for (const listener of listeners) listener()
  }
  const messages: unknown[] = []
  const updateWaits = () => {
    const installing = new EventTarget()
    registration.installing = installing
    registration.dispatchEvent(new Event('updatefound'))
    registration.waiting = { postMessage: (message) => messages.push(message) }
    installing.dispatchEvent(new Event('statechange'))
  }
  return {
    clock,
    page,
    registration,
    worker,
    takeControl,
    updateWaits,
    messages,
    firstControls: () => firstControls,
  }
}

describe('the registration of the worker', () => {
  it.each(['unsupported', 'insecure'] as const)('says when workers are %s', (container) => {
    const clock = createPageClock()
    const worker = createWorkerRegistration({ container, scriptUrl: '/sw.js', clock, page: createFakePage() })
    expect(worker.get()).toEqual({ kind: container })
  })

  it('tells when the first worker takes charge, once', async () => {
    const { worker, takeControl, firstControls } = await setUp()
    expect(worker.get()).toEqual({ kind: 'registering' })
    takeControl()
    takeControl()
    expect(worker.get()).toEqual({ kind: 'controlled', updateReady: false })
    expect(firstControls()).toBe(1)
  })

  it('does not take an update for the first worker', async () => {
    const { page, takeControl, firstControls } = await setUp({ controlled: true })
    takeControl()
    expect(firstControls()).toBe(0)
    expect(page.reloads()).toBe(0)
  })

  it('says when the page is without the worker that there is', async () => {
    const { worker } = await setUp({ active: true })
    expect(worker.get()).toEqual({ kind: 'uncontrolled', updateReady: false })
  })

  it('says when the worker cannot be installed', async () => {
    const { worker } = await setUp({ fails: true })
    expect(worker.get()).toEqual({ kind: 'failed', words: 'bad script' })
  })

  it('loads the page again for an update only when asked', async () => {
    const { page, worker, takeControl, updateWaits, messages } = await setUp({ controlled: true })
    updateWaits()
    expect(worker.get()).toEqual({ kind: 'controlled', updateReady: true })
    expect(messages).toEqual([])
    worker.applyUpdate()
    expect(messages).toEqual([{ type: 'SKIP_WAITING' }])
    expect(page.reloads()).toBe(0)
    takeControl()
    expect(page.reloads()).toBe(1)
  })

  it('looks for updates each hour and when the page is shown, once a minute at most', async () => {
    const { clock, page, registration, worker } = await setUp({ controlled: true })
    page.show()
    expect(registration.updates).toBe(0)
    await clock.advance(3_600_000)
    expect(registration.updates).toBe(1)
    await clock.advance(60_000)
    page.show()
    page.show()
    expect(registration.updates).toBe(2)
    worker.close()
    await clock.advance(10_000_000)
    expect(registration.updates).toBe(2)
    expect(clock.pending()).toBe(0)
  })
})
