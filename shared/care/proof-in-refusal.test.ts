// Which refusals send the replay to look for an earlier copy, and which are only refusals.

import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../json.ts'
import { matchedWrite, recorded } from '../testing/care-recordings.ts'

const mayHaveLanded = (request: Parameters<typeof matchedWrite>[0], status: number, body: Json | undefined) =>
  matchedWrite(request).policy.mayHaveLanded?.(status, body) ?? false
const ofRecorded = (file: string, write: string, refusal: string) => {
  const { status, answer } = recorded(file, refusal)
  return mayHaveLanded(recorded(file, write).request, status, answer)
}
const rule = (msg: Json): JsonObject => ({ errors: [{ type: 'validation_error', msg }] })
const answered = rule('Form submission already has a response')

test('[CA11] a registration may have landed when its unique identifier is taken, not when one is missing', () => {
  expect(ofRecorded('patient', 'createWithIdentifier', 'notUnique')).toBe(true)
  expect(ofRecorded('patient', 'createWithIdentifier', 'requiredIdentifier')).toBe(false)
})

test('[CA11] closing may have landed when the encounter takes no more changes', () => {
  expect(ofRecorded('encounter', 'close', 'closedAgain')).toBe(true)
  expect(ofRecorded('encounter', 'close', 'noPermission')).toBe(false)
  expect(ofRecorded('encounter', 'update', 'closedAgain')).toBe(false)
})

test('[CA11] an encounter may have landed when it had taken the last place or the appointment', () => {
  expect(ofRecorded('encounter', 'create', 'sixth')).toBe(true)
  expect(ofRecorded('encounter', 'create', 'appointmentAgain')).toBe(true)
  expect(mayHaveLanded(recorded('encounter', 'create').request, 400, rule('Patient does not exist'))).toBe(
    false,
  )
})

test('[CA11] a form may have landed when its draft has a response, also inside a batch', () => {
  const alone = recorded('questionnaire', 'submit').request
  expect(mayHaveLanded(alone, 400, answered)).toBe(true)
  expect(mayHaveLanded(alone, 400, rule({ type: 'questionnaire_empty', msg: 'Empty' }))).toBe(false)
  const batch = recorded('batch', 'submit').request
  const results = (...data: JsonObject[]) => ({
    results: data.map((one, i) => ({ reference_id: `${i}`, data: one, status_code: one.errors ? 400 : 200 })),
  })
  expect(mayHaveLanded(batch, 400, results({ id: 'phantom' }, answered))).toBe(true)
  expect(mayHaveLanded(batch, 400, results({ id: 'phantom' }, rule('No')))).toBe(false)
})

test('[CA11] the words count only with their status, and never in a page', () => {
  const { request } = recorded('patient', 'createWithIdentifier')
  const { answer } = recorded('patient', 'notUnique')
  expect(mayHaveLanded(request, 403, answer)).toBe(false)
  for (const odd of [undefined, null, '<html>', [], { errors: 'x' }, { results: [null, 1] }])
    expect(mayHaveLanded(request, 400, odd)).toBe(false)
})
