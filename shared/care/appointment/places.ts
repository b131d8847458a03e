// How bookings that the server does not hold yet show in the numbers of taken places: of a slot, and of a day.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { asObject, sameId, textOf } from '../json-record.ts'
import { changeRows } from '../page.ts'
import { serverDay } from './server-day.ts'

/** A place that a write takes (1) or gives back (-1). */
export interface Place {
  step: 1 | -1
  bookingId: string
  /** As it is with the write done. */
  slot: JsonObject
  resource: JsonObject
}

/** A number is no record with an id: what was counted into it is noted beside it, so that it is counted once. */
const noteKey = 'offline_counted'

export const placeAffects = (placesOf: (write: ProjectedWrite) => Place[]): Affect[] => [
  {
    read: 'slot.day',
    project: (body, write) =>
      placesOf(write).reduce(
        (answer: Json | undefined, place) =>
          changeRows(answer, (slot) => (isSlotOf(slot, place) ? withPlace(slot, place, write) : slot)),
        body,
      ),
  },
  {
    read: 'slot.detail',
    project: (body, write) =>
      placesOf(write).reduce(
        (slot: Json | undefined, place) =>
          isObject(slot) && isSlotOf(slot, place) ? withPlace(slot, place, write) : slot,
        body,
      ),
  },
  {
    read: 'slot.stats',
    project(body, write, { request }) {
      const { resource_id, from_date } = asObject(request.body)
      // While nobody knows whether the server counts it, its own number is shown.
      if (!isObject(body) || write.inDoubt) return body
      const stats = { ...body }
      for (const place of placesOf(write)) {
        const day = serverDay(textOf(place.slot.start_datetime))
        const { [day]: ofDay } = stats
        // CARE counts nothing on the first day of the range: a number there would go with the next answer.
        if (!sameId(place.resource.id, resource_id) || day === from_date || !isObject(ofDay)) continue
        stats[day] = counted(ofDay, 'booked_slots', place)
      }
      return stats
    },
  },
]

const isSlotOf = (slot: JsonObject, place: Place): boolean => sameId(slot.id, place.slot.id)

/** What may have landed is counted only where the server's own number is not yet what it was going to be. */
function withPlace(slot: JsonObject, place: Place, write: ProjectedWrite): JsonObject {
  const { allocated } = slot
  const expected = place.slot.allocated
  if ((write.inDoubt || write.synced) && typeof allocated === 'number' && typeof expected === 'number') {
    const own = allocated - notesIn(slot).reduce((sum, note) => sum + (note.startsWith('-') ? -1 : 1), 0)
    if (place.step > 0 ? own >= expected : own <= expected) return slot
  }
  return counted(slot, 'allocated', place)
}

function counted(record: JsonObject, field: string, { step, bookingId }: Place): JsonObject {
  const { [field]: count } = record
  const note = `${step < 0 ? '-' : '+'}${bookingId.toLowerCase()}`
  const notes = notesIn(record)
  if (typeof count !== 'number' || notes.includes(note)) return record
  return { ...record, [field]: Math.max(0, count + step), [noteKey]: [...notes, note] }
}

const notesIn = ({ [noteKey]: notes }: JsonObject): string[] =>
  Array.isArray(notes) ? notes.map(textOf) : []
