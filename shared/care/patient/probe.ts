// Has this patient reached the server? CARE keeps no key of ours, so the record itself is compared, field by field.

import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { Probe, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { tidyPhone } from '../form-check.ts'
import { isSameInstant } from '../instants.ts'
import { asObject, isLeftOut, objectsIn, sameId, textOf } from '../json-record.ts'
import { isByUser, judge, mayBeOurs, rowsSince } from '../probe-tools.ts'
import { sentIdentifiers } from './form.ts'
import { copiedFields } from './record.ts'

export const probeNewPatient: Probe = function* (write, context) {
  const form = asObject(write.request.body)
  const phone = tidyPhone(textOf(form.phone_number))
  // A number without its country may be stored with one, and the server finds numbers only whole.
  const person: Record<string, string> = phone.startsWith('+')
    ? { phone_number: phone }
    : { name: textOf(form.name) }
  const query = { ...person, ordering: '-created_date' }
  const rows = yield* rowsSince((page) => asked.patients({ ...query, ...page }), context)
  if (!rows) return { unsure: [] }
  const likely = rows.filter((row) => mayBeOurs(row, context) && holdsForm(row, form, rowFields))
  const matches: JsonObject[] = []
  for (const row of likely) {
    const record = asObject(yield asked.patient(textOf(row.id)))
    if (isByUser(record, context) && holdsForm(record, form, allFields)) matches.push(record)
  }
  return judge(matches, context)
}

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

function isSamePhone(theirs: string, sent: string): boolean {
  const mine = tidyPhone(sent)
  return mine.startsWith('+')
    ? tidyPhone(theirs) === mine
    : tidyPhone(theirs).endsWith(mine.replace(/^0/, ''))
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
