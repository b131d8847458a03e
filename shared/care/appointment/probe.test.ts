// Whether a booking or a change of one has landed, and what is compared before it is sent.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { mergeUpdate } from '../../replay/merge.ts'
import { act, booked, detail, firstSlot, ofPatient, page, put } from '../../testing/care-appointments.ts'
import { matchedWrite, newId, probe, recorded } from '../../testing/care-recordings.ts'
import { refusalsIn } from '../batch.ts'
import { createLocks } from '../create-locks.ts'
import { asObject } from '../json-record.ts'

const attemptedAtMs = Date.parse('2026-11-22T09:21:57.000Z')
const context = { attemptedAtMs, notBeforeMs: attemptedAtMs - 1_000 }
const move = recorded('scheduling', 'reschedule')

describe('[CA30] a booking whose answer was lost', () => {
  const look = (rows: JsonObject[], more = {}) =>
    probe(booked.request, () => page(...rows), { ...context, ...more })

  test('is looked for by patient and slot', () => {
    const asked: ApiRequest[] = []
    const found = probe(
      booked.request,
      (request) => {
        asked.push(request)
        return page(booked.answer)
      },
      context,
    )
    expect(asked).toEqual([ofPatient({ slot: String(firstSlot?.id) })])
    expect(found).toEqual({ found: booked.answer })
  })

  test('is absent where the patient has none in the slot, or only one that was over before', () => {
    expect(look([])).toEqual({ absent: true })
    const earlier = { ...booked.answer, status: 'cancelled', created_date: '2026-11-20T09:00:00Z' }
    expect(look([earlier])).toEqual({ absent: true })
    expect(probe(booked.request, () => undefined, context)).toEqual({ absent: true })
  })

  test('is found also where somebody has checked the patient in since', () => {
    const since = { ...booked.answer, status: 'checked_in' }
    expect(look([since])).toEqual({ found: since })
  })

  test('[CA4] is left to a person where somebody else has booked it; what another write made is not ours', () => {
    const theirs = { ...booked.answer, created_by: { id: newId(7) } }
    expect(look([theirs])).toEqual({ unsure: [booked.answer.id] })
    expect(look([booked.answer], { claimed: [String(booked.answer.id)] })).toEqual({ absent: true })
  })

  test.each(['taken', 'full', 'past', 'tooMany', 'rescheduleAgain'])(
    '[CA11] this refusal may come from its first copy: %s',
    (name) => {
      const { status, answer } = recorded('scheduling', name)
      expect(matchedWrite(booked.request).policy.mayHaveLanded?.(status, answer)).toBe(true)
      expect(refusalsIn(status, answer)).toHaveLength(1)
    },
  )

  test('[CA11] a lock or a patient who is not there proves nothing', () => {
    const landed = matchedWrite(booked.request).policy.mayHaveLanded
    const { status, answer } = recorded('scheduling', 'locked')
    expect(landed?.(status, answer)).toBe(false)
    expect(landed?.(400, { errors: [{ type: 'validation_error', msg: 'Patient not found' }] })).toBe(false)
  })
})

describe('[CA30] a move whose answer was lost', () => {
  const look = (old: JsonObject, rows: JsonObject[]) =>
    probe(
      move.request,
      ({ path }): Json => (path.includes('get_appointments') ? page(...rows) : old),
      context,
    )

  test('has not been done while the old booking stands', () => {
    expect(look(detail, [move.answer])).toEqual({ absent: true })
  })

  test('is the booking of this patient in the new slot', () => {
    const old = { ...detail, status: 'rescheduled' }
    expect(look(old, [move.answer])).toEqual({ found: move.answer })
    // Somebody has moved it elsewhere: ours is not there, and is compared before it is sent.
    expect(look(old, [])).toEqual({ absent: true })
  })
})

describe('[CA30] a change whose answer was lost', () => {
  test('has landed where the appointment says so', () => {
    const form = { status: 'checked_in', note: 'here' }
    expect(probe(put(form), () => ({ ...detail, ...form }), context)).toMatchObject({ found: form })
    expect(probe(put(form), () => ({ ...detail, status: 'checked_in' }), context)).toEqual({ absent: true })
    const cancel = act('cancel', { reason: 'cancelled' })
    expect(probe(cancel, () => ({ ...detail, status: 'cancelled' }), context)).toHaveProperty('found')
    expect(probe(cancel, () => detail, context)).toEqual({ absent: true })
  })
})

describe('[CA37] before a change is sent', () => {
  const changes = {
    status: put({ status: 'checked_in', note: 'first visit' }),
    cancel: act('cancel', { reason: 'cancelled', note: 'no' }),
    move: move.request,
  }
  const compare = (request: ApiRequest, theirs: JsonObject, base: JsonObject = detail) => {
    const { conflict } = matchedWrite(request).policy
    if (!conflict) throw new Error('no rule')
    const closed = conflict.closed?.(theirs, matchedWrite(request))
    return {
      closed,
      ...mergeUpdate(asObject(request.body), conflict.toPayload(theirs), conflict.toPayload(base), conflict),
    }
  }

  test.each(Object.entries(changes))('[CF1] nobody else changed it: it goes as it is: %s', (_, request) => {
    expect(compare(request, detail)).toMatchObject({ kind: 'send', payload: request.body, merged: false })
  })

  test.each(Object.entries(changes))(
    '[CF2] a status that others have set is left to a person: %s',
    (_, request) => {
      expect(compare(request, { ...detail, status: 'in_consultation' }).kind).toBe('conflict')
    },
  )

  test.each(Object.entries(changes))('[CF7] one that has been moved takes none: %s', (_, request) => {
    expect(compare(request, { ...detail, status: 'rescheduled' }).closed).toBe('rescheduled')
  })

  test('cancelled so by somebody else: there is nothing to do', () => {
    expect(compare(changes.cancel, { ...detail, status: 'cancelled' }).kind).toBe('same')
  })

  test('a note of others stays where mine says the same as before', () => {
    expect(compare(changes.status, { ...detail, note: 'in a wheelchair' })).toMatchObject({
      kind: 'send',
      payload: { status: 'checked_in', note: 'in a wheelchair' },
    })
  })
})

test('[CA38] bookings and moves of one facility share a lane, a cancellation needs none', () => {
  const lanes = (request: ApiRequest) => {
    const write = matchedWrite(request)
    return write.policy.lanes?.(write) ?? []
  }
  expect(lanes(booked.request)).toHaveLength(1)
  expect(lanes(move.request)).toEqual(lanes(booked.request))
  expect(lanes(act('cancel', { reason: 'cancelled' }))).toEqual([])
  const inBatch = { url: booked.request.path, method: 'POST', reference_id: 'a', body: {} }
  expect(createLocks(post('/api/v1/batch_requests/', { requests: [inBatch] }))).toEqual(lanes(move.request))
})
