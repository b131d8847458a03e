// How bookings and their changes show in the answers of reads.

import { describe, expect, test } from 'vitest'
import type { ApiRequest } from '../../api-request.ts'
import type { Json } from '../../json.ts'
import type { ProjectedWrite } from '../../policy/write-policy.ts'
import {
  act,
  appointmentId,
  atSlot,
  board,
  booked,
  detail,
  facilityId,
  firstSlot,
  known,
  knownOld,
  ofPatient,
  page,
  patientId,
  put,
  row,
  secondSlot,
  slots,
} from '../../testing/care-appointments.ts'
import {
  newId,
  nurse,
  project,
  received,
  recorded,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'
import { asked } from '../asked.ts'
import { asObject, objectsIn } from '../json-record.ts'

/** Shows the same when it is done twice, as a cached answer may be. */
function projectTwice(write: ProjectedWrite, request: ApiRequest, body: Json | undefined) {
  const once = project(write, request, body)
  expect(project(write, request, once)).toEqual(once)
  return once
}
const idsIn = (body: Json | undefined) => objectsIn(asObject(body).results).map((one) => one.id)
const statusesIn = (body: Json | undefined) => objectsIn(asObject(body).results).map((one) => one.status)
describe('[CA31] a new booking', () => {
  const booking = waiting(booked.request, known)

  test('is read under its temporary id, and begun from by nobody yet', () => {
    const shown = projectTwice(booking, asked.appointment(facilityId, newId(1)), undefined)
    expect(shown).toMatchObject({ id: newId(1), status: 'booked', associated_encounter: {} })
    expect(shapeDifferences(shown, detail)).toEqual([])
    const landed = received(booking, booked.answer, [String(booked.answer.id)])
    expect(project(landed, asked.appointment(facilityId, String(booked.answer.id)), undefined)).toMatchObject(
      {
        booked_on: booked.answer.booked_on,
      },
    )
  })

  test('is in the lists whose every filter it passes, and in no other', () => {
    const inList = (request: ApiRequest) => idsIn(projectTwice(booking, request, page())).length
    expect(inList(ofPatient({ date_after: '2026-11-22', status: 'booked,arrived' }))).toBe(1)
    expect(inList(ofPatient({ date_after: '2026-11-27' }))).toBe(0)
    expect(inList(ofPatient({ slot: String(firstSlot?.id) }))).toBe(1)
    expect(inList(ofPatient({ slot: String(secondSlot?.id) }))).toBe(0)
    expect(inList(ofPatient({ colour: 'blue' }))).toBe(0)
    expect(inList(asked.appointmentsOfPatient(newId(7), {}))).toBe(0)
    expect(inList(board({ status: 'booked', date_after: '2026-11-26', date_before: '2026-11-26' }))).toBe(1)
    expect(inList(board({ status: 'checked_in' }))).toBe(0)
    expect(inList(board({ resource_ids: newId(7) }))).toBe(0)
  })

  test('stands where the order of the list wants it', () => {
    const before = atSlot({ ...firstSlot, start_datetime: '2026-11-26T03:00:00Z' }, { id: newId(5) })
    const after = atSlot(secondSlot, { id: newId(6) })
    expect(idsIn(projectTwice(booking, board({}), page(before, after)))).toEqual([
      newId(5),
      newId(1),
      newId(6),
    ])
    expect(idsIn(project(booking, ofPatient(), page(before, after)))[0]).toBe(newId(1))
    expect(project(booking, board({ offset: '10' }), page(before))).toEqual(page(before))
  })

  test('[PR5] is not shown twice while nobody knows whether it has landed', () => {
    const inDoubt = { ...booking, inDoubt: true }
    expect(idsIn(project(inDoubt, ofPatient(), page(booked.answer)))).toEqual([booked.answer.id])
    const over = { ...booked.answer, status: 'cancelled' }
    expect(idsIn(project(inDoubt, ofPatient(), page(over)))).toHaveLength(2)
  })
})

describe('[CA32] the numbers of taken places', () => {
  const stats = {
    '2026-11-25': { total_slots: 4, booked_slots: 0 },
    '2026-11-26': { total_slots: 4, booked_slots: 1 },
  }
  const taken = (body: Json | undefined, slot = firstSlot) =>
    objectsIn(asObject(body).results).find((one) => one.id === slot?.id)?.allocated
  const bookedOn = (body: Json | undefined, day: string) => asObject(asObject(body)[day]).booked_slots
  const booking = waiting(booked.request, known)
  const asking = (from: string) => asked.slotStats(facilityId, nurse, from, '2026-11-30')

  test('grow by a booking, once', () => {
    expect(taken(projectTwice(booking, slots.request, slots.answer))).toBe(1)
    expect(taken(project(booking, slots.request, slots.answer), secondSlot)).toBe(0)
    const detailOf = asked.slot(facilityId, String(firstSlot?.id))
    expect(projectTwice(booking, detailOf, firstSlot ?? {})).toMatchObject({ allocated: 1 })
    expect(bookedOn(projectTwice(booking, asking('2026-11-25'), stats), '2026-11-26')).toBe(2)
    const two = project(
      waiting(booked.request, known, 2),
      slots.request,
      project(booking, slots.request, slots.answer),
    )
    expect(taken(two)).toBe(2)
  })

  test('stay as they are on the first day of a range, and for somebody else', () => {
    expect(bookedOn(project(booking, asking('2026-11-26'), stats), '2026-11-26')).toBe(1)
    const other = asked.slotStats(facilityId, newId(7), '2026-11-25', '2026-11-30')
    expect(project(booking, other, stats)).toEqual(stats)
  })

  test('grow by what may have landed only where the server does not count it yet', () => {
    const inDoubt = { ...booking, inDoubt: true }
    expect(taken(project(inDoubt, slots.request, slots.answer))).toBe(1)
    const counted = { results: [{ ...firstSlot, allocated: 1 }] }
    expect(taken(project(inDoubt, slots.request, counted))).toBe(1)
    expect(project(inDoubt, asking('2026-11-25'), stats)).toEqual(stats)
  })

  test('shrink by a cancellation, and are carried over by a move', () => {
    const now2 = { results: [{ ...firstSlot, allocated: 2 }, secondSlot ?? {}] }
    const cancel = waiting(act('cancel', { reason: 'cancelled', note: '' }), knownOld)
    expect(taken(projectTwice(cancel, slots.request, now2))).toBe(1)
    expect(bookedOn(projectTwice(cancel, asking('2026-11-25'), stats), '2026-11-26')).toBe(0)
    const again = waiting(act('cancel', { reason: 'cancelled' }), {
      appointment: { ...detail, status: 'cancelled' },
    })
    expect(taken(project(again, slots.request, now2))).toBe(2)
    const move = waiting(recorded('scheduling', 'reschedule').request, knownOld)
    const moved = projectTwice(move, slots.request, now2)
    expect([taken(moved), taken(moved, secondSlot)]).toEqual([1, 1])
    expect(bookedOn(projectTwice(move, asking('2026-11-25'), stats), '2026-11-26')).toBe(1)
  })
})

describe('[CA33] a changed appointment', () => {
  const checkIn = waiting(put({ status: 'checked_in', note: 'here' }), knownOld)
  const asBooked = row({ id: appointmentId })

  test('shows in its detail, with what others changed beside it', () => {
    const read = asked.appointment(facilityId, appointmentId)
    const shown = projectTwice(checkIn, read, { ...detail, tags: [{ id: newId(3) }] })
    expect(shown).toMatchObject({ status: 'checked_in', note: 'here', tags: [{ id: newId(3) }] })
    expect(asObject(shown).offline_previous).toBe(undefined)
    // Nothing is stored, or what is stored is too old: nothing is said.
    expect(project(checkIn, read, undefined)).toBe(undefined)
    const answer = { ...detail, status: 'checked_in', note: 'here', modified_date: '2026-11-22T11:00:00Z' }
    expect(project(received(checkIn, answer, []), read, detail)).toMatchObject({
      modified_date: answer.modified_date,
    })
  })

  test('goes from the lists that it no longer passes, and comes into those that it now does', () => {
    expect(idsIn(projectTwice(checkIn, board({ status: 'booked' }), page(asBooked)))).toEqual([])
    expect(statusesIn(projectTwice(checkIn, board({ status: 'checked_in' }), page()))).toEqual(['checked_in'])
    expect(statusesIn(project(checkIn, ofPatient(), page(asBooked)))).toEqual(['checked_in'])
    // It was in that list all the time, further down.
    expect(idsIn(project(checkIn, board({}), { count: 30, results: [row({ id: newId(4) })] }))).toEqual([
      newId(4),
    ])
    const unknown = waiting(put({ status: 'checked_in', note: 'here' }))
    expect(idsIn(project(unknown, board({ status: 'checked_in' }), page()))).toEqual([])
  })

  test('is cancelled in all lists; an empty note keeps the one that is there', () => {
    const cancel = waiting(act('cancel', { reason: 'cancelled', note: '' }), knownOld)
    const [shown] = objectsIn(asObject(project(cancel, ofPatient(), page(asBooked))).results)
    expect(shown).toMatchObject({ status: 'cancelled', note: 'first visit' })
    const ended = board({ status: 'cancelled,entered_in_error,rescheduled,noshow' })
    expect(statusesIn(projectTwice(cancel, ended, page()))).toEqual(['cancelled'])
  })

  test('[CA34] is two after a move: the old one ended, the new one booked', () => {
    const move = waiting(recorded('scheduling', 'reschedule').request, knownOld)
    const shown = projectTwice(move, ofPatient(), page(asBooked))
    expect(objectsIn(asObject(shown).results).map((one) => [one.id, one.status])).toEqual([
      [newId(1), 'booked'],
      [appointmentId, 'rescheduled'],
    ])
    const oldOne = projectTwice(move, asked.appointment(facilityId, appointmentId), detail)
    expect(oldOne).toMatchObject({ status: 'rescheduled', token_slot: { id: firstSlot?.id } })
    const newOne = project(move, asked.appointment(facilityId, newId(1)), undefined)
    expect(newOne).toMatchObject({ status: 'booked', note: 'moved', token_slot: { id: secondSlot?.id } })
    const { answer } = recorded('scheduling', 'reschedule')
    const done = received(move, answer, [String(answer.id)])
    expect(project(done, asked.appointment(facilityId, appointmentId), detail)).toMatchObject({
      id: appointmentId,
      status: 'rescheduled',
    })
  })
})

test('[CA33] a changed patient shows in the copies that appointments hold', () => {
  const form = { ...asObject(recorded('patient', 'full').answer), name: 'Renamed' }
  const rename = waiting({ method: 'PUT', path: `/api/v1/patient/${patientId}/`, query: [], body: form })
  const [shown] = objectsIn(asObject(projectTwice(rename, board({}), page(booked.answer))).results)
  expect(shown?.patient).toMatchObject({ id: patientId, name: 'Renamed' })
  expect(projectTwice(rename, asked.appointment(facilityId, appointmentId), detail)).toMatchObject({
    patient: { name: 'Renamed' },
  })
})
