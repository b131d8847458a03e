// Which stored list answers for another, in encounters and clinical lists.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, get } from '../api-request.ts'
import type { Json, JsonObject } from '../json.ts'
import { matchedRead, newId, recorded } from '../testing/care-recordings.ts'
import { asObject, textOf } from './json-record.ts'

const from = (asking: ApiRequest, held: ApiRequest, body: Json) => {
  const read = matchedRead(asking)
  return read.policy.fromStored?.answer(read, [body], [matchedRead(held)])
}
const page = (...results: JsonObject[]): Json => ({ count: results.length, results })

describe('a list of encounters', () => {
  const [row = {}] = (recorded('encounter', 'list').answer.results ?? []) as JsonObject[]
  const patient = textOf(asObject(row.patient).id)
  const facility = textOf(asObject(row.facility).id)
  const open = { ...row, status: 'in_progress' }
  const closed = { ...row, id: newId(3), status: 'completed' }
  const elsewhere = { ...row, id: newId(4), facility: { id: newId(5), name: 'Other' } }
  const list = (query: Record<string, string>) => get('/api/v1/encounter/', query)
  const ofPatient = list({ limit: '14', offset: '0', patient })
  const known = page(open, closed, elsewhere)

  test('[CA57] of a patient is the same list under the other name of the parameter', () => {
    expect(
      from(list({ patient_filter: patient, facility, limit: '14', offset: '0' }), ofPatient, known),
    ).toEqual(page(open, closed))
    expect(from(ofPatient, list({ patient_filter: patient }), known)).toEqual(known)
    const home = list({ patient, limit: '15', offset: '0', status: 'planned,in_progress,on_hold' })
    expect(from(home, ofPatient, known)).toEqual(page(open, elsewhere))
    expect(from(ofPatient, home, known)).toBe(undefined)
  })

  test('[CA57] of one patient, or of a part of a longer list, tells nothing of the rest', () => {
    const other = list({ patient: newId(6), limit: '14', offset: '0' })
    expect(from(other, ofPatient, known)).toBe(undefined)
    expect(from(list({ facility }), ofPatient, known)).toBe(undefined)
    expect(from(list({ patient_filter: patient }), ofPatient, { count: 9, results: [open] })).toBe(undefined)
    expect(from(list({ patient_filter: patient, live: 'true' }), ofPatient, known)).toBe(undefined)
  })

  test('[RD15] of a span is answered by no other list: what began today is in none of yesterday', () => {
    const since = (instant: string) =>
      list({ facility, created_date_after: instant, limit: '15', offset: '0' })
    const today = since('2026-11-22T18:30:00.000Z')
    expect(from(today, since('2026-11-21T18:30:00.000Z'), known)).toBe(undefined)
    expect(from(today, list({ facility, limit: '15', offset: '0' }), known)).toBe(undefined)
  })
})

describe('a clinical list', () => {
  const { request, answer } = recorded('clinical', 'symptomList')
  const asked = (changes: Record<string, string>) => ({
    ...request,
    query: Object.entries({ ...Object.fromEntries(request.query), ...changes }),
  })

  test('[CA57] is answered by one that asked for more', () => {
    expect(from(asked({ limit: '100' }), request, answer)).toEqual(answer)
    const narrower = asked({ exclude_verification_status: 'entered_in_error,refuted' })
    expect(from(narrower, request, answer)).toBeDefined()
    expect(from(request, narrower, answer)).toBe(undefined)
    expect(from(asked({ colour: 'blue' }), request, answer)).toBe(undefined)
  })
})
