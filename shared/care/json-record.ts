// Reading and changing CARE's records. They come from outside, so nothing in them is taken for granted.

import { isObject, type Json, type JsonObject } from '../json.ts'

export const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** What the server takes for "not sent". */
export const isLeftOut = (value: Json | undefined): value is null | undefined =>
  value === undefined || value === null

export function pick(record: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])))
}

/** The record with the changes that it has a place for: a row of a list has fewer fields than the whole record. */
export function overlay(record: JsonObject, changes: JsonObject): JsonObject {
  return { ...record, ...pick(changes, Object.keys(record)) }
}

export const sameId = (a: Json | undefined, b: Json | undefined): boolean =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase()

/** The first record with that id among answers of any kind: single records or pages of them. */
export function findRecord(
  answers: readonly (Json | undefined)[],
  id: Json | undefined,
): JsonObject | undefined {
  for (const answer of answers) {
    const candidates = [asObject(answer), ...objectsIn(asObject(answer).results), ...objectsIn(answer)]
    const found = candidates.find((record) => sameId(record.id, id))
    if (found) return found
  }
  return undefined
}
