// The zone in which the server thinks of days and hours. What it says is in UTC.
import { toUtcTime } from './clock.ts'

const zone = '+05:30'
const zoneMs = 5.5 * 3_600_000
const dayMs = 24 * 3_600_000

/** `09:00:00` of a day, as a date-time of an answer. */
export const toInstant = (day: string, time: string): string => toUtcTime(`${day}T${time}${zone}`)

export const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + zoneMs).toISOString().slice(0, 10)

/** Monday is 0. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** Both ends are in it. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
  return Array.from({ length: Math.max(count, 0) }, (_, index) =>
    new Date(Date.parse(from) + index * dayMs).toISOString().slice(0, 10),
  )
}
