import { describe, expect, it } from 'vitest'
import { createVirtualClock } from '../testing/virtual-clock.ts'
import type { Verdict } from './classify.ts'
import { createPace } from './pace.ts'

const good: Verdict = { kind: 'accepted', body: null }
const later = (status: number, retryAfterMs = 0): Verdict => ({
  kind: 'later',
  failure: { code: 'busy', status },
  retryAfterMs,
})
const down: Verdict = { kind: 'ambiguous', failure: { code: 'busy', status: 502 } }
const silence: Verdict = { kind: 'ambiguous', failure: { code: 'no-answer', reason: 'network' } }

function setUp(fraction = 0.5, heldUntilMs: number | null = null) {
  const clock = createVirtualClock()
  const kept: number[] = []
  const pace = createPace({
    ...{ clock, random: { fraction: () => fraction }, most: 4 },
    heldUntilMs: heldUntilMs === null ? null : clock.now() + heldUntilMs,
    keep: (untilMs) => kept.push(untilMs - clock.now()),
  })
  const hear = (verdict: Verdict, times = 1): number => {
    for (let i = 0; i < times; i += 1) pace.heard(verdict)
    return pace.limit()
  }
  return { clock, pace, kept, hear }
}

describe('the width', () => {
  it('[RP17] starts wide, is one after a collision, and grows again by one for three good answers', () => {
    const { hear } = setUp()
    const widths = [
      hear(good),
      hear(later(423)),
      hear(good, 2),
      hear(good),
      hear(good, 3),
      hear(good, 3),
      hear(good, 9),
    ]
    expect(widths).toEqual([4, 1, 1, 2, 3, 4, 4])
  })

  it('[RP17] shrinks as well at the words that stand for a lock of CARE’s', () => {
    expect(setUp().hear(later(400, 35_000))).toBe(1)
  })
})

describe('a server that asks for patience', () => {
  it('[RP18] gets it from everybody, for as long as it said', async () => {
    const { clock, pace, hear } = setUp()
    expect(hear(later(429, 40_000))).toBe(0)
    await clock.advance(39_999)
    expect(pace.limit()).toBe(0)
    await clock.advance(1)
    expect([pace.limit(), pace.heldUntilMs()]).toEqual([1, null])
  })

  it('[RP18] is left alone for a while also where it did not say how long', () => {
    const { clock, pace, hear } = setUp()
    hear(later(429))
    expect(pace.heldUntilMs()).toBe(clock.now() + 15_000)
  })

  it('[RP18] is asked again after a quarter of an hour, whatever it said', () => {
    const { clock, pace, hear } = setUp()
    hear(later(503, 86_400_000))
    expect(pace.heldUntilMs()).toBe(clock.now() + 900_000)
  })
})

describe('a server that is down', () => {
  it('[RP19] is left alone after five failures, tried by one, and left alone for longer', async () => {
    const { clock, pace, hear } = setUp()
    const startMs = clock.now()
    const timeline: string[] = []
    for (let i = 0; i < 12; i += 1) {
      await clock.advance((pace.heldUntilMs() ?? clock.now()) - clock.now())
      timeline.push(`${pace.limit()}:${clock.now() - startMs}`)
      hear(down)
    }
    expect(timeline).toEqual([
      ...Array(5).fill('4:0'),
      ...['1:11250', '1:33750', '1:78750', '1:168750', '1:348750', '1:573750', '1:798750'],
    ])
  })

  it('[RP19] is worked at full width again once the one that went first was taken', async () => {
    const { clock, pace, hear } = setUp()
    expect(hear(down, 5)).toBe(0)
    await clock.advance((pace.heldUntilMs() ?? 0) - clock.now())
    expect([pace.limit(), hear(good), hear(down, 4)]).toEqual([1, 4, 4])
  })

  it('[RP19] is not told by silence: that is the network’s', () => {
    expect(setUp().hear(silence, 50)).toBe(4)
  })

  it('[RP19] is not forgotten when the host ends', () => {
    const { kept, hear } = setUp()
    hear(down, 5)
    expect(kept).toEqual([11_250])
    expect(setUp(0.5, 11_250).pace.limit()).toBe(0)
  })

  it('[CL2] a rest that a clock put back has made long is none', () => {
    expect(setUp(0.5, 86_400_000).pace.heldUntilMs()).toBeNull()
  })
})
