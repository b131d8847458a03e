// How hard the server is worked: wide while all goes well, one at a time after a collision, not at all for a while
// when it asks for that or is down. One per origin: whatever the user, it is the same server.

import type { Clock, Random } from '../ports.ts'
import { computeBackoffDelay } from './backoff.ts'
import type { Verdict } from './classify.ts'

export interface Pace {
  /** How many writes may be on their way now; 0 while the server is left in peace. */
  limit(): number
  /** Until when it is left in peace, by this tablet's clock; null where it is not. */
  heldUntilMs(): number | null
  heard(verdict: Verdict): void
}

export interface PaceOptions {
  clock: Pick<Clock, 'now'>
  random: Pick<Random, 'fraction'>
  /** Independent writes side by side while all goes well. */
  most: number
  /** Known from before this host started; null: nothing is. */
  heldUntilMs?: number | null
  /** Tells what must outlive this host. */
  keep?: (heldUntilMs: number) => void
}

/** Failures of the server in a row, after which it is left alone. */
const failuresToOpen = 5
/** Good answers, after which one more goes side by side. */
const successesToGrow = 3
/** A rest begins here and doubles, up to the cap. */
const rest = { baseMs: 15_000, capMs: 300_000 }
/** However long a server asks for, somebody looks after this. A longer one is a clock that was put back. */
const longestRestMs = 15 * 60_000

export function createPace({ clock, random, most, heldUntilMs = null, keep }: PaceOptions): Pace {
  let width = most
  let goodInRow = 0
  let failuresInRow = 0
  let rests = 0
  let heldUntil = heldUntilMs ?? 0
  /** After a rest one write goes first, and tells whether the others may. */
  let isTrying = heldUntil > 0

  const isHeld = (): boolean => {
    const leftMs = heldUntil - clock.now()
    return leftMs > 0 && leftMs <= longestRestMs
  }

  function hold(ms: number): void {
    heldUntil = Math.max(isHeld() ? heldUntil : 0, clock.now() + Math.min(ms, longestRestMs))
    keep?.(heldUntil)
  }

  function failed(): void {
    failuresInRow += 1
    goodInRow = 0
    if (failuresInRow < failuresToOpen && !isTrying) return
    if (isHeld()) return
    const { baseMs, capMs } = rest
    const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(rests, 10))
    rests += 1
    isTrying = true
    // Half of it for certain: with full jitter a dead server might be asked again at once.
    hold(ceiling / 2 + computeBackoffDelay(0, random.fraction(), 0, { baseMs: ceiling / 2, capMs }))
  }

  function succeeded(): void {
    failuresInRow = 0
    rests = 0
    isTrying = false
    goodInRow += 1
    if (goodInRow < successesToGrow || width >= most) return
    goodInRow = 0
    width += 1
  }

  return {
    limit: () => (isHeld() ? 0 : isTrying ? 1 : width),
    heldUntilMs: () => (isHeld() ? heldUntil : null),
    heard(verdict) {
      switch (verdict.kind) {
        case 'accepted':
        case 'refused':
          return succeeded()
        case 'later': {
          const { failure, retryAfterMs } = verdict
          const status = failure.code === 'busy' ? failure.status : 0
          if (status === 503) failed()
          else {
            // Too many at once, or at a lock: the server lives.
            width = 1
            goodInRow = 0
          }
          // What it asks for holds for everybody; a lock (423, 400) is a matter of one kind of write.
          if (status === 429) hold(Math.max(retryAfterMs, rest.baseMs))
          else if (status === 503 && retryAfterMs > 0) hold(retryAfterMs)
          return
        }
        case 'ambiguous':
          // Silence is the network's: the replay pauses by itself.
          if (verdict.failure.code !== 'no-answer') failed()
          return
        case 'not-the-api':
        case 'dead-session':
          return
      }
    },
  }
}
