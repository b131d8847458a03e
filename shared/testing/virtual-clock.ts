// A clock that stands still until a test moves it.

import type { Clock } from '../ports.ts'

export interface VirtualClock extends Clock {
  /** Moves on, ringing every timer on the way in its order, and lets what they set off run. */
  advance(ms: number): Promise<void>
  /** Lets what is ready to run run, without moving. */
  settle(): Promise<void>
  /** Timers that somebody still waits for. */
  pending(): number
}

/** One that also tells how long until the next timer rings; undefined where there is none. */
export interface SteppingClock extends VirtualClock {
  nextInMs(): number | undefined
}

/** `rest` lets what is ready to run run; a test that knows when all is quiet has a quicker one. */
export function createVirtualClock(startMs = Date.UTC(2026, 10, 22, 9), rest = settle): SteppingClock {
  let nowMs = startMs
  let timers: { atMs: number; ring: () => void }[] = []
  return {
    now: () => nowMs,
    timer(ms) {
      let entry: (typeof timers)[number] | undefined
      const done = new Promise<void>((resolve) => {
        entry = { atMs: nowMs + ms, ring: resolve }
        timers.push(entry)
      })
      return {
        done,
        cancel: () => {
          timers = timers.filter((timer) => timer !== entry)
        },
      }
    },
    settle: rest,
    pending: () => timers.length,
    nextInMs: () =>
      timers.length === 0 ? undefined : Math.max(0, Math.min(...timers.map(({ atMs }) => atMs)) - nowMs),
    async advance(ms) {
      const endMs = nowMs + ms
      for (;;) {
        const next = timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (!next) break
        nowMs = Math.max(nowMs, next.atMs)
        timers = timers.filter((timer) => timer !== next)
        next.ring()
        await rest()
      }
      nowMs = endMs
      await rest()
    },
  }
}

/** Lets everything that is ready to run, IndexedDB's fake included, run. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Lets things run, without moving the clock, until it is so; rejects where it never is. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if (isSo()) return
    await settle()
  }
  throw new Error('it never came to that')
}
