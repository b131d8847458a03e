// Every read that CARE's screens were seen to make has a policy that speaks for it, under the very words of the screen.

import { describe, expect, test } from 'vitest'
import { canonicalKey, targetOf } from '../api-request.ts'
import { policies } from '../testing/care-recordings.ts'
import { about, everyObserved, flows, type Places, screens } from '../testing/observed-screens.ts'

const id = (n: number) => `0000000${n}-0000-4000-8000-000000000000`
const places: Places = {
  facilityId: id(1),
  patientId: id(2),
  encounterId: id(3),
  appointmentId: id(4),
  resourceId: id(5),
  slotId: id(6),
  practitionerId: id(7),
  slug: 'offline-vitals',
  valueSet: 'system-condition-code',
}

const routeOf = (path: string) => path.replace('/api/v1/', '')
const reads = everyObserved.filter(({ kind }) => kind === 'read')
const isSpokenFor = (request: (typeof reads)[number]['request']) =>
  policies.matchRead(about(places, request)) !== undefined

describe('[CA53] a read policy speaks for every read of', () => {
  test.each([...flows, ...screens].map(({ name, requests }) => [name, requests] as const))(
    '%s',
    (_, asked) => {
      const missing = asked
        .filter(({ kind, request }) => kind === 'read' && !isSpokenFor(request))
        .map(({ request }) => routeOf(request.path))
      expect(missing).toEqual([])
    },
  )
})

test('[CA53] the order of parameters makes no other question, and an odd value is a value', () => {
  for (const { request } of reads) {
    const asked = about(places, request)
    const turned = { ...asked, query: [...asked.query].reverse() }
    expect(canonicalKey(turned)).toBe(canonicalKey(asked))
  }
  const odd = reads.filter(({ request }) => targetOf(request).includes('NaN'))
  expect(odd.length).toBeGreaterThan(0)
})
