// Has this patient reached the server? CARE keeps no key of ours, so the record itself is compared, field by field.

import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { MatchedWrite, Probe, ProbeContext, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { isSameInstant } from '../instants.ts'
import { asObject, isLeftOut, objectsIn, sameId, textOf } from '../json-record.ts'
import { isSamePhone } from '../phone-number.ts'
import {
  type Asking,
  isByUser,
  isChangedSince,
  isMadeInTime,
  isUnclaimed,
  judgeRecords,
  rowsSince,
} from '../probe-tools.ts'
import { sentIdentifiers } from './form.ts'
import { copiedFields } from './record.ts'
import { isSamePerson, sameNumber } from './same-person.ts'

export const probeNewPatient: Probe = function* (write, context) {
  const seen = yield* lookByFields(write, context)
  return seen ? judgeRecords(seen.equal, seen.alike, context) : { unsure: [] }
}

/** Records by this user, and claimed by no other write, that hold the whole form, or may have been made from it. */
export function* lookByFields(
  { request }: MatchedWrite,
  context: ProbeContext,
): Asking<{ equal: JsonObject[]; alike: JsonObject[] } | undefined> {
  const form = asObject(request.body)
  const rows = yield* rowsSince(sameNumber(form), context)
  if (!rows) return undefined
  const equal: JsonObject[] = []
  const alike: JsonObject[] = []
  for (const row of rows.filter((one) => isUnclaimed(one, context))) {
    if (!holdsForm(row, form, rowFields) && !mayHaveBecome(row, form, context)) continue
    const record = asObject(yield asked.patient(textOf(row.id)))
    if (!isByUser(record, context)) continue
    if (holdsForm(record, form, allFields)) equal.push(record)
    else if (mayHaveBecome(record, form, context)) alike.push(record)
  }
  return { equal, alike }
}

/** Ours, if somebody has corrected it since, or the server has put a field into words of its own. */
const mayHaveBecome = (row: JsonObject, form: JsonObject, context: ProbeContext): boolean =>
  isMadeInTime(row, context) && (isChangedSince(row) || isSamePerson(row, form, context.attemptedAtMs))

/** An update is safe to repeat: it has landed if nothing of it is missing. */
export const probeChangedPatient: Probe = function* (
  write,
): Generator<ApiRequest, ProbeResult, Json | undefined> {
  const record = yield asked.patient(write.params.id ?? '')
  if (record === undefined) return { absent: true }
  return holdsForm(asObject(record), asObject(write.request.body), allFields)
    ? { found: record }
    : { absent: true }
}

const rowFields: readonly string[] = [...copiedFields, 'pincode', 'deceased_datetime', 'birth']
const allFields: readonly string[] = [...rowFields, 'geo_organization', 'identifiers']

function holdsForm(record: JsonObject, form: JsonObject, fields: readonly string[]): boolean {
  return fields.every((field) => holdsField(record, form, field))
}

function holdsField(record: JsonObject, form: JsonObject, field: string): boolean {
  const sent = form[field]
  if (field === 'birth') return holdsBirth(record, form)
  // An update that leaves it out clears it.
  if (field === 'pincode') return textOf(record.pincode) === textOf(sent)
  if (isLeftOut(sent)) return true
  if (field === 'geo_organization') return sameId(asObject(record.geo_organization).id, sent)
  if (field === 'deceased_datetime') return isSameInstant(record[field], sent)
  if (field === 'identifiers') return objectsIn(sent).every((one) => holdsIdentifier(record, one))
  if (field.endsWith('phone_number')) return isSamePhone(textOf(record[field]), textOf(sent))
  return textOf(record[field]).trim() === textOf(sent).trim()
}

/** The server made a year of the age on the day it received it, in its own zone: hence one year of tolerance. */
function holdsBirth(record: JsonObject, form: JsonObject): boolean {
  if (!isLeftOut(form.age)) {
    const year = Number(textOf(record.modified_date).slice(0, 4)) - Number(form.age)
    return isLeftOut(record.date_of_birth) && Math.abs(Number(record.year_of_birth) - year) <= 1
  }
  return isLeftOut(form.date_of_birth) || record.date_of_birth === form.date_of_birth
}

function holdsIdentifier(record: JsonObject, sent: JsonObject): boolean {
  if (isLeftOut(sent.value) || sent.value === '') return true
  return sentIdentifiers(record).some(
    (mine) => sameId(mine.config, sent.config) && textOf(mine.value) === textOf(sent.value),
  )
}
