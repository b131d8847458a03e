// When the probe asks, and what the page believes, on a virtual clock. Chance stands at one half: waits are 3/4 long.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Connectivity } from '../shared/connection/connectivity.ts'
import { fail, ok, type Result } from '../shared/failure.ts'
import { createConnectivityMonitor, nextStep, probeDelayMs, reduce } from './connectivity-monitor.ts'
import { createFakeDevice, createFakePage } from './testing/fake-page.ts'
import { createPageClock } from './testing/page-clock.ts'

const silence: Result<Connectivity> = fail({ code: 'bridge', reason: 'timeout' })

function setUp({ deviceUp = true, first = ok<Connectivity>('online') as Result<Connectivity> } = {}) {
  const clock = createPageClock()
  const startMs = clock.now()
  const page = createFakePage()
  const device = createFakeDevice(deviceUp)
  const timeline: string[] = []
  let answer = first
  const monitor = createConnectivityMonitor({
    clock,
    random: { fraction: () => 0.5 },
    page,
    device,
    checkConnection: async () => {
      timeline.push(`probe:${clock.now() - startMs}`)
      return answer
    },
  })
  monitor.subscribe((now) => timeline.push(`${now}:${clock.now() - startMs}`))
  const world = (next: Connectivity) => {
    answer = ok(next)
  }
  return { clock, page, device, monitor, timeline, world }
}

describe('the connectivity monitor', () => {
  it('asks once at the start and is quiet while CARE is reached', async () => {
    const { clock, timeline } = setUp()
    await clock.advance(600_000)
    expect(timeline).toEqual(['probe:0', 'online:0'])
  })

  it('asks at a growing interval until CARE is reached again', async () => {
    const { clock, monitor, timeline, world } = setUp()
    await clock.advance(1_000)
    world('unreachable')
    monitor.tell('unreachable')
    await clock.advance(12_000)
    world('online')
    await clock.advance(60_000)
    expect(timeline).toEqual([
      'probe:0',
      'online:0',
      'unreachable:1000',
      'probe:1000',
      'probe:2500',
      'probe:5500',
      'probe:11500',
      'probe:23500',
      'online:23500',
    ])
  })

  it('is not put off by requests that fail meanwhile', async () => {
    const { clock, monitor, timeline, world } = setUp()
    world('unreachable')
    await clock.settle()
    monitor.tell('unreachable')
    await clock.settle()
    for (let i = 0; i < 10; i++) {
      monitor.tell('unreachable')
      await clock.advance(200)
    }
    expect(timeline.filter((entry) => entry.startsWith('probe'))).toContain('probe:1500')
  })

  it('believes the device that there is no network, at once and without asking', async () => {
    const { clock, device, timeline } = setUp()
    await clock.advance(1_000)
    device.turn(false)
    await clock.advance(300_000)
    expect(timeline).toEqual(['probe:0', 'online:0', 'offline:1000'])
  })

  it('asks when the device says that there is network, before it believes it', async () => {
    const { clock, device, timeline, world } = setUp({ deviceUp: false })
    await clock.advance(1_000)
    world('captive-portal')
    device.turn(true)
    await clock.advance(100)
    expect(timeline).toEqual(['probe:1000', 'captive-portal:1000'])
  })

  it('does not ask while nobody looks, and asks at once when somebody does', async () => {
    const { clock, page, monitor, timeline, world } = setUp()
    await clock.advance(1_000)
    page.hide()
    world('unreachable')
    monitor.tell('unreachable')
    await clock.advance(500_000)
    world('online')
    page.show()
    await clock.settle()
    expect(timeline).toEqual(['probe:0', 'online:0', 'unreachable:1000', 'probe:501000', 'online:501000'])
  })

  it('takes no answer for the truth when the device has lost the network since', async () => {
    const { clock, device, monitor } = setUp()
    device.turn(false)
    await clock.advance(100)
    expect(monitor.get()).toBe('offline')
  })

  it('goes on asking when the bridge does not answer', async () => {
    const { clock, monitor, timeline, world } = setUp({ first: silence })
    await clock.advance(1_000)
    expect(monitor.get()).toBe('unknown')
    world('online')
    await clock.advance(1_000)
    expect(timeline).toEqual(['probe:0', 'probe:1500', 'online:1500'])
  })

  it('stops when it is closed', async () => {
    const { clock, monitor, timeline, world } = setUp()
    world('unreachable')
    monitor.close()
    await clock.advance(60_000)
    expect(timeline).toEqual(['probe:0'])
    expect(clock.pending()).toBe(0)
  })
})

describe('its rules', () => {
  const connectivity = fc.constantFrom<Connectivity>('online', 'unreachable', 'offline', 'captive-portal')
  const event = fc.oneof(
    fc.record({ type: fc.constant('told' as const), connectivity }),
    fc.record({ type: fc.constant('device' as const), up: fc.boolean() }),
    fc.record({ type: fc.constant('visibility' as const), visible: fc.boolean() }),
    fc.record({ type: fc.constant('probed' as const), connectivity: fc.option(connectivity) }),
  )

  it('never asks when hidden, when the device is down or when CARE is reached', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const start = { connectivity: 'unknown' as const, deviceUp: true, visible: true, misses: 0 }
        const state = events.reduce(reduce, start)
        const quiet = !state.visible || !state.deviceUp || state.connectivity === 'online'
        return quiet === (nextStep(state) === 'wait')
      }),
    )
  })

  it('waits between 1 and 60 seconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (misses, chance) => {
          const delay = probeDelayMs(misses, chance)
          return delay >= 1_000 && delay <= 60_000
        },
      ),
    )
  })
})
