// A change that was made before its record was sent, as part of the form that makes the record.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApiRequest, get } from '../api-request.ts'
import type { JsonObject } from '../json.ts'
import { matchedWrite, newId, recorded, waiting } from '../testing/care-recordings.ts'

const put = (path: string, body: JsonObject): ApiRequest => ({ ...get(path), method: 'PUT', body })
function fold(create: ApiRequest, changes: ApiRequest): JsonObject | undefined {
  const { policy } = matchedWrite(create)
  const folded = policy.fold?.(create, matchedWrite(changes))
  if (folded === undefined) return undefined
  expect({ ...folded, body: null }).toEqual({ ...create, body: null })
  expect(policy.validate(folded)).toEqual([])
  return folded.body as JsonObject
}

describe('a change of a patient, in the registration', () => {
  const { request } = recorded('patient', 'create')
  const form = request.body as JsonObject
  const withChange = (body: JsonObject, over: JsonObject = {}) =>
    fold({ ...request, body: { ...form, ...over } }, put(`/api/v1/patient/${newId(1)}/`, body))

  test('[CA18] what was said last holds, and what was not said stays', () => {
    expect(withChange({ name: 'Asha', address: '', pincode: 1, gender: null })).toEqual({
      ...form,
      name: 'Asha',
      address: '',
      pincode: 1,
    })
    expect(withChange({ pincode: 1, identifiers: [{ config: 'c', value: 'X' }] })).toMatchObject({
      identifiers: [{ config: 'c', value: 'X' }],
    })
  })

  test('[CA18] a pincode that is left out is cleared, as the server would', () => {
    const { pincode: _, ...rest } = form
    expect(withChange({})).toEqual(rest)
    expect(withChange({ pincode: null })).toEqual(rest)
  })

  test('[CA18] of age and date of birth the one that was said last is left', () => {
    const aged = withChange({ age: 30, pincode: 1 })
    expect([aged?.age, aged && 'date_of_birth' in aged]).toEqual([30, false])
    const dated = withChange({ date_of_birth: '1991-01-01', age: null }, { age: 30 })
    expect([dated?.date_of_birth, dated && 'age' in dated]).toEqual(['1991-01-01', false])
    expect(withChange({ age: 30, date_of_birth: '1991-01-01' })).not.toHaveProperty('date_of_birth')
    expect(withChange({}, { age: 30 })).toMatchObject({ age: 30 })
  })

  test('[CA18] a whole record that is sent back brings none of the fields that the server gives', () => {
    const record: JsonObject = recorded('patient', 'detail').answer
    const whole: JsonObject = { ...record, id: newId(1), tags: ['x'] }
    const { geo_organization: _, ...sentBack } = whole
    expect(withChange({ ...sentBack, name: 'Asha' })).toEqual({ ...form, name: 'Asha' })
  })

  test('[CA18] what a registration has no known place for is not folded', () => {
    expect(withChange({ extensions: { a: 1 } })).toBe(undefined)
    expect(withChange({ extensions: { a: 1 }, pincode: 1 }, { extensions: {} })).toMatchObject({
      extensions: { a: 1 },
    })
    expect(withChange({ _selected_levels: [] })).toMatchObject({ _selected_levels: [] })
    expect(withChange({ gender: 'x' })).toBe(undefined)
    expect(withChange({ name: 'x'.repeat(201) })).toBe(undefined)
  })

  test('[CA18] shows as the two of them did', () => {
    const text = fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined })
    const change = fc.record({
      name: text,
      address: fc.option(fc.string()),
      pincode: fc.option(fc.nat()),
      blood_group: fc.constantFrom('A_negative', null, undefined),
      age: fc.option(fc.nat(90)),
      date_of_birth: fc.constantFrom('1991-01-01', null, undefined),
    })
    fc.assert(
      fc.property(change, (fields) => {
        const body = JSON.parse(JSON.stringify(fields)) as JsonObject
        const made = waiting(request).answer
        const changed = waiting(put(`/api/v1/patient/${newId(1)}/`, body), { patient: made }).answer
        const folded = waiting({ ...request, body: withChange(body) ?? null }).answer
        expect({ ...(folded as JsonObject), updated_by: null }).toEqual({
          ...(changed as JsonObject),
          updated_by: null,
        })
      }),
    )
  })
})

describe('a change of an encounter, in the write that starts it', () => {
  const { request } = recorded('encounter', 'create')
  const form: JsonObject = { ...(request.body as JsonObject), discharge_summary_advice: 'Rest' }
  const path = `/api/v1/encounter/${newId(1)}/`
  const open = { status: 'in_progress', encounter_class: 'amb', priority: 'routine' }
  const withChange = (body: JsonObject, over: JsonObject = {}) =>
    fold({ ...request, body: { ...form, ...over } }, put(path, { ...open, ...body }))

  test('[CA18] what was said last holds, what was not said stays, advice that is left out goes', () => {
    const { discharge_summary_advice: _, ...rest } = form
    expect(withChange({ priority: 'stat' })).toEqual({ ...rest, priority: 'stat' })
    expect(withChange({ external_identifier: '', period: {}, discharge_summary_advice: 'Walk' })).toEqual({
      ...form,
      external_identifier: '',
      period: {},
      discharge_summary_advice: 'Walk',
    })
    expect(withChange({ external_identifier: null, hospitalization: { re_admission: true } })).toEqual({
      ...rest,
      hospitalization: { re_admission: true },
    })
  })

  test('[CA18] it stays with the patient, the facility and the departments that it was started with', () => {
    const sentBack = {
      ...recorded('encounter', 'detail').answer,
      ...open,
      patient: newId(2),
      organizations: [],
    }
    const folded = withChange(sentBack)
    expect(folded).toMatchObject({
      patient: form.patient,
      facility: form.facility,
      organizations: form.organizations,
    })
    expect(Object.keys(folded ?? {}).sort()).toEqual(
      Object.keys(form)
        .filter((key) => folded && key in folded)
        .sort(),
    )
  })

  test('[CA18] closing is never folded, nor is a change into one that was started as closed', () => {
    expect(withChange({ status: 'completed' })).toBe(undefined)
    expect(withChange({ priority: 'stat' }, { status: 'completed' })).toBe(undefined)
    expect(withChange({ status: 'discharged' })).toMatchObject({ status: 'discharged' })
  })

  test('[CA18] what it has no known place for, and another kind of write, is not folded', () => {
    expect(withChange({ care_plan: 'x' })).toBe(undefined)
    const ofPatient = recorded('patient', 'full').request
    expect(fold(request, ofPatient)).toBe(undefined)
    expect(fold(recorded('patient', 'create').request, put(path, open))).toBe(undefined)
  })
})
