// Has this encounter, or this change of one, reached the server?

import type { ApiRequest } from '../../api-request.ts'
import { equalJson, type Json, type JsonObject } from '../../json.ts'
import type { Probe, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { isSameInstant } from '../instants.ts'
import { asObject, isLeftOut, sameId, textOf } from '../json-record.ts'
import {
  isByUser,
  isChangedSince,
  isMadeInTime,
  isUnclaimed,
  judgeRecords,
  rowsSince,
} from '../probe-tools.ts'
import { encounterRead, lacksWordsOf } from './form.ts'

/** Patient, facility, class and the moment it began make an encounter; rows do not say who made it, records do. */
export const probeNewEncounter: Probe = function* (write, context) {
  const form = asObject(write.request.body)
  const query = { patient: textOf(form.patient), facility: textOf(form.facility) }
  const rows = yield* rowsSince((page) => asked.encounters({ ...query, ...page }), context)
  if (!rows) return { unsure: [] }
  const matches: JsonObject[] = []
  const alike: JsonObject[] = []
  for (const row of rows.filter((one) => isUnclaimed(one, context))) {
    const isEqual = isMadeFrom(row, form)
    // Ours, if somebody has corrected it since.
    if (!isEqual && !(isMadeInTime(row, context) && isChangedSince(row))) continue
    const record = asObject(yield asked.encounter(textOf(row.id), { facility: query.facility }))
    if (isByUser(record, context)) (isEqual ? matches : alike).push(record)
  }
  return judgeRecords(matches, alike, context)
}

function isMadeFrom(row: JsonObject, form: JsonObject): boolean {
  return (
    row.encounter_class === form.encounter_class &&
    sameId(asObject(row.facility).id, form.facility) &&
    isSameInstant(asObject(row.period).start, asObject(form.period).start) &&
    (isLeftOut(form.external_identifier) ||
      textOf(row.external_identifier) === textOf(form.external_identifier))
  )
}

/** An update of an open encounter is safe to repeat: it has landed if nothing of it is missing. */
export const probeChangedEncounter: Probe = function* (
  write,
): Generator<ApiRequest, ProbeResult, Json | undefined> {
  const form = asObject(write.request.body)
  const record = yield encounterRead(textOf(write.params.id), form)
  return record !== undefined && holdsForm(asObject(record), form) ? { found: record } : { absent: true }
}

/**
 * Closing is not: the server refuses the same request a second time. The status decides, unless it was closed without
 * what this form says of the discharge: then somebody else has closed it, and those words are nowhere yet.
 */
export const probeClosedEncounter: Probe = function* (
  write,
): Generator<ApiRequest, ProbeResult, Json | undefined> {
  const form = asObject(write.request.body)
  const record = yield encounterRead(textOf(write.params.id), form)
  if (record === undefined || asObject(record).status !== form.status) return { absent: true }
  return lacksWordsOf(asObject(record), form) ? { unsure: [textOf(write.params.id)] } : { found: record }
}

function holdsForm(record: JsonObject, form: JsonObject): boolean {
  const period = asObject(record.period)
  const sentPeriod = asObject(form.period)
  return (
    ['status', 'encounter_class', 'priority'].every((field) => record[field] === form[field]) &&
    textOf(record.discharge_summary_advice) === textOf(form.discharge_summary_advice) &&
    (isLeftOut(form.external_identifier) ||
      textOf(record.external_identifier) === textOf(form.external_identifier)) &&
    (isLeftOut(form.hospitalization) || equalJson(record.hospitalization, form.hospitalization)) &&
    (isLeftOut(form.period) || ['start', 'end'].every((end) => isSameInstant(period[end], sentPeriod[end])))
  )
}
