// Appointments: the answers made for them, and what is refused on the form.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import {
  act,
  book,
  booked,
  detail,
  every,
  firstSlot,
  known,
  knownOld,
  patientId,
  put,
  secondSlot,
  slots,
} from '../../testing/care-appointments.ts'
import {
  matchedWrite,
  newId,
  now,
  nurse,
  recorded,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'
import { asObject, objectsIn } from '../json-record.ts'

const bare = (value: Json | undefined): JsonObject => {
  const { offline_previous: _, ...rest } = asObject(value)
  return rest
}
const steady = (value: Json | undefined): Json =>
  JSON.parse(
    JSON.stringify(value ?? null, (key, item) =>
      /^(id|booked_on|modified_date|created_date|last_login|updated_by|permissions)$/.test(key) ? null : item,
    ),
  )
describe('the answer made for a booking', () => {
  test('[CA3] equals the answer of the server but for ids and times', () => {
    const made = waiting(booked.request, known).answer
    expect(shapeDifferences(made, booked.answer)).toEqual([])
    expect(steady(made)).toEqual(steady(booked.answer))
    expect(asObject(made).token_slot).toEqual(booked.answer.token_slot)
    expect(asObject(made).resource).toMatchObject({ id: nurse, username: 'care-doctor' })
  })

  test('[CA3] equals the answers to a change, a cancellation and a move', () => {
    const checkIn = recorded('scheduling', 'checkIn')
    const cancel = recorded('scheduling', 'cancel')
    const move = recorded('scheduling', 'reschedule')
    expect(steady(bare(waiting(checkIn.request, knownOld).answer))).toEqual(steady(checkIn.answer))
    const booked = { ...cancel.answer, status: 'booked', note: 'first visit' }
    const before = { ...booked, token_slot: { ...asObject(cancel.answer.token_slot), allocated: 1 } }
    const cancelled = waiting(cancel.request, { ...known, appointment: before }).answer
    expect(steady(bare(cancelled))).toEqual(steady(cancel.answer))
    expect(steady(bare(waiting(move.request, knownOld).answer))).toEqual(steady(move.answer))
  })

  test('[CA3] has every field when nothing at all is known, and is made of any body whatever', () => {
    const { patient: _, ...rest } = booked.answer
    const { patient, ...made } = asObject(waiting(booked.request).answer)
    // A user of whom nothing is known still has all fields.
    expect(shapeDifferences(made, rest)).toEqual([])
    expect(patient).toMatchObject({ id: patientId, name: '' })
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        for (const request of [
          book(firstSlot?.id, body as Json),
          put(body as Json),
          act('cancel', body as Json),
          act('reschedule', body as Json),
        ])
          waiting(request)
      }),
    )
  })
})

describe('what is refused while it is still on the form', () => {
  const fields = (request: ApiRequest) =>
    matchedWrite(request)
      .policy.validate(request)
      .map((field) => field.at.join('.'))
  const foreseen = (request: ApiRequest, knownNow = {}, nowMs = Date.parse(now)) => {
    const write = matchedWrite(request)
    return write.policy
      .foresee?.(write, { known: { ...known, ...knownNow }, nowMs })
      .map(({ words }) => words)
  }
  const form = { patient: patientId, note: '' }

  test('[OB5] what CARE certainly refuses', () => {
    expect(fields(book(firstSlot?.id, {}))).toEqual(['patient', 'note'])
    expect(fields(book(firstSlot?.id, form))).toEqual([])
    expect(fields(recorded('scheduling', 'noNote').request)).toEqual(['note'])
    expect(fields(recorded('scheduling', 'toCancelled').request)).toEqual(['status'])
    expect(fields(put({ status: 'done', note: '' }))).toEqual(['status'])
    expect(fields(act('cancel', { reason: 'foo' }))).toEqual(['reason'])
    expect(fields(act('reschedule', {}))).toEqual(['new_slot', 'new_booking_note'])
  })

  test('[CA36] a slot that is over, full, unknown, or the patient’s already', () => {
    const ms = Date.parse(String(firstSlot?.end_datetime))
    expect(foreseen(book(firstSlot?.id, form))).toEqual([])
    expect(foreseen(book(firstSlot?.id, form), {}, ms)).toEqual([])
    expect(foreseen(book(firstSlot?.id, form), {}, ms + 1)?.[0]).toContain('over')
    expect(foreseen(book(newId(9), form))?.[0]).toContain('not on this tablet')
    const full = { ...firstSlot, allocated: 2 }
    const fullDay = every({ request: slots.request, answer: { results: [full] } })
    expect(foreseen(book(firstSlot?.id, form), { slots: fullDay })?.[0]).toContain('full')
    const ofPatients = every(recorded('scheduling', 'ofPatientInSlot'))
    const theirs = objectsIn(recorded('scheduling', 'ofPatientInSlot').answer.results)[0]
    const slot = asObject(theirs?.token_slot)
    const more = { ofPatients, slots: every({ request: slots.request, answer: { results: [slot] } }) }
    const again = book(slot.id, { patient: asObject(theirs?.patient).id ?? null, note: '' })
    expect(foreseen(again, more)?.[0]).toContain('already')
  })

  test('[CA34] a change of an appointment that was moved or cancelled, or is in consultation', () => {
    const checkIn = put({ status: 'checked_in', note: '' })
    const cancel = act('cancel', { reason: 'cancelled' })
    const move = act('reschedule', { new_slot: secondSlot?.id ?? null, new_booking_note: '' })
    const standing = (status: string) => ({ appointment: { ...detail, status } })
    for (const request of [checkIn, cancel, move]) {
      expect(foreseen(request, standing('booked'))).toEqual([])
      expect(foreseen(request, standing('rescheduled'))?.[0]).toContain('moved')
      expect(foreseen(request, standing('cancelled'))?.[0]).toContain('cancelled')
    }
    for (const request of [cancel, move])
      expect(foreseen(request, standing('in_consultation'))?.[0]).toContain('consultation')
    expect(foreseen(checkIn, standing('in_consultation'))).toEqual([])
    const sameSlot = act('reschedule', { new_slot: firstSlot?.id ?? null, new_booking_note: '' })
    expect(foreseen(sameSlot, standing('booked'))?.[0]).toContain('already')
  })
})
