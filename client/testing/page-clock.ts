// The virtual clock, with what the page's tests ask more of it: which timers still run, and quiet before time moves.

import { createVirtualClock, settle, type VirtualClock } from '../../shared/testing/virtual-clock.ts'

export interface PageClock extends VirtualClock {
  /** Lets everything settle that needs no time. */
  settle(): Promise<void>
  /** Timers that still run. */
  pending(): number
}

export function createPageClock(): PageClock {
  const clock = createVirtualClock()
  const running = new Set<object>()
  return {
    now: clock.now,
    timer(ms) {
      const { done, cancel } = clock.timer(ms)
      const timer = {}
      running.add(timer)
      return {
        done: done.then(() => void running.delete(timer)),
        cancel() {
          running.delete(timer)
          cancel()
        },
      }
    },
    async advance(ms) {
      await settle()
      await clock.advance(ms)
    },
    settle,
    pending: () => running.size,
  }
}
