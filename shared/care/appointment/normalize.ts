// The answers that the server would give to a booking and to its changes.

import type { Json, JsonObject } from '../../json.ts'
import type { KnownAnswers, MatchedWrite, NormalizeContext } from '../../policy/write-policy.ts'
import { echoInstant } from '../instants.ts'
import { asObject, isLeftOut, objectsIn, sameId, textOf } from '../json-record.ts'
import { emptyPatient } from '../patient/record.ts'
import { userWithMeta } from '../people.ts'
import { knownAppointment, knownPatient, knownPractitioner, knownSlot } from './known.ts'
import {
  appointmentRow,
  bookedPatient,
  emptyAppointment,
  emptySlot,
  isEnded,
  slotOf,
  withAllocated,
} from './record.ts'

type Normalize = (write: MatchedWrite, context: NormalizeContext) => Json

export const normalizeBooking: Normalize = ({ request, params }, context) => {
  const { known, userId } = context
  const form = asObject(request.body)
  const patientId = textOf(form.patient)
  const facilityId = params.facilityId ?? ''
  return {
    ...newAppointment(params.slotId ?? '', form.note, context),
    patient: bookedPatient({ ...emptyPatient(patientId), ...knownPatient(known, patientId) }),
    facility: { meta: {}, id: facilityId, name: facilityName(known, facilityId) },
    created_by: userWithMeta(known.user, userId),
  }
}

/** The new booking; the old one is kept beside it, for its place is given back. */
export const normalizeMove: Normalize = ({ request, params }, context) => {
  const form = asObject(request.body)
  const old = knownAppointment(context.known, params.id)
  const made = newAppointment(textOf(form.new_slot), form.new_booking_note, context)
  const isResourceKnown = textOf(asObject(made.resource).id) !== ''
  return {
    ...made,
    patient: old?.patient ?? bookedPatient(emptyPatient('')),
    facility: old?.facility ?? { meta: {}, id: params.facilityId ?? '', name: '' },
    ...(old && !isResourceKnown
      ? { resource_type: old.resource_type ?? '', resource: old.resource ?? {} }
      : {}),
    ...previous(old),
  }
}

export const normalizeStatus: Normalize = ({ request, params }, context) => {
  const { status, note } = asObject(request.body)
  const old = knownAppointment(context.known, params.id)
  return changed(old, params.id, { status: status ?? null, note: note ?? null }, context)
}

/** An empty note keeps the one that is there. The answer tells of no encounter. */
export const normalizeCancel: Normalize = ({ request, params }, context) => {
  const { reason, note } = asObject(request.body)
  const old = knownAppointment(context.known, params.id)
  const freed = old && !isEnded(old.status) ? { token_slot: withAllocated(slotOf(old), -1) } : {}
  const said = isLeftOut(note) || note === '' ? {} : { note }
  const { associated_encounter: _, ...answer } = changed(
    old,
    params.id,
    { status: reason ?? null, ...said, ...freed },
    context,
  )
  return answer
}

function newAppointment(slotId: string, note: Json | undefined, context: NormalizeContext): JsonObject {
  const { known, created, now, userId } = context
  const found = knownSlot(known, slotId)
  const author = userWithMeta(known.user, userId)
  const resourceId = found?.resourceId ?? ''
  return {
    ...emptyAppointment(created['/id'] ?? ''),
    token_slot: withAllocated(found?.slot ?? emptySlot(slotId), 1),
    booked_on: echoInstant(now),
    booked_by: author,
    status: 'booked',
    note: textOf(note),
    resource_type: found?.resourceType || 'practitioner',
    resource: userWithMeta(knownPractitioner(known, resourceId), resourceId),
    created_by: author,
    updated_by: author,
    created_date: echoInstant(now),
    modified_date: echoInstant(now),
  }
}

function changed(
  old: JsonObject | undefined,
  id: string | undefined,
  changes: JsonObject,
  { known, now, userId }: NormalizeContext,
): JsonObject {
  return {
    ...(old ?? emptyAppointment(id ?? '')),
    ...changes,
    modified_date: echoInstant(now),
    updated_by: userWithMeta(known.user, userId),
    ...previous(old),
  }
}

const previous = (old: JsonObject | undefined): JsonObject =>
  old ? { offline_previous: appointmentRow(old) } : {}

const facilityName = (known: KnownAnswers, id: string): Json =>
  asObject(known.facility).name ??
  objectsIn(asObject(known.user).facilities).find((facility) => sameId(facility.id, id))?.name ??
  ''
