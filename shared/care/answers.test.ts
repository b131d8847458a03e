// The table of CARE's answers holds what was recorded, field by field.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { splitTarget } from '../api-request.ts'
import type { Json } from '../json.ts'
import { misfits, type Shape } from '../testing/answer-shape.ts'
import { careAnswers } from '../testing/care-answers.ts'
import { policies } from '../testing/care-recordings.ts'
import { about, observedAnswers, type Places } from '../testing/observed-screens.ts'

const shapes: Record<string, Shape> = careAnswers
const folder = new URL('./recordings/', import.meta.url)
interface Exchange {
  method: 'GET' | 'POST'
  target: string
  body: Json
  status: number
  answer: Json
}
const recorded = readdirSync(folder)
  .filter((name) => name !== 'screens.json')
  .flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, Exchange>).map(
      ([what, exchange]) => ({ name: `${name} ${what}`, ...exchange }),
    ),
  )
const reads = recorded.flatMap(({ name, method, target, body, status, answer }) => {
  const request = { method, ...splitTarget(target), ...(body === null ? {} : { body }) }
  const key = status === 200 ? policies.matchRead(request)?.policy.key : undefined
  const shape = key === undefined ? undefined : shapes[key]
  return shape ? [{ name, answer, shape }] : []
})

test('there are recordings to hold it to', () => {
  expect(reads.length).toBeGreaterThan(15)
})

describe('[CA56] the answer that was recorded has the fields and kinds of the table', () => {
  test.each(reads)('$name', ({ answer, shape }) => {
    expect(misfits(answer, shape)).toEqual([])
  })
})

describe('[CA56] what an upsert was answered with has the fields of a row', () => {
  const upserts = recorded.filter(({ target, status }) => status === 200 && target.endsWith('/upsert/'))
  test.each(upserts)('$name', ({ target, answer }) => {
    const list = policies.matchRead({
      method: 'GET',
      path: target.replace('upsert/', ''),
      query: [],
    })
    const row = shapeAt(shapes[list?.policy.key ?? ''], ['results'])
    expect(misfits(answer, row ?? 'text')).toEqual([])
  })
})

describe('[CA56] the answer that a screen was seen to get has the fields of the table', () => {
  const id = '00000001-0000-4000-8000-000000000000'
  const places: Places = {
    facilityId: id,
    patientId: id,
    encounterId: id,
    appointmentId: id,
    resourceId: id,
    slotId: id,
    practitionerId: id,
    slug: 'offline-vitals',
    valueSet: 'system-condition-code',
  }
  const seen = Object.entries(observedAnswers).flatMap(([what, answer]) => {
    const [method = '', path = ''] = what.split(' ')
    const request = about(places, {
      method: method as 'GET' | 'POST',
      path: `/api/v1/${path}`,
      query: [],
    })
    const key = policies.matchRead(request)?.policy.key
    const shape = key === undefined ? undefined : shapes[key]
    return shape && typeof shape === 'object' && 'fields' in shape && typeof answer === 'object'
      ? [{ what, names: Object.keys(answer ?? {}), fields: Object.keys(shape.fields) }]
      : []
  })

  test.each(seen)('$what', ({ names, fields }) => {
    expect(names.sort()).toEqual(fields.sort())
  })
})

/** Each of them was taken away in turn: the screen crashed, or lost its content. */
const needed: Record<string, Record<string, 'text' | 'number' | 'list' | 'object'>> = {
  'patient.searchRetrieve': { name: 'text', instance_tags: 'list' },
  'patient.detail': {
    id: 'text',
    name: 'text',
    year_of_birth: 'number',
    instance_tags: 'list',
    instance_identifiers: 'list',
    'geo_organization/name': 'text',
  },
  'encounter.detail': {
    status: 'text',
    encounter_class: 'text',
    period: 'object',
    facility: 'object',
    'patient/name': 'text',
    'status_history/history': 'list',
    'encounter_class_history/history': 'list',
    tags: 'list',
    organizations: 'list',
    location_history: 'list',
    care_team: 'list',
  },
  'encounter.list': {
    'results/status': 'text',
    'results/priority': 'text',
    'results/period': 'object',
    'results/facility': 'object',
    'results/patient': 'object',
    'results/tags': 'list',
  },
  'appointment.detail': {
    'token_slot/availability/name': 'text',
    patient: 'object',
    booked_on: 'text',
    modified_date: 'text',
    tags: 'list',
    note: 'text',
    status: 'text',
  },
  'appointment.list': {
    'results/token_slot/availability': 'object',
    'results/resource': 'object',
    'results/facility': 'object',
    'results/note': 'text',
    'results/tags': 'list',
  },
  'resourceRequest.detail': { status: 'text', category: 'text' },
  'resourceRequest.list': {
    'results/status': 'text',
    'results/category': 'text',
    'results/origin_facility/name': 'text',
  },
  'questionnaireResponse.list': { 'results/responses': 'list' },
  'observation.list': {
    'results/status': 'text',
    'results/main_code': 'object',
    'results/value_type': 'text',
    'results/value': 'object',
    'results/effective_datetime': 'text',
    'results/component': 'list',
  },
}

/** What the table says of the field at that place; lists are gone through. */
function shapeAt(shape: Shape | undefined, [name, ...rest]: string[]): Shape | undefined {
  if (shape === undefined || typeof shape === 'string') return name === undefined ? shape : undefined
  if (name === undefined) return shape
  if ('fields' in shape) return shapeAt(shape.fields[name], rest)
  return 0 in shape ? shapeAt(shape[0], [name, ...rest]) : undefined
}

function kindOf(shape: Shape | undefined): string {
  if (typeof shape === 'string' || shape === undefined) return String(shape)
  if (0 in shape) return 'list'
  // An empty relation is an object too; null, and left out, are none.
  return 'fields' in shape || 'orEmpty' in shape ? 'object' : 'other'
}

describe('[CA56] what a screen crashes without is never null and never missing in', () => {
  test.each(Object.entries(needed))('%s', (key, fields) => {
    const said = Object.keys(fields).map((at) => [at, kindOf(shapeAt(shapes[key], at.split('/')))])
    expect(Object.fromEntries(said)).toEqual(fields)
  })
})

test('[CA56] every read that a write shows in has its place in the table', () => {
  const shownIn = new Set(policies.writes.flatMap(({ affects }) => affects.map(({ read }) => read)))
  expect([...shownIn].filter((key) => !(key in shapes)).sort()).toEqual([])
})
