// A small stand-in for pydantic: checks say what is wrong in its words, with type, loc and the echoed input.
import { badRequest, type Refusal } from './refusal.ts'

export interface Finding {
  type: string
  loc: (string | number)[]
  msg: string
  input: unknown
  ctx?: Record<string, unknown>
}

export type Check = (value: unknown) => Finding[]

export type Fields = Record<string, { check: Check; required: boolean }>

export const invalid = (findings: Finding[]): Refusal =>
  badRequest({
    errors: findings.map((finding) => ({
      ...finding,
      url: `https://errors.pydantic.dev/2.9/v/${finding.type}`,
    })),
  })

/** The finding of a validator that CARE wrote itself. */
export const valueError = (error: string, input: unknown, loc: Finding['loc'] = []): Finding => ({
  type: 'value_error',
  loc,
  msg: `Value error, ${error}`,
  input,
  ctx: { error },
})

export const required = (check: Check) => ({ check, required: true })

/** May be left out or null. */
export const optional = (check: Check) => ({
  check: (value: unknown) => (value === null ? [] : check(value)),
  required: false,
})

/** May be left out, but not null. */
export const withDefault = (check: Check) => ({ check, required: false })

const within = (key: string | number, findings: Finding[]): Finding[] =>
  findings.map((finding) => ({ ...finding, loc: [key, ...finding.loc] }))

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function model(className: string, fields: Fields): Check {
  return (value) => {
    if (!isObject(value)) {
      const msg = `Input should be a valid dictionary or instance of ${className}`
      return [{ type: 'model_type', loc: [], msg, input: value, ctx: { class_name: className } }]
    }
    return Object.entries(fields).flatMap(([key, field]) => {
      if (value[key] !== undefined) return within(key, field.check(value[key]))
      return field.required ? [{ type: 'missing', loc: [key], msg: 'Field required', input: value }] : []
    })
  }
}

export function list(item: Check, limits: { min?: number; max?: number } = {}): Check {
  return (value) => {
    if (!Array.isArray(value)) {
      return [{ type: 'list_type', loc: [], msg: 'Input should be a valid list', input: value }]
    }
    const size = { field_type: 'List', actual_length: value.length }
    if (limits.min !== undefined && value.length < limits.min) {
      const msg = `List should have at least ${limits.min} item after validation, not ${value.length}`
      return [{ type: 'too_short', loc: [], msg, input: value, ctx: { ...size, min_length: limits.min } }]
    }
    if (limits.max !== undefined && value.length > limits.max) {
      const msg = `List should have at most ${limits.max} items after validation, not ${value.length}`
      return [{ type: 'too_long', loc: [], msg, input: value, ctx: { ...size, max_length: limits.max } }]
    }
    return value.flatMap((entry, index) => within(index, item(entry)))
  }
}

/** Checks one after the other; the first that finds something ends it. */
export const all =
  (...checks: Check[]): Check =>
  (value) => {
    for (const check of checks) {
      const findings = check(value)
      if (findings.length > 0) return findings
    }
    return []
  }

/** A validator of CARE's own: gives the words of the error, or nothing. */
export const rule =
  (find: (value: unknown) => string | undefined): Check =>
  (value) => {
    const error = find(value)
    return error === undefined ? [] : [valueError(error, value)]
  }

/** Throws the 400 with all findings, or gives the body back as an object. */
export function parse(check: Check, body: unknown): Record<string, unknown> {
  const findings = check(body)
  if (findings.length > 0) throw invalid(findings)
  return isObject(body) ? body : {}
}
