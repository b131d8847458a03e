// CARE's days are those of its own zone, while slots tell their moments in UTC.

/** CARE's servers keep the time of India; it is in no answer. */
const zoneMs = 330 * 60_000

/** The day (`2026-11-26`) of an instant, as the server counts days; empty where it is no instant. */
export function serverDay(instant: string): string {
  const ms = Date.parse(instant)
  return Number.isNaN(ms) ? '' : new Date(ms + zoneMs).toISOString().slice(0, 10)
}
