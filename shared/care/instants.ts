// How CARE writes moments: in JSON fields as they were sent but tidied, in columns as UTC, in histories with a space.

import type { Json } from '../json.ts'

const instant = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i

export const hasZone = (text: string): boolean => instant.test(text)

/** As JSON fields echo it: `09:00:00.000Z` is `09:00:00Z`, `.505Z` is `.505000Z`; the zone stays. */
export function echoInstant(text: string): string {
  const parts = instant.exec(text)
  if (!parts) return text
  const [, day, time, seconds = ':00', fraction = '', zone = 'Z'] = parts
  const micros = fraction.slice(0, 6).padEnd(6, '0')
  const shown = Number(micros) === 0 ? '' : `.${micros}`
  return `${day}T${time}${seconds}${shown}${/^([+-]00:?00|z)$/i.test(zone) ? 'Z' : zone}`
}

/** As columns answer it. */
export function utcInstant(text: string): string {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? text : echoInstant(new Date(ms).toISOString())
}

/** As status histories hold it: `2026-11-22 09:19:19.492146+00:00`. */
export function historyInstant(isoNow: string): string {
  return `${isoNow.slice(0, 10)} ${isoNow.slice(11, 19)}.${isoNow.slice(20, -1).padEnd(6, '0')}+00:00`
}

export function isSameInstant(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return (a ?? null) === (b ?? null)
  return a === b || (hasZone(a) && Date.parse(a) === Date.parse(b))
}
