// Which of CARE's own queries are asked again when a booking changes, by the keys that CARE's screens use.

import { describe, expect, it } from 'vitest'
import { carePolicies } from '../shared/care/index.ts'
import { affectedQueries } from './affected-queries.ts'

const keys = {
  slots: ['slots', 'facility', 'practitioner', '2026-11-26'],
  heatmap: ['availabilityHeatmap', 'practitioner', '2026-11-22', '2026-11-30'],
  detail: ['appointment', 'id'],
  ofPatient: ['patient-appointments', 'patient'],
  board: ['infinite-appointments', 'facility', 'booked'],
}
const others = { practitioners: ['practitioners', 'facility'], patient: ['patient', 'id'] }

/** Names of the queries that are asked again after such a write. */
const askedAfter = (type: string, among: Record<string, unknown[]>): string[] => {
  const isAffected = affectedQueries(carePolicies, new Set([type]))
  return Object.entries(among).flatMap(([name, key]) => (isAffected(key) ? [name] : []))
}

describe('[CA71] [PG5] asked again', () => {
  for (const type of ['create_appointment', 'reschedule_appointment', 'cancel_appointment'])
    it(`after ${type}: places, days, the appointment and every list of them`, () => {
      expect(askedAfter(type, keys)).toEqual(Object.keys(keys))
      expect(askedAfter(type, others)).toEqual([])
    })

  it('after a status: the appointment and every list of them; it takes no place', () => {
    expect(askedAfter('update_appointment_status', keys)).toEqual(['detail', 'ofPatient', 'board'])
    expect(askedAfter('update_appointment_status', { other: ['beds'] })).toEqual([])
  })

  it('S1: lists are known by what they ask, filtered or not, and not by a key written out', () => {
    const lists = {
      plain: ['appointments', 'facility', { status: 'booked' }],
      filtered: ['appointments', 'facility', { status: 'booked', tags: 'a', limit: '3' }],
      never: ['infinite-appointments', 'a filter that nobody has asked before'],
    }
    expect(askedAfter('create_appointment', lists)).toEqual(Object.keys(lists))
  })
})
