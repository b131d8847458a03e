// Small checks for what the server certainly refuses or crashes on, in words for the person at the form.

import type { Json, JsonObject } from '../json.ts'
import type { InvalidField } from '../policy/write-policy.ts'
import { hasZone } from './instants.ts'
import { asObject, isLeftOut, textOf } from './json-record.ts'
import { isPhoneNumber } from './phone-number.ts'

export type FormCheck = (body: JsonObject) => InvalidField[]

export const checkForm = (body: Json | undefined, checks: readonly FormCheck[]): InvalidField[] =>
  checks.flatMap((check) => check(asObject(body)))

const wrong = (field: string, words: string): InvalidField[] => [{ at: [field], words }]
const isBlank = (value: Json | undefined): boolean => isLeftOut(value) || value === ''

export const required =
  (field: string, name: string): FormCheck =>
  (body) =>
    isBlank(body[field]) ? wrong(field, `${name} is missing.`) : []

export const oneOf =
  (field: string, name: string, allowed: readonly string[]): FormCheck =>
  (body) =>
    isBlank(body[field]) || allowed.includes(textOf(body[field]))
      ? []
      : wrong(field, `${name} is not one of the allowed values.`)

export const atMost =
  (field: string, name: string, length: number): FormCheck =>
  (body) =>
    textOf(body[field]).length > length ? wrong(field, `${name} is longer than ${length} characters.`) : []

export const phoneNumber =
  (field: string, name: string): FormCheck =>
  (body) =>
    isLeftOut(body[field]) || isPhoneNumber(textOf(body[field]))
      ? []
      : wrong(field, `${name} is not a phone number.`)

export const zoned =
  (field: string, name: string): FormCheck =>
  (body) =>
    isBlank(body[field]) || hasZone(textOf(body[field])) ? [] : wrong(field, `${name} has no time zone.`)
