// Time as CARE writes it: UTC with microseconds. Two stamps of one clock are never equal, so that
// "newest first" is always a definite order.
export interface Clock {
  nowMs(): number
  stamp(): string
  /** From now on it runs this much further ahead. */
  pass(ms: number): void
  /** Back to the time it was created with. */
  reset(): void
}

export function createClock(nowMs: () => number = Date.now): Clock {
  let lastMicros = 0
  let aheadMs = 0
  return {
    nowMs: () => nowMs() + aheadMs,
    stamp() {
      lastMicros = Math.max(lastMicros + 1, Math.floor((nowMs() + aheadMs) * 1000))
      return stampOf(lastMicros)
    },
    pass(ms) {
      aheadMs += ms
    },
    reset() {
      aheadMs = 0
      lastMicros = 0
    },
  }
}

function stampOf(micros: number): string {
  const seconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}Z`
}

/** The form that stands in CARE's histories: a space instead of `T`, an offset instead of `Z`. */
export function toHistoryTime(stamp: string): string {
  return stamp.replace('T', ' ').replace('Z', '+00:00')
}

/** A date-time inside a JSON field comes back with its zone kept, and with microseconds or none. */
export function toEchoedTime(text: string): string {
  return text
    .replace(/\.(\d+)(?=Z|[+-])/, (_, digits: string) =>
      Number(digits) === 0 ? '' : `.${digits.slice(0, 6).padEnd(6, '0')}`,
    )
    .replace(/\+00:00$/, 'Z')
}

/** A date-time of a column comes back in UTC. */
export function toUtcTime(text: string): string {
  return toEchoedTime(new Date(text).toISOString())
}
