// How long to wait before another try: exponential, capped, with full jitter, so that a hospital's tablets do not
// come back together. A server's Retry-After is the least.

export interface BackoffOptions {
  baseMs: number
  capMs: number
}

const defaultBackoff: BackoffOptions = { baseMs: 2_000, capMs: 300_000 }

/** `tries` counts from 0; `fraction` in [0, 1) is the jitter. */
export function computeBackoffDelay(
  tries: number,
  fraction: number,
  retryAfterMs = 0,
  { baseMs, capMs }: BackoffOptions = defaultBackoff,
): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(tries, 30))
  return Math.max(retryAfterMs, Math.round(ceiling * fraction))
}
