// Has this booking, or this change of one, reached the server?

import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { Probe, ProbeContext, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, objectsIn, sameId, textOf } from '../json-record.ts'
import { isByUser, isMadeInTime, judgeRecords } from '../probe-tools.ts'
import { appointmentRead } from './form.ts'
import { isOver, slotOf } from './record.ts'

type Look = Generator<ApiRequest, ProbeResult, Json | undefined>

/** A patient stands in a slot once. */
export const probeBooking: Probe = function* ({ request, params }, context): Look {
  return yield* lookInSlot(asObject(request.body).patient, params.slotId, context)
}

function* lookInSlot(patient: Json | undefined, slotId: Json | undefined, context: ProbeContext): Look {
  const page = yield asked.appointmentsOfPatient(textOf(patient), { slot: textOf(slotId) })
  const rows = objectsIn(asObject(page).results)
    .filter((row) => sameId(slotOf(row).id, slotId))
    // An earlier booking of the same slot that is over did not stand in the way of ours.
    .filter((row) => isMadeInTime(row, context) || !isOver(row.status))
  const isMine = (row: JsonObject) => isByUser(row, context)
  return judgeRecords(
    rows.filter(isMine),
    rows.filter((row) => !isMine(row) && !isOver(row.status)),
    context,
  )
}

/** Ending the old booking and making the new one are one deed: where the old one stands, nothing was done. */
export const probeMove: Probe = function* (write, context): Look {
  const { new_slot } = asObject(write.request.body)
  const old = asObject(yield appointmentRead(write))
  if (old.status !== 'rescheduled') return { absent: true }
  return yield* lookInSlot(asObject(old.patient).id, new_slot, context)
}

/** Safe to repeat, as long as nobody else has said something since: that is compared before it is sent again. */
export const probeStatus: Probe = function* (write): Look {
  const { status, note } = asObject(write.request.body)
  const record = yield appointmentRead(write)
  const held = asObject(record)
  return record !== undefined && held.status === status && textOf(held.note) === textOf(note)
    ? { found: record }
    : { absent: true }
}

export const probeCancel: Probe = function* (write): Look {
  const record = yield appointmentRead(write)
  return record !== undefined && asObject(record).status === asObject(write.request.body).reason
    ? { found: record }
    : { absent: true }
}
