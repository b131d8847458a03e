// Has this resource request, or this change of one, reached the server?

import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { Probe, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, isLeftOut, objectsIn, sameId, textOf } from '../json-record.ts'
import {
  type Asking,
  isByUser,
  isChangedSince,
  isMadeInTime,
  isUnclaimed,
  judgeRecords,
  rowsSince,
} from '../probe-tools.ts'
import { copiedFields, facilityFields } from './record.ts'

/** Patient, facilities and all its words make a request; rows do not say who made it, records do. */
export const probeNewRequest: Probe = function* (write, context) {
  const form = asObject(write.request.body)
  const rows = yield* rowsSince((page) => asked.resourceRequests({ ...placeOf(form), ...page }), context)
  if (!rows) return { unsure: [] }
  const matches: JsonObject[] = []
  const alike: JsonObject[] = []
  for (const row of rows.filter((one) => isUnclaimed(one, context))) {
    const isEqual = isMadeFrom(row, form)
    // Ours, if somebody has corrected it since.
    if (!isEqual && !(isMadeInTime(row, context) && isChangedSince(row))) continue
    const record = asObject(yield asked.resourceRequest(textOf(row.id)))
    if (isByUser(record, context)) (isEqual ? matches : alike).push(record)
  }
  const judged = judgeRecords(matches, alike, context)
  return 'absent' in judged && !(yield* sees(form)) ? { unsure: [] } : judged
}

/** The shortest list that it must be in, newest first. */
const placeOf = (form: JsonObject): Record<string, string> => ({
  ordering: '-created_date',
  ...(isLeftOut(form.related_patient)
    ? { origin_facility: textOf(form.origin_facility), title: textOf(form.title) }
    : { related_patient: textOf(form.related_patient) }),
})

/**
 * Everybody may make a request; who is of none of its facilities is not shown it. For them its absence tells nothing.
 */
function* sees(form: JsonObject): Asking<boolean> {
  const me = asObject(yield asked.currentUser())
  const facilities = [form.origin_facility, form.approving_facility, form.assigned_facility]
  return (
    me.is_superuser === true ||
    objectsIn(me.facilities).some(({ id }) => facilities.some((facility) => sameId(id, facility)))
  )
}

/** The status is left out: others grant and refuse it. */
function isMadeFrom(row: JsonObject, form: JsonObject): boolean {
  const words = copiedFields.filter((field) => field !== 'status')
  return (
    words.every((field) => isSame(row[field], form[field])) &&
    holdsId(row, form, 'origin_facility') &&
    holdsId(row, form, 'assigned_facility')
  )
}

/** An update is safe to repeat: it has landed if nothing of it is missing. */
export const probeChangedRequest: Probe = function* (
  write,
): Generator<ApiRequest, ProbeResult, Json | undefined> {
  const form = asObject(write.request.body)
  const record = yield asked.resourceRequest(textOf(write.params.id))
  return record !== undefined && holdsForm(asObject(record), form) ? { found: record } : { absent: true }
}

const holdsForm = (record: JsonObject, form: JsonObject): boolean =>
  copiedFields.every((field) => isLeftOut(form[field]) || isSame(record[field], form[field])) &&
  [...facilityFields, 'assigned_to'].every((field) => holdsId(record, form, field))

const holdsId = (record: JsonObject, form: JsonObject, field: string): boolean =>
  isLeftOut(form[field]) || sameId(asObject(record[field]).id, form[field])

const isSame = (a: Json | undefined, b: Json | undefined): boolean => String(a).trim() === String(b).trim()
