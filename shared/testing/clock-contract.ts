// The law of the clock port, for whatever stands behind it. How long a time takes is not looked at.

import { describe, expect, it } from 'vitest'
import type { Clock } from '../ports.ts'

export interface ClockUnderTest {
  clock: Clock
  /** Resolves when that much time is over on this clock, and what it has set off has run. */
  pass(ms: number): Promise<void>
}

export function describeClock(name: string, create: () => ClockUnderTest): void {
  describe(`${name}, as a clock`, () => {
    function start() {
      const { clock, pass } = create()
      const rung: string[] = []
      const set = (label: string, ms: number) => {
        const timer = clock.timer(ms)
        void timer.done.then(() => rung.push(label))
        return timer
      }
      return { clock, pass, rung, set }
    }

    it('tells whole milliseconds since 1970', () => {
      const { clock } = start()
      expect(Number.isInteger(clock.now())).toBe(true)
      expect(new Date(clock.now()).getUTCFullYear()).toBeGreaterThan(2020)
    })

    it('rings in the order in which times end, and those that end together as they were set', async () => {
      const { pass, rung, set } = start()
      set('late', 30)
      set('soon', 5)
      set('also late', 30)
      set('at once', 0)
      expect(rung).toEqual([])
      await pass(60)
      expect(rung).toEqual(['at once', 'soon', 'late', 'also late'])
    })

    it('a cancelled timer never rings, and takes no other with it', async () => {
      const { pass, rung, set } = start()
      const cancelled = set('cancelled', 5)
      set('kept', 5)
      cancelled.cancel()
      cancelled.cancel()
      await pass(30)
      expect(rung).toEqual(['kept'])
    })

    it('cancelling what has rung does nothing', async () => {
      const { pass, rung, set } = start()
      const timer = set('first', 1)
      await pass(20)
      timer.cancel()
      set('second', 1)
      await pass(20)
      expect(rung).toEqual(['first', 'second'])
    })

    it('a timer may set another', async () => {
      const { clock, pass, rung, set } = start()
      void clock.timer(1).done.then(() => set('second', 1))
      await pass(30)
      expect(rung).toEqual(['second'])
    })
  })
}
