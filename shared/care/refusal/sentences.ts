// CARE's refusals have no codes, only sentences: the one table of those that are understood, from two to three versions
// of CARE. Each is a whole sentence, so that a name in some other one is not taken for it.

import type { Json, JsonObject } from '../../json.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'
import type { RefusalKind } from './kinds.ts'

interface Row {
  status: number
  says: RegExp
  kind: RefusalKind
}

const rule = (kind: RefusalKind, ...says: RegExp[]): Row[] =>
  says.map((pattern) => ({ status: 400, says: pattern, kind }))
const missing = (kind: RefusalKind, says: RegExp): Row => ({ status: 404, says, kind })

/** In order: the first that fits. */
const table: readonly Row[] = [
  ...rule('slot-full', /^Slot is already full$/),
  ...rule('slot-past', /^Slot is already past$/),
  ...rule('booked-already', /^Patient already has a booking for this slot$/),
  ...rule('too-many-bookings', /^Patient already has maximum number of appointments \((\d+)\)$/),
  ...rule('appointment-ongoing', /^You cannot (?:cancel|reschedule) an appointment In-Consultation$/),
  ...rule(
    'too-many-encounters',
    /^Patient already has maximum number of active encounters \((\d+)\) in the facility$/,
  ),
  ...rule('appointment-linked', /^Encounter already has an associated booking$/),
  ...rule('identifier-taken', /^(?:Value error, )?Identifier config .* is not unique$/),
  ...rule('questionnaire-retired', /^Questionnaire is (?:inactive|not active)$/),
  ...rule('questionnaire-revised', /is a past revision\b/),
  ...rule('record-not-found', /^(?:Patient|Facility) does not exist$/, /^(?:Patient|Encounter) not found$/),
  missing('slot-gone', /^No TokenSlot matches/),
  missing('questionnaire-retired', /^No Questionnaire matches/),
  missing('organization-gone', /^No (?:Facility)?Organization matches/),
  missing('record-not-found', /^No \w+ matches/),
]

export interface Recognised {
  kind: RefusalKind
  /** A number that the sentence tells. */
  most?: string
}

export function recognise(status: number, body: Json | undefined): Recognised | undefined {
  const types = errorsIn(body).map(({ type, msg }) => textOf(asObject(msg).type) || textOf(type))
  if (types.includes('questionnaire_inactive')) return { kind: 'questionnaire-retired' }
  // An upsert answers 400 with a list, in which each refusal has only its words.
  const fits = (row: Row) => row.status === status || Array.isArray(body)
  for (const sentence of sentencesIn(body)) {
    for (const row of table) {
      const found = fits(row) ? row.says.exec(sentence) : null
      if (found) return { kind: row.kind, ...(found[1] === undefined ? {} : { most: found[1] }) }
    }
  }
  return undefined
}

export const isForbidden = (status: number, body: Json | undefined): boolean =>
  status === 403 ||
  (Array.isArray(body) && sentencesIn(body).some((sentence) => /^You do not have permission /.test(sentence)))

/** Of what an upsert answers: a list of results and refusals, each as if it were alone. */
const partsIn = (body: Json | undefined): JsonObject[] =>
  Array.isArray(body) ? objectsIn(body) : [asObject(body)]

export const errorsIn = (body: Json | undefined): JsonObject[] =>
  partsIn(body).flatMap(({ errors }) => objectsIn(errors))

export function sentencesIn(body: Json | undefined): string[] {
  const said = errorsIn(body).map(
    ({ msg, error }) => textOf(asObject(msg).msg) || textOf(msg) || textOf(error),
  )
  return [...partsIn(body).map(({ detail }) => textOf(detail)), ...said]
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}
