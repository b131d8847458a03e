// When the warm-up leaves the server alone, and which of its questions it leaves out. It asks for nobody who waits, so it
// gives up sooner than the replay and comes back later; and a server that is too busy for it holds no form back.

import type { Clock, Random } from '../ports.ts'
import { computeBackoffDelay } from '../replay/backoff.ts'
import type { Verdict } from '../replay/classify.ts'

/** Questions that failed one after another, after which it rests. */
const failuresToRest = 3
const rest = { baseMs: 30_000, capMs: 15 * 60_000 }
/** What the server refuses (no permission, nothing of the kind) is asked again after an hour; what failed, sooner. */
const refusedMs = 60 * 60_000
const spareMs = 5 * 60_000

export function createWarmRest({
  clock,
  random,
}: {
  clock: Pick<Clock, 'now'>
  random: Pick<Random, 'fraction'>
}) {
  const refused = new Map<string, number>()
  const failed = new Map<string, number>()
  let untilMs = 0
  let inRow = 0
  let rests = 0

  const within = (since: number | undefined, ms: number) => since !== undefined && clock.now() - since < ms

  function begin(leastMs: number): void {
    const { baseMs, capMs } = rest
    // Half of it for certain: the tablets of a ward must not come back in step, nor at once.
    const half = Math.min(capMs, baseMs * 2 ** Math.min(rests, 10)) / 2
    rests += 1
    inRow = 0
    untilMs =
      clock.now() +
      Math.min(
        capMs,
        Math.max(leastMs, half + computeBackoffDelay(0, random.fraction(), 0, { baseMs: half, capMs })),
      )
  }

  return {
    spareMs,
    /** Undefined: it need not rest. */
    untilMs: (): number | undefined => (clock.now() < untilMs ? untilMs : undefined),
    isRefused: (key: string): boolean => within(refused.get(key), refusedMs),
    /** Not asked now. */
    isSpared: (key: string): boolean =>
      within(refused.get(key), refusedMs) || within(failed.get(key), spareMs),
    /** Whether something is left out that may go better in a while. */
    spares: (): boolean => [...failed.values()].some((since) => within(since, spareMs)),
    heard(key: string, verdict: Verdict): void {
      failed.delete(key)
      refused.delete(key)
      switch (verdict.kind) {
        case 'accepted':
          inRow = 0
          rests = 0
          return
        case 'refused':
          inRow = 0
          refused.set(key, clock.now())
          return
        case 'later':
          failed.set(key, clock.now())
          begin(verdict.retryAfterMs)
          return
        case 'ambiguous':
        case 'not-the-api':
        case 'dead-session':
          // Silence is the network's: the question is as good as any other.
          if (verdict.kind !== 'ambiguous' || verdict.failure.code !== 'no-answer')
            failed.set(key, clock.now())
          inRow += 1
          if (inRow >= failuresToRest) begin(0)
          return
      }
    },
  }
}
