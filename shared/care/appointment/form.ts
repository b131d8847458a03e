// What the server takes of a booking's forms, what it would refuse, and what this tablet can tell of that beforehand.

import type { Json, JsonObject } from '../../json.ts'
import type { ConflictRule, ForeseeContext, InvalidField, MatchedWrite } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { checkForm, type FormCheck, oneOf, required } from '../form-check.ts'
import { asObject, isLeftOut, sameId, textOf } from '../json-record.ts'
import { lastChange } from '../people.ts'
import { knownAppointment, knownRows, knownSlot } from './known.ts'
import { isEnded, isOver, slotOf } from './record.ts'

const openStatuses = [
  ...['proposed', 'pending', 'booked', 'arrived', 'checked_in', 'waitlist', 'in_consultation'],
  ...['fulfilled', 'noshow'],
]
const reasons = ['cancelled', 'entered_in_error', 'rescheduled']

/** It may be empty, and must be there. */
const note =
  (field: string): FormCheck =>
  (body) =>
    isLeftOut(body[field]) ? [{ at: [field], words: 'Note is missing.' }] : []

const notEnded: FormCheck = (body) =>
  isEnded(body.status) ? [{ at: ['status'], words: 'An appointment is cancelled by its own action.' }] : []

export const checkBooking = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [required('patient', 'Patient'), note('note')])

export const checkStatus = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [
    required('status', 'Status'),
    notEnded,
    oneOf('status', 'Status', [...openStatuses, ...reasons]),
    note('note'),
  ])

export const checkCancel = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [required('reason', 'Reason'), oneOf('reason', 'Reason', reasons)])

export const checkMove = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [required('new_slot', 'New slot'), note('new_booking_note')])

const refuse = (field: string, words: string): InvalidField[] => [{ at: [field], words }]

export const foreseeBooking = ({ request, params }: MatchedWrite, context: ForeseeContext): InvalidField[] =>
  foreseeSlot('slot', params.slotId, asObject(request.body).patient, context)

function foreseeSlot(
  field: string,
  slotId: Json | undefined,
  patient: Json | undefined,
  { known, nowMs }: ForeseeContext,
): InvalidField[] {
  const slot = knownSlot(known, slotId)?.slot
  if (!slot) return refuse(field, 'This slot is not on this tablet. Choose the day again.')
  if (Date.parse(textOf(slot.end_datetime)) < nowMs)
    return refuse(field, 'This slot is over. Choose another one.')
  const isBooked = knownRows(known).some(
    (row) =>
      sameId(slotOf(row).id, slotId) && sameId(asObject(row.patient).id, patient) && !isOver(row.status),
  )
  if (isBooked) return refuse(field, 'The patient has a booking in this slot already.')
  return Number(slot.allocated) >= Number(asObject(slot.availability).tokens_per_slot)
    ? refuse(field, 'This slot is full, as far as this tablet knows. Choose another one.')
    : []
}

/** An ended appointment takes no more changes here, though CARE would let some through: it would stand without a place. */
export function foreseeChange({ params }: MatchedWrite, { known }: ForeseeContext): InvalidField[] {
  const status = knownAppointment(known, params.id)?.status
  if (status === 'rescheduled')
    return refuse('appointment', 'This appointment was moved to another time. Open the new one.')
  return isEnded(status) ? refuse('appointment', 'This appointment was cancelled.') : []
}

export function foreseeEnd(write: MatchedWrite, context: ForeseeContext): InvalidField[] {
  const { status } = knownAppointment(context.known, write.params.id) ?? {}
  return status === 'in_consultation'
    ? refuse('appointment', 'An appointment in consultation can be neither cancelled nor moved.')
    : foreseeChange(write, context)
}

export function foreseeMove(write: MatchedWrite, context: ForeseeContext): InvalidField[] {
  const ended = foreseeEnd(write, context)
  if (ended.length > 0) return ended
  const { new_slot } = asObject(write.request.body)
  const appointment = knownAppointment(context.known, write.params.id)
  if (appointment && sameId(slotOf(appointment).id, new_slot))
    return refuse('new_slot', 'The appointment is in this slot already.')
  return foreseeSlot('new_slot', new_slot, asObject(appointment?.patient).id, context)
}

export const appointmentRead = ({ params }: Pick<MatchedWrite, 'params'>) =>
  asked.appointment(params.facilityId ?? '', params.id ?? '')

/** One shape for all changes: the answer of one is the base of the next, of whatever kind. */
function toPayload(record: Json): JsonObject {
  const { status = null, note = null } = asObject(record)
  return { status, note, reason: isEnded(status) ? status : '' }
}

const conflictOn = (...fields: string[]): ConflictRule => ({
  read: appointmentRead,
  toPayload,
  fields,
  // Whether a patient came, is being seen or was sent away is never put together by a machine.
  neverMerge: ['status'],
  closed: (record) => {
    const { status } = asObject(record)
    return isEnded(status) ? textOf(status) : undefined
  },
  lastChange,
})

export const statusConflict = conflictOn('status', 'note')
/** Cancelled so already, by whomever: there is nothing to do. */
export const cancelConflict = conflictOn('reason', 'status')
export const moveConflict = conflictOn('new_slot', 'status')
