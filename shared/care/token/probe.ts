// Has this token been given, or changed? An appointment takes one token, and tells of it.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json } from '../../json.ts'
import type { Probe, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, sameId, textOf } from '../json-record.ts'
import { tokenRead } from './routes.ts'

type Look = Generator<ApiRequest, ProbeResult, Json | undefined>

/** One of another category is somebody else's, and stands in the way of ours: a person must look. */
export const probeGiven: Probe = function* ({ request, params }, context): Look {
  const appointment = yield asked.appointment(params.facilityId ?? '', params.id ?? '')
  const { token } = asObject(appointment)
  if (!isObject(token)) return { absent: true }
  const isWanted = sameId(asObject(token.category).id, asObject(request.body).category)
  return isWanted && !context.claimed.has(textOf(token.id))
    ? { found: token }
    : { unsure: [textOf(token.id)] }
}

/** Safe to repeat: it has landed if nothing of it is missing. */
export const probeChanged: Probe = function* ({ request, params }): Look {
  const { status, note } = asObject(request.body)
  const record = yield tokenRead(params.facilityId ?? '', params.queueId ?? '', params.id ?? '')
  const held = asObject(record)
  return record !== undefined && held.status === status && textOf(held.note) === textOf(note)
    ? { found: record }
    : { absent: true }
}
