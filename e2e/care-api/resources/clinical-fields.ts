// How the fields of a clinical record are kept: without nulls, with times as CARE gives them back.
import { toEchoedTime, toUtcTime } from '../clock.ts'
import { isObject } from '../spec.ts'

/** Asia/Kolkata: a day, and a time without a zone, are taken for the server's. */
const serverZone = '+05:30'
const columns = ['authored_on', 'last_occurrence', 'recorded_date']

export function keptField(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => keptField(each))
  if (typeof value === 'string') return keptText(value, key)
  if (!isObject(value)) return value
  const given = Object.entries(value).filter(([, each]) => each !== null)
  return Object.fromEntries(given.map(([name, each]) => [name, keptField(each, name)]))
}

function keptText(value: string, key: string): string {
  if (key === 'onset_datetime') return inServerZone(value)
  if (columns.includes(key)) return toUtcTime(inServerZone(value))
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? toEchoedTime(value) : value
}

function inServerZone(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return `${value}T00:00:00${serverZone}`
  return toEchoedTime(/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}${serverZone}`)
}
