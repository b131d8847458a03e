// What the server's clock shows, as well as it can be known here: CARE lets no page read its `Date` header, so it is
// learned from the times in tokens and answers. The tablet's own clock may be days wrong, and may jump.

import type { Clock } from '../ports.ts'

/** What outlives the host. Both in ms. */
export interface KnownTime {
  /** The server's clock less the tablet's. */
  offsetMs: number
  /** The latest time that the server's clock is known to have passed. */
  seenMs: number
}

export interface ServerClock {
  /** The server's time now, estimated. Never before a time that it has certainly passed. */
  now(): number
  /** A time that the server's clock has certainly passed; 0 where nothing was ever heard. */
  passed(): number
  /** The server showed `serverMs` at some moment between asking and now. */
  heard(serverMs: number, askedAtMs: number): void
  /** The server's clock had passed this some time ago. */
  wasPassed(serverMs: number): void
  offsetMs(): number
}

/** Several servers behind one name do not agree to the second. */
const slackMs = 1_000
/** What is not worth a write to the disk. */
const trifleMs = 2_000
const staleMs = 60_000

export function createServerClock(
  clock: Pick<Clock, 'now'>,
  known: KnownTime | undefined,
  keep: (known: KnownTime) => void,
): ServerClock {
  let { offsetMs, seenMs } = known ?? { offsetMs: 0, seenMs: 0 }
  let kept = known ?? { offsetMs: 0, seenMs: 0 }

  function keepIfWorth(): void {
    const isTrifle =
      Math.abs(offsetMs - kept.offsetMs) < trifleMs && seenMs - kept.seenMs < staleMs && kept.seenMs > 0
    if (isTrifle) return
    kept = { offsetMs, seenMs }
    keep(kept)
  }

  return {
    now: () => Math.max(clock.now() + offsetMs, seenMs),
    passed: () => Math.max(0, seenMs - slackMs),
    offsetMs: () => offsetMs,
    heard(serverMs, askedAtMs) {
      const nowMs = clock.now()
      // The clock was put back while we waited: the moment in between is not known.
      const midwayMs = askedAtMs <= nowMs ? (askedAtMs + nowMs) / 2 : nowMs
      offsetMs = Math.round(serverMs - midwayMs)
      // Also where it is earlier than before: a server that was put right is believed, and earlier is always safe.
      seenMs = serverMs
      keepIfWorth()
    },
    wasPassed(serverMs) {
      seenMs = Math.max(seenMs, serverMs)
      keepIfWorth()
    },
  }
}
