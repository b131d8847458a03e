// What this tablet knows of slots, of those who are booked, and of appointments, from all that was read here.

import type { Json, JsonObject } from '../../json.ts'
import type { KnownAnswers } from '../../policy/write-policy.ts'
import { asObject, findRecord, objectsIn, sameId, textOf } from '../json-record.ts'

/** The answers of a need of the kind `every`. */
const answersOf = (every: Json | undefined): (Json | undefined)[] =>
  objectsIn(every).map(({ answer }) => answer)

export interface KnownSlot {
  slot: JsonObject
  /** Whose slot it is; a slot itself does not tell. */
  resourceType: string
  resourceId: string
}

/** A slot, and of whom it was asked. */
export function knownSlot(known: KnownAnswers, slotId: Json | undefined): KnownSlot | undefined {
  for (const { asked, answer } of objectsIn(known.slots)) {
    const slot = findRecord([answer], slotId)
    const { resource_type, resource_id } = asObject(asked)
    if (slot) return { slot, resourceType: textOf(resource_type), resourceId: textOf(resource_id) }
  }
  const slot = findRecord([known.slot], slotId)
  return slot && { slot, resourceType: '', resourceId: '' }
}

/** Rows of all lists of appointments that are here, newest lists first; one appointment may be among them twice. */
export const knownRows = (known: KnownAnswers): JsonObject[] =>
  [...answersOf(known.ofPatients), ...answersOf(known.lists)].flatMap((page) =>
    objectsIn(asObject(page).results),
  )

export const knownAppointment = (known: KnownAnswers, id: Json | undefined): JsonObject | undefined =>
  findRecord([known.appointment, knownRows(known)], id)

export function knownPatient(known: KnownAnswers, id: Json | undefined): JsonObject | undefined {
  const ward = objectsIn(asObject(known.ward).results).map((row) => row.patient)
  return findRecord([known.patient, ...ward, ...knownRows(known).map((row) => row.patient)], id)
}

export function knownPractitioner(known: KnownAnswers, id: string): JsonObject | undefined {
  const users = answersOf(known.practitioners).flatMap((answer) => objectsIn(asObject(answer).users))
  return [...users, asObject(known.user)].find((user) => sameId(user.id, id))
}
