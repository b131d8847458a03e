// Has this service request reached the server? What was asked for in the encounter, in which words, and by whom tells;
// the same may rightly be asked for twice. Rows do not say who made them, records do.

import type { JsonObject } from '../../json.ts'
import type { Probe } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { isSameInstant } from '../instants.ts'
import { asObject, isLeftOut, textOf } from '../json-record.ts'
import { isByUser, isUnclaimed, judgeAnswers, rowsSince } from '../probe-tools.ts'
import { isDefinedBy, sentFields } from './record.ts'

export const probeServiceRequest: Probe = function* ({ request, params }, context) {
  const facilityId = params.facilityId ?? ''
  const form = asObject(request.body)
  const rows = yield* rowsSince(
    (page) =>
      asked.serviceRequests(facilityId, {
        ordering: '-created_date',
        encounter: textOf(form.encounter),
        ...page,
      }),
    context,
  )
  if (!rows) return { unsure: [] }
  const matches: JsonObject[] = []
  for (const row of rows.filter((one) => isUnclaimed(one, context) && holds(one, form))) {
    const record = asObject(yield asked.serviceRequest(facilityId, textOf(row.id)))
    const isSame = isDefinedBy(asObject(record.activity_definition), form.activity_definition)
    if (isSame && isByUser(record, context)) matches.push(record)
  }
  return judgeAnswers(matches, context)
}

/** The status is left out: others go on with it. */
function holds(row: JsonObject, form: JsonObject): boolean {
  const sent = asObject(form.service_request)
  return sentFields
    .filter((field) => field !== 'status' && !isLeftOut(sent[field]))
    .every((field) => isSameInstant(row[field], sent[field]))
}
