// Refusals that a write gets because an earlier copy of it has landed. CARE has no codes for them, only these words;
// they prove nothing by themselves, for somebody else may have done the same: the probe decides.

import type { Json } from '../json.ts'
import { refusalsIn } from './batch.ts'
import { asObject, objectsIn, textOf } from './json-record.ts'

type MayHaveLanded = (status: number, body: Json | undefined) => boolean

/** True where this, or in a batch one of the sub-results, is a refusal of that status in those words. */
const refusedWith =
  (expected: number, ...words: RegExp[]): MayHaveLanded =>
  (status, body) =>
    refusalsIn(status, body).some(
      (refusal) =>
        refusal.status === expected &&
        sentencesIn(refusal.body).some((sentence) => words.some((pattern) => pattern.test(sentence))),
    )

/** Also where the value was typed in and not ours: the first copy is what took it. */
export const isTakenIdentifier = refusedWith(400, /^(Value error, )?Identifier config .* is not unique$/)

/** The first copy was the last one that the patient may have, or it took the appointment. */
export const isPlaceTaken = refusedWith(
  400,
  /^Patient already has maximum number of active encounters \(\d+\) in the facility$/,
  /^Encounter already has an associated booking$/,
)

/** The first copy took the place: the last of the slot or of the patient, or while there was time. */
export const isBookedAlready = refusedWith(
  400,
  /^Patient already has a booking for this slot$/,
  /^Slot is already (full|past)$/,
  /^Patient already has maximum number of appointments \(\d+\)$/,
)

/** The repeat of the PUT that closed it. */
export const isClosedAlready = refusedWith(403, /^You do not have permission to update encounter$/)

/** Also where somebody else has assigned the user, or removed it: either way there is nothing more to do. */
export const isAssignedAlready = refusedWith(400, /^User already exists$/)
export const isNotAssigned = refusedWith(400, /^User does not exist$/)

/** Also where somebody else has given one: an appointment has one token. */
export const isTokenGivenAlready = refusedWith(400, /^Token already generated$/)

/** The draft of a form (2026) takes one response. */
export const isAnsweredAlready = refusedWith(400, /^Form submission already has a response$/)

function sentencesIn(body: Json | undefined): string[] {
  const { detail, errors } = asObject(body)
  return [detail, ...objectsIn(errors).map(({ msg }) => msg)].map((sentence) => textOf(sentence).trim())
}
