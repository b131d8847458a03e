import { describe, expect, it } from 'vitest'
import { createVirtualClock } from '../testing/virtual-clock.ts'
import { createServerClock, type KnownTime } from './server-clock.ts'

const day = 86_400_000

function setUp(known?: KnownTime) {
  const clock = createVirtualClock()
  const kept: KnownTime[] = []
  const server = createServerClock(clock, known, (time) => kept.push(time))
  return { clock, server, kept, t: clock.now() }
}

describe('the server’s clock', () => {
  it('[CL1] is learned from what it showed, half way between asking and hearing', async () => {
    const { clock, server, t } = setUp()
    await clock.advance(4_000)
    server.heard(t + day, t)
    expect(server.offsetMs()).toBe(day - 2_000)
    expect(server.now()).toBe(t + day + 2_000)
  })

  it('[CL1] outlives the host, and what is a trifle is not written down each time', async () => {
    const { clock, server, kept, t } = setUp()
    server.heard(t + day, t)
    expect(kept).toEqual([{ offsetMs: day, seenMs: t + day }])
    await clock.advance(1_000)
    server.heard(t + day + 1_500, t + 1_000)
    expect(kept).toHaveLength(1)
    expect(setUp(kept[0]).server.now()).toBe(t + day)
  })

  it('[CL2] a time that it has passed stands, however the tablet’s clock jumps', () => {
    const { server, t } = setUp()
    server.wasPassed(t + day)
    expect(server.now()).toBe(t + day)
    expect(server.passed()).toBe(t + day - 1_000)
  })

  it('[CL1] a server that was put right is believed', () => {
    const { server, t } = setUp()
    server.heard(t + 10 * day, t)
    server.heard(t, t)
    expect([server.now(), server.passed()]).toEqual([t, t - 1_000])
  })

  it('[CL2] a clock put back while we waited does not spoil it', () => {
    const { server, t } = setUp()
    server.heard(t + 5_000, t + day)
    expect(server.offsetMs()).toBe(5_000)
  })

  it('[CL1] where nothing was ever heard nothing is certain', () => {
    expect(setUp().server.passed()).toBe(0)
  })
})
