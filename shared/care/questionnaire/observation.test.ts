// The observations that a filled form leaves in the lists of its patient.

import { describe, expect, test } from 'vitest'
import { get, post } from '../../api-request.ts'
import { isTemporaryId } from '../../ids/temporary-id.ts'
import type { Json, JsonObject } from '../../json.ts'
import { newId, project, recorded, shapeDifferences, waiting } from '../../testing/care-recordings.ts'

const submit = recorded('questionnaire', 'submit')
const body = submit.request.body as JsonObject
const questionnaire = recorded('questionnaire', 'detail').answer
const known = {
  user: recorded('reference', 'currentUser').answer,
  'questionnaire offline-vitals': questionnaire,
}
const encounterId = String(body.encounter)
const observationsOf = (query: Record<string, string> = {}) =>
  get(`/api/v1/patient/${body.patient}/observation/`, query)
const submitOf = (one: JsonObject) => post('/api/v1/questionnaire/offline-vitals/submit/', one)
const rowsOf = (page: Json | undefined) => (page as JsonObject).results as JsonObject[]

describe('the observations that a form leaves', () => {
  const write = waiting(submit.request, known)
  const empty = { count: 0, results: [] }

  test('have the shape of those of the server', () => {
    const page = project(
      write,
      observationsOf({ encounter: encounterId, limit: '50', codes: '', offset: '0' }),
      empty,
    )
    const theirs = recorded('questionnaire', 'observation').answer
    expect(rowsOf(page)).toHaveLength(1)
    expect(shapeDifferences(page, theirs)).toEqual([])
    const content = ({ main_code, value_type, value, note }: JsonObject) => ({
      main_code,
      value_type,
      value,
      note,
    })
    expect(rowsOf(page).map(content)).toEqual(rowsOf(theirs).map(content))
    expect(rowsOf(page).every((row) => isTemporaryId(String(row.id)))).toBe(true)
  })

  test('are asked for by code and encounter', () => {
    const count = (query: Record<string, string>) =>
      (project(write, observationsOf(query), empty) as JsonObject).count
    expect(count({ codes: '8480-6,8310-5' })).toBe(1)
    expect(count({ codes: '8480-6' })).toBe(0)
    expect(count({ encounter: newId(3) })).toBe(0)
  })

  test('of a coded group are one with its components, and the last question comes first', () => {
    const loinc = (code: string) => ({ code, system: 'http://loinc.org' })
    const questions = [
      { id: 'w', type: 'quantity', code: loinc('29463-7') },
      { id: 't', type: 'decimal', code: loinc('8310-5'), unit: { code: 'Cel' } },
      {
        id: 'g',
        type: 'group',
        code: loinc('85354-9'),
        is_component: true,
        questions: [{ id: 's', type: 'integer', code: loinc('8480-6') }],
      },
      { id: 'o', type: 'group', questions: [{ id: 'n', type: 'string', code: loinc('1') }] },
    ]
    const results = ['w', 't', 's', 'n'].map((question_id) => ({ question_id, values: [{ value: '1' }] }))
    const form = waiting(submitOf({ ...body, results }), {
      ...known,
      'questionnaire offline-vitals': { ...questionnaire, questions },
    })
    const rows = rowsOf(project(form, observationsOf(), empty))
    expect(rows.map((row) => (row.main_code as JsonObject).code)).toEqual([
      '1',
      '85354-9',
      '8310-5',
      '29463-7',
    ])
    expect(rows[1]).toMatchObject({
      value_type: 'group',
      value: {},
      component: [{ code: loinc('8480-6'), value: { value: '1' } }],
    })
    expect(rows[2]?.value).toEqual({ unit: { code: 'Cel' }, value: '1' })
    expect(rowsOf(project(form, observationsOf({ ignore_group: 'true' }), empty))).toHaveLength(3)
  })

  test('of a form about the patient are none', () => {
    const about = recorded('questionnaire', 'submitAboutPatient')
    const form = waiting(about.request, {
      'questionnaire patient-history': about.answer.questionnaire ?? null,
    })
    const read = get(`/api/v1/patient/${(about.request.body as JsonObject).patient}/observation/`)
    expect(project(form, read, empty)).toBe(empty)
  })
})
