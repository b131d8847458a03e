// What becomes of a change when somebody else has changed the patient meanwhile.

import { expect, test } from 'vitest'
import { get } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import { mergeUpdate } from '../../replay/merge.ts'
import { matchedWrite, recorded } from '../../testing/care-recordings.ts'

const detail = recorded('patient', 'detail').answer
const update = (body: JsonObject) => ({
  ...get(`/api/v1/patient/${detail.id}/`),
  method: 'PUT' as const,
  body,
})

test('[CA7] a death that somebody else has reported is never merged with a change of mine', () => {
  const rule = matchedWrite(update({})).policy.conflict
  if (!rule) throw new Error('patients have no conflict rule')
  const base = rule.toPayload(detail)
  const died = { ...base, deceased_datetime: '2026-11-22T04:30:00Z' }
  expect(mergeUpdate({ ...base, address: 'New' }, died, base, rule)).toMatchObject({
    kind: 'conflict',
    conflictData: { fields: ['deceased_datetime'] },
  })
  const moved = { ...base, blood_group: 'A_negative' }
  expect(mergeUpdate({ ...base, address: 'New' }, moved, base, rule)).toMatchObject({ kind: 'send' })
  expect(rule.lastChange?.(detail)).toEqual({ changedBy: 'Geetika Deo', changedAt: detail.modified_date })
})

test('a record as read is, as a payload, what the form would send', () => {
  const { policy } = matchedWrite(update({}))
  expect(policy.conflict?.toPayload(detail)).toEqual({
    name: 'Offline Test',
    gender: 'female',
    phone_number: '+919876543210',
    emergency_phone_number: '+919876543211',
    address: '12 Hill Road',
    permanent_address: '12 Hill Road',
    blood_group: 'O_positive',
    pincode: 682001,
    deceased_datetime: null,
    date_of_birth: '1990-04-05',
    geo_organization: '79b0978d-8c5a-43b9-9355-2024d22c7814',
    identifiers: [],
  })
})
