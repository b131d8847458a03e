// A record of a clinical list as the server would answer it, new or changed.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import { echoInstant, hasZone, utcInstant } from '../instants.ts'
import { asObject, isLeftOut, sameId, textOf } from '../json-record.ts'
import { userWithMeta } from '../people.ts'
import type { ClinicalKind } from './kinds.ts'

export interface ClinicalFacts {
  user: Json | undefined
  userId: string
  now: string
}

/** CARE's own zone: it takes a day, or a time without a zone, for one of its own. */
const serverZone = '+05:30'
const columns = ['authored_on', 'last_occurrence', 'recorded_date']

/** What an item says as the server keeps it: nothing that is null, and moments as CARE writes them. */
function kept(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((item) => kept(item))
  if (typeof value === 'string') return keptText(value, key)
  if (!isObject(value)) return value
  const given = Object.entries(value).filter(([, item]) => item !== null)
  return Object.fromEntries(given.map(([name, item]) => [name, kept(item, name)]))
}

function keptText(text: string, key: string): string {
  if (key === 'onset_datetime') return inServerZone(text)
  if (columns.includes(key)) return utcInstant(inServerZone(text))
  return hasZone(text) ? echoInstant(text) : text
}

export function inServerZone(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00${serverZone}`
  return hasZone(text) ? echoInstant(text) : text
}

/** The fields that a new record has from its item. */
export function fieldsOf(kind: ClinicalKind, body: JsonObject): JsonObject {
  const given = Object.keys(kind.empty).filter((field) => !isLeftOut(body[field]))
  const fields = Object.fromEntries(given.map((field) => [field, kept(body[field] ?? null, field)]))
  const { categories } = kind
  const category = categories?.find((one) => one === body.category) ?? categories?.[0]
  return { ...kind.empty, ...fields, ...(category === undefined ? {} : { category }) }
}

export function newRecord(
  kind: ClinicalKind,
  body: JsonObject,
  id: string,
  facts: ClinicalFacts,
): JsonObject {
  const author = userWithMeta(facts.user, facts.userId)
  return {
    id,
    ...fieldsOf(kind, body),
    encounter: body.encounter ?? null,
    created_by: author,
    updated_by: author,
    created_date: echoInstant(facts.now),
    modified_date: echoInstant(facts.now),
    ...(kind.type === 'medication_request'
      ? { requester: requesterOf(body, facts), prescription: null }
      : {}),
  }
}

/** Only what the server takes of an update, and of that nothing empty: null and `{}` keep what is there. */
export function changesOf(kind: ClinicalKind, body: JsonObject): JsonObject {
  const isEmpty = (value: Json | undefined) =>
    isLeftOut(value) || (isObject(value) && Object.keys(value).length === 0)
  const said = kind.changeable.filter((field) => !isEmpty(body[field]))
  return Object.fromEntries(said.map((field) => [field, kept(body[field] ?? null, field)]))
}

/** `stored`: the record as it is known here; without one, what the form says of it is all there is. */
export function changedRecord(
  kind: ClinicalKind,
  body: JsonObject,
  stored: JsonObject | undefined,
  facts: ClinicalFacts,
): JsonObject {
  const base = stored ?? {
    ...newRecord(kind, body, textOf(body.id), facts),
    // Who made it, and when, nobody knows here.
    created_by: userWithMeta(undefined, ''),
    created_date: '',
  }
  return {
    ...base,
    ...changesOf(kind, body),
    // An update of an allergy moves it to the encounter that it names.
    ...(kind.type === 'allergy_intolerance' && !isLeftOut(body.encounter)
      ? { encounter: body.encounter }
      : {}),
    updated_by: userWithMeta(facts.user, facts.userId),
    modified_date: echoInstant(facts.now),
  }
}

/** A prescription as a row of its list, and inside the medications that it holds. */
export function prescriptionRow(body: JsonObject, id: string, facts: ClinicalFacts): JsonObject {
  const wanted = asObject(body.create_prescription)
  return {
    id,
    status: wanted.status ?? 'active',
    note: wanted.note ?? null,
    name: wanted.name ?? null,
    created_date: echoInstant(facts.now),
    modified_date: echoInstant(facts.now),
    prescribed_by: requesterOf(body, facts) ?? userWithMeta(facts.user, facts.userId),
    tags: [],
  }
}

function requesterOf({ requester }: JsonObject, { user, userId }: ClinicalFacts): JsonObject | null {
  if (isLeftOut(requester)) return null
  const id = textOf(requester)
  return userWithMeta(sameId(id, userId) ? user : undefined, id)
}
