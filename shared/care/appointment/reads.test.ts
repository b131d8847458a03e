// Which lists of appointments are complete, and which stored answer holds another.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, get, post } from '../../api-request.ts'
import type { Json } from '../../json.ts'
import {
  atSlot,
  board,
  facilityId,
  firstSlot,
  ofPatient,
  page,
  patientId,
  slots,
} from '../../testing/care-appointments.ts'
import { matchedRead, newId, nurse, recorded } from '../../testing/care-recordings.ts'
import { asked } from '../asked.ts'
import { asObject } from '../json-record.ts'

describe('reads', () => {
  test('[PR4] lists under a patient made here are complete in words that are known', () => {
    const complete = (request: ApiRequest) => {
      const read = matchedRead(request)
      return read.policy.completeUnder?.(read)?.owner
    }
    expect(complete(ofPatient({ status: 'booked', date_after: '2026-11-22', offset: '0' }))).toBe(patientId)
    expect(complete(ofPatient({ colour: 'blue' }))).toBe(undefined)
    expect(complete(board({ patient: patientId }))).toBe(patientId)
    expect(complete(board({}))).toBe(undefined)
    expect(complete(get(`/api/v1/patient/${patientId}/get_tokens/`, { date: '2026-11-22' }))).toBe(patientId)
  })

  test('[CA35] yesterday’s answer to "from yesterday on" holds "from today on", where it is whole', () => {
    const answer = (asking: ApiRequest, held: ApiRequest, body: Json) => {
      const read = matchedRead(asking)
      return read.policy.fromStored?.answer(read, [body], [matchedRead(held)])
    }
    const [early, late] = [
      atSlot({ ...firstSlot, start_datetime: '2026-11-22T04:00:00Z' }, { id: newId(5) }),
      atSlot(firstSlot, { id: newId(6) }),
    ]
    const held = ofPatient({ offset: '0', limit: '15', date_after: '2026-11-22', status: 'booked,arrived' })
    const today = ofPatient({ offset: '0', limit: '15', date_after: '2026-11-23', status: 'booked' })
    expect(answer(today, held, page(early, late))).toEqual(page(late))
    expect(answer(today, held, { count: 40, results: [late] })).toBe(undefined)
    expect(answer(held, today, page(late))).toBe(undefined)
    expect(answer(asked.appointmentsOfPatient(newId(7), {}), held, page(late))).toBe(undefined)
    expect(answer(ofPatient({ colour: 'blue' }), ofPatient(), page(late))).toBe(undefined)
    expect(answer(ofPatient({ slot: String(firstSlot?.id) }), ofPatient(), page(early, late))).toEqual(
      page(early, late),
    )
  })

  test('[CA35] a calendar from today on is found in one that began earlier; practitioners in any number', () => {
    const from = (asking: ApiRequest, held: ApiRequest, body: Json) => {
      const read = matchedRead(asking)
      return read.policy.fromStored?.answer(read, [body], [matchedRead(held)])
    }
    const { request, answer } = recorded('scheduling', 'stats')
    const later = post(request.path, { ...asObject(request.body), from_date: '2026-11-27' })
    expect(from(later, request, answer)).toEqual({ '2026-11-27': asObject(answer)['2026-11-27'] })
    const longer = post(request.path, { ...asObject(request.body), to_date: '2026-11-30' })
    expect(from(longer, request, answer)).toBe(undefined)
    const users = recorded('scheduling', 'practitioners')
    const ten = { ...users.request, query: [['limit', '10']] as [string, string][] }
    expect(from(ten, users.request, users.answer)).toEqual(users.answer)
    const ofDepartment = { ...users.request, query: [['organization_ids', newId(2)]] as [string, string][] }
    expect(from(ofDepartment, users.request, users.answer)).toBe(undefined)
  })

  test('a slot is found among those of its day', () => {
    const read = matchedRead(asked.slot(facilityId, String(firstSlot?.id)))
    expect(read.policy.fromStored?.answer(read, [slots.answer])).toEqual(firstSlot)
  })

  test('[CA71] the screens’ query keys lead to what they ask, or tell whose they are', () => {
    const behind = (like: ApiRequest, key: readonly unknown[]) => matchedRead(like).policy.fromQueryKey?.(key)
    const { request } = slots
    const { day } = asObject(request.body)
    expect(behind(request, ['slots', facilityId, nurse, day])).toEqual(request)
    expect(behind(request, ['slots', facilityId])).toBe(undefined)
    const users = recorded('scheduling', 'practitioners').request
    expect(behind(users, ['practitioners', facilityId])).toEqual(users)
    const stats = recorded('scheduling', 'stats').request
    expect(behind(stats, ['availabilityHeatmap', nurse, '2026-11-26', '2026-11-30'])).toBe('untold')
    const one = asked.appointment(facilityId, newId(1))
    expect(behind(one, ['appointment', newId(1)])).toBe('untold')
    expect(behind(one, ['appointment'])).toBe(undefined)
    expect(behind(ofPatient(), ['patient-appointments', patientId])).toEqual(
      asked.appointmentsOfPatient(patientId, { offset: '0', limit: '14' }),
    )
    expect(behind(ofPatient(), ['patient-appointments', patientId, 'booked'])).toBe('untold')
    expect(behind(board({}), ['appointments', facilityId, { status: 'booked' }])).toEqual(
      asked.appointments(facilityId, { status: 'booked' }),
    )
    for (const key of [
      ['infinite-appointments', facilityId, 'booked', nurse],
      ['appointments', facilityId],
    ])
      expect(behind(board({}), key)).toBe('untold')
  })
})
