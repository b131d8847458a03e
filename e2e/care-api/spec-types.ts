// The scalar types that CARE's specifications use.
import { isUuid } from './ids.ts'
import { all, type Check, isObject, model, optional, required, rule } from './spec.ts'

export const anything: Check = () => []

export const dictionary: Check = (value) =>
  isObject(value)
    ? []
    : [{ type: 'dict_type', loc: [], msg: 'Input should be a valid dictionary', input: value }]

export const text =
  (maxLength?: number): Check =>
  (value) => {
    if (typeof value !== 'string') {
      return [{ type: 'string_type', loc: [], msg: 'Input should be a valid string', input: value }]
    }
    if (maxLength !== undefined && value.length > maxLength) {
      const msg = `String should have at most ${maxLength} characters`
      return [{ type: 'string_too_long', loc: [], msg, input: value, ctx: { max_length: maxLength } }]
    }
    return []
  }

export const integer: Check = (value) => {
  if (typeof value === 'number' && Number.isInteger(value)) return []
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return []
  if (typeof value === 'string') {
    const msg = 'Input should be a valid integer, unable to parse string as an integer'
    return [{ type: 'int_parsing', loc: [], msg, input: value }]
  }
  return [{ type: 'int_type', loc: [], msg: 'Input should be a valid integer', input: value }]
}

export const flag: Check = (value) =>
  typeof value === 'boolean' || value === 'true' || value === 'false'
    ? []
    : [{ type: 'bool_type', loc: [], msg: 'Input should be a valid boolean', input: value }]

export const oneOf =
  (...values: string[]): Check =>
  (value) => {
    if (typeof value === 'string' && values.includes(value)) return []
    const quoted = values.map((each) => `'${each}'`)
    const expected = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
    return [{ type: 'enum', loc: [], msg: `Input should be ${expected}`, input: value, ctx: { expected } }]
  }

export const uuid: Check = (value) => {
  if (isUuid(value)) return []
  if (typeof value !== 'string') {
    const msg = 'UUID input should be a string, bytes or UUID object'
    return [{ type: 'uuid_type', loc: [], msg, input: value }]
  }
  const at = value.search(/[^0-9a-f-]/i)
  const error =
    at < 0
      ? `invalid length: expected length 32 for simple format, found ${value.length}`
      : `invalid character: found \`${value.charAt(at)}\` at ${at + 1}`
  const msg = `Input should be a valid UUID, ${error}`
  return [{ type: 'uuid_parsing', loc: [], msg, input: value, ctx: { error } }]
}

/** E.164, at most 14 characters; of Indian numbers, what a ward deals with, also the length is checked. */
export const phoneNumber: Check = (value) => {
  const valid = typeof value === 'string' && /^\+(91[1-9]\d{9}|(?!91)[1-9]\d{6,12})$/.test(value)
  return valid
    ? []
    : [{ type: 'value_error', loc: [], msg: 'value is not a valid phone number', input: value }]
}

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

export const day: Check = (value) =>
  typeof value === 'string' && isDay(value)
    ? []
    : [{ type: 'date_from_datetime_parsing', loc: [], msg: 'Input should be a valid date', input: value }]

export const dateTime: Check = (value) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))
    ? []
    : [{ type: 'datetime_from_date_parsing', loc: [], msg: 'Input should be a valid datetime', input: value }]

const hasZone = (value: unknown) => typeof value === 'string' && /(Z|[+-]\d{2}:?\d{2})$/.test(value)

export const zonedDateTime = all(
  dateTime,
  rule((value) => (hasZone(value) ? undefined : 'Datetime must be timezone aware')),
)

/** A closed model of CARE: keys that it does not know are ignored, as the server of 2025 does. */
export const coding = model('Coding', {
  system: optional(text()),
  code: required(text()),
  display: optional(text()),
})

export const period = all(
  model('PeriodSpec', { start: optional(dateTime), end: optional(dateTime) }),
  rule((value) => {
    if (!isObject(value)) return undefined
    if (value.start && !hasZone(value.start)) return 'Start Date must be timezone aware'
    if (value.end && !hasZone(value.end)) return 'End Date must be timezone aware'
    if (!value.start || !value.end) return undefined
    const reversed = Date.parse(String(value.start)) > Date.parse(String(value.end))
    return reversed ? 'Start Date cannot be greater than End Date' : undefined
  }),
)
