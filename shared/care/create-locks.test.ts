// Which writes would meet at one of the server's locks.

import { expect, test } from 'vitest'
import { get, post } from '../api-request.ts'
import type { JsonObject } from '../json.ts'
import { matchedWrite, recorded } from '../testing/care-recordings.ts'
import { createLocks } from './create-locks.ts'

const lanesOf = (request: Parameters<typeof matchedWrite>[0]) => {
  const write = matchedWrite(request)
  return write.policy.lanes?.(write) ?? []
}
const patient = recorded('patient', 'create').request
const encounter = recorded('encounter', 'create').request
const elsewhere = post(encounter.path, { ...(encounter.body as JsonObject), facility: 'ANOTHER' })

test('[CA10] patient creates share a lane, whoever the patient is', () => {
  expect(lanesOf(patient)).toHaveLength(1)
  expect(lanesOf(recorded('patient', 'createWithAge').request)).toEqual(lanesOf(patient))
})

test('[CA10] encounter creates of one facility share a lane, those of two do not', () => {
  expect(lanesOf(encounter)).toEqual(['encounter create d91dd4e8-7aad-4ed5-8792-2ae55a6c29af'])
  expect(lanesOf(elsewhere)).toEqual(['encounter create another'])
})

test('[CA10] a batch is in the lane of each create in it, and a batch of forms in none', () => {
  const sub = (request: typeof patient, url = request.path) => ({
    url,
    method: 'post',
    body: request.body ?? {},
    reference_id: 'x',
  })
  const batch = post('/api/v1/batch_requests/', {
    requests: [
      sub(patient),
      sub(encounter),
      sub(elsewhere, `https://care.example${elsewhere.path}`),
      sub(patient),
    ],
  })
  expect(createLocks(batch)).toEqual([...lanesOf(patient), ...lanesOf(encounter), ...lanesOf(elsewhere)])
  expect(lanesOf(recorded('batch', 'submit').request)).toEqual([])
})

test('[CA10] changes of a record take no such lock', () => {
  expect(lanesOf(recorded('patient', 'full').request)).toEqual([])
  expect(lanesOf(recorded('encounter', 'close').request)).toEqual([])
  expect(createLocks(get('/api/v1/patient/'))).toEqual([])
})
