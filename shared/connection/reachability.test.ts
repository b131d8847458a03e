import { beforeEach, describe, expect, it } from 'vitest'
import { createVirtualClock } from '../testing/virtual-clock.ts'
import type { Connectivity } from './connectivity.ts'
import { createReachability, type Reachability } from './reachability.ts'

const startMs = Date.UTC(2026, 10, 22)
let clock = createVirtualClock(startMs)
let device = { online: true }
let told: string[] = []
let reachability: Reachability

beforeEach(() => {
  clock = createVirtualClock(startMs)
  device = { online: true }
  told = []
  reachability = createReachability(clock, { mayBeOnline: () => device.online }, (next: Connectivity) =>
    told.push(`${next}:${clock.now() - startMs}`),
  )
})

describe('reachability', () => {
  it('[RE1] is told when it changes, and only then', async () => {
    reachability.answered(50)
    await clock.advance(1_000)
    reachability.silent(clock.now() - 500)
    await clock.advance(1_000)
    reachability.silent(clock.now() - 500)
    await clock.advance(1_000)
    reachability.intruded()
    await clock.advance(1_000)
    reachability.answered(50)
    reachability.answered(50)
    expect(told).toEqual(['unreachable:1000', 'captive-portal:3000', 'online:4000'])
  })

  it('[RE1] is believed until something else is learned, and never against a device that is certain', () => {
    expect(reachability.connectivity()).toBe('online')
    device.online = false
    expect(reachability.connectivity()).toBe('offline')
    reachability.silent(clock.now())
    device.online = true
    expect(reachability.connectivity()).toBe('unreachable')
    reachability.answered(10)
    expect(reachability.connectivity()).toBe('online')
    expect(told).toEqual(['offline:0', 'online:0'])
  })

  it('[RE2] silence proves nothing when an answer came after the request left', async () => {
    const leftAtMs = clock.now()
    await clock.advance(1_000)
    reachability.answered(200)
    await clock.advance(10_000)
    reachability.silent(leftAtMs)
    expect(reachability.connectivity()).toBe('online')
    reachability.silent(clock.now() - 100)
    expect(reachability.connectivity()).toBe('unreachable')
  })

  it('[RE2] a clock that is put back does not make the tablet deaf to silence', () => {
    reachability.answered(200)
    let nowMs = startMs - 3_600_000
    const late = createReachability({ ...clock, now: () => nowMs }, { mayBeOnline: () => true }, () => {})
    nowMs = startMs
    late.answered(200)
    nowMs = startMs - 3_600_000
    late.silent(nowMs)
    expect(late.connectivity()).toBe('unreachable')
  })

  it('[RE7] waits longer where nothing is stored, hardly at all where nobody has answered', () => {
    expect([reachability.patienceMs(true), reachability.patienceMs(false)]).toEqual([2_000, 8_000])
    reachability.silent(clock.now())
    expect([reachability.patienceMs(true), reachability.patienceMs(false)]).toEqual([300, 3_000])
  })

  it('[RE7] is as patient as the API is slow, between one second and two and a half', () => {
    for (let i = 0; i < 30; i += 1) reachability.answered(10)
    expect(reachability.patienceMs(true)).toBe(1_000)
    for (let i = 0; i < 30; i += 1) reachability.answered(500)
    expect(Math.round(reachability.patienceMs(true))).toBe(2_000)
    for (let i = 0; i < 30; i += 1) reachability.answered(9_000)
    expect(reachability.patienceMs(true)).toBe(2_500)
  })
})
