// How a booking, its changes and its end show in the answers of reads.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { MatchedRead } from '../../policy/read-policy.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { asObject, objectsIn, overlay, pick, sameId, textOf } from '../json-record.ts'
import { changeRows, hasRow } from '../page.ts'
import { addInOrder, isInList } from './list.ts'
import { type Place, placeAffects } from './places.ts'
import { appointmentRow, isEnded, isOver, previousIn, slotOf, withAllocated } from './record.ts'

/** The booking that a write makes, as a list shows it. */
const madeRow = (write: ProjectedWrite): JsonObject => ({
  ...appointmentRow({ ...asObject(write.provisional), ...asObject(write.answer) }),
  id: write.createdIds[0] ?? asObject(write.answer).id ?? null,
})

const lists = ['appointment.list', 'appointment.ofPatient']

const madeAffects: Affect[] = [
  {
    read: 'appointment.detail',
    project: (body, write, { params }) =>
      // Nobody can have begun an encounter from it yet; one that was begun here adds itself.
      sameId(params.id, write.createdIds[0])
        ? (body ?? { ...madeRow(write), associated_encounter: {} })
        : body,
  },
  ...lists.map((read) => ({ read, project: addMade })),
]

function addMade(body: Json | undefined, write: ProjectedWrite, read: MatchedRead): Json | undefined {
  const row = madeRow(write)
  const rows = objectsIn(asObject(body).results)
  // A patient stands in a slot once: while nobody knows whether ours has landed, such a one is it.
  const isThere = write.inDoubt && rows.some((other) => isSameBooking(other, row))
  return isThere || !isInList(row, read) ? body : addInOrder(body, read.request, row)
}

const isSameBooking = (a: JsonObject, b: JsonObject): boolean =>
  sameId(slotOf(a).id, slotOf(b).id) &&
  sameId(asObject(a.patient).id, asObject(b.patient).id) &&
  !isOver(a.status)

/** What a change does to the appointment in the path: fields of an answer. */
type Change = (write: ProjectedWrite) => JsonObject

function changedAffects(change: Change): Affect[] {
  const withChange = (record: JsonObject, write: ProjectedWrite) => overlay(record, change(write))
  const changeInList: Affect['project'] = (body, write, read) => {
    const { id } = write.params
    if (!hasRow(body, id)) return bringIn(body, write, read, withChange)
    return changeRows(body, (row) => {
      if (!sameId(row.id, id)) return row
      const changed = withChange(row, write)
      return isInList(changed, read) === false && isInList(row, read) !== false ? undefined : changed
    })
  }
  return [
    {
      read: 'appointment.detail',
      project: (body, write, { params }) =>
        isObject(body) && sameId(params.id, write.params.id) ? withChange(body, write) : body,
    },
    ...lists.map((read) => ({ read, project: changeInList })),
  ]
}

/** One that comes into a list by its new status, where it is known as a whole. */
function bringIn(
  body: Json | undefined,
  write: ProjectedWrite,
  read: MatchedRead,
  withChange: (record: JsonObject, write: ProjectedWrite) => JsonObject,
): Json | undefined {
  const before = previousIn(write.provisional)
  if (!sameId(before.id, write.params.id)) return body
  const after = withChange(before, write)
  return isInList(before, read) === false && isInList(after, read)
    ? addInOrder(body, read.request, appointmentRow(after))
    : body
}

/** The server's answer, or until then only what was sent. */
const changedFields: Change = ({ answer, provisional, synced }) => {
  if (!synced)
    return pick(asObject(provisional), ['status', 'note', 'modified_date', 'updated_by', 'token_slot'])
  const { id: _, ...all } = asObject(answer)
  return all
}

/** The answer of a move tells of the new booking alone. */
const movedFields: Change = ({ request, answer, provisional }) => {
  const { previous_booking_note } = asObject(request.body)
  const before = previousIn(provisional)
  return {
    status: 'rescheduled',
    ...(textOf(previous_booking_note) === '' ? {} : { note: textOf(previous_booking_note) }),
    ...pick(asObject(answer), ['modified_date', 'updated_by']),
    ...(before.id === undefined ? {} : { token_slot: withAllocated(slotOf(before), -1) }),
  }
}

const takenPlace = (write: ProjectedWrite): Place[] => {
  const booking = madeRow(write)
  return [
    { step: 1, bookingId: textOf(booking.id), slot: slotOf(booking), resource: asObject(booking.resource) },
  ]
}

/** Only a booking that is known here and stood in its slot gives its place back. */
const freedPlace = (write: ProjectedWrite): Place[] => {
  const before = previousIn(write.provisional)
  if (before.id === undefined || isEnded(before.status)) return []
  const slot = withAllocated(slotOf(before), -1)
  return [{ step: -1, bookingId: textOf(before.id), slot, resource: asObject(before.resource) }]
}

export const bookingAffects: Affect[] = [...madeAffects, ...placeAffects(takenPlace)]
export const statusAffects: Affect[] = changedAffects(changedFields)
export const cancelAffects: Affect[] = [...changedAffects(changedFields), ...placeAffects(freedPlace)]
export const moveAffects: Affect[] = [
  ...changedAffects(movedFields),
  ...madeAffects,
  ...placeAffects((write) => [...freedPlace(write), ...takenPlace(write)]),
]
