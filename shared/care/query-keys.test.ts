// Keys under which CARE's screens keep answers: none is taken for stable that holds a token or a moment.

import { expect, test } from 'vitest'
import { policies } from '../testing/care-recordings.ts'

const [patient, facility, person] = [
  '98f163cd-7b29-46a6-8c71-a7676cfd605d',
  'd91dd4e8-7aad-4ed5-8792-2ae55a6c29af',
  '0f5f9392-4172-4407-acc7-1ddda337f78d',
]
const behind = (key: readonly unknown[]) =>
  policies.reads.flatMap((read) => {
    const request = read.fromQueryKey?.(key)
    return request ? [{ read: read.key, request }] : []
  })

test('[CA58] the key of the current user holds a token, and means the same under every token', () => {
  const [first, second] = ['access-1', 'access-2'].map((token) => behind(['currentUser', token]))
  expect(first?.map(({ read }) => read)).toEqual(['currentUser'])
  expect(second).toEqual(first)
})

test('[CA58] a key that holds a moment is taken for no read that has a day', () => {
  expect(behind(['tokens', patient, facility, '2026-11-22T10:06:24.304Z'])).toEqual([])
  const day = { page: '1', limit: '15', created_date_after: '2026-11-22', created_date_before: '2026-11-22' }
  expect(behind(['encounters', facility, day, null])).toEqual([])
})

test('[CA58] a key that holds a day means that day', () => {
  const [slots] = behind(['slots', facility, person, '2026-11-22'])
  expect(slots).toMatchObject({ read: 'slot.day', request: { body: { day: '2026-11-22' } } })
})
