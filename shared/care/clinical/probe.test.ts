// Looking for structured answers whose answer was lost.

import { describe, expect, test } from 'vitest'
import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { newId, probe, recordedJson } from '../../testing/care-recordings.ts'

const create = recordedJson('clinical', 'allergyCreate')
const update = recordedJson('clinical', 'allergyUpdate')
const mixed = recordedJson('clinical', 'symptomNewAndKnown')
const rows = (answer: Json) => answer as JsonObject[]
const [made = {}] = rows(create.answer)
const attemptedAtMs = Date.parse(String(made.created_date))

/** A server that holds these records, in its lists and alone. */
const holding =
  (...records: JsonObject[]) =>
  ({ path }: ApiRequest): Json | undefined =>
    path.endsWith('/allergy_intolerance/') || path.endsWith('/symptom/')
      ? { count: records.length, results: records }
      : records.find(({ id }) => path.endsWith(`/${id}/`))

describe('[CA43] looking for a structured answer', () => {
  const look = (records: JsonObject[], claimed: string[] = [], hours = 0) =>
    probe(create.request, holding(...records), { attemptedAtMs: attemptedAtMs + hours * 3_600_000, claimed })

  test('finds a new record by encounter, author and what it says', () => {
    expect(look([made])).toEqual({ found: [made] })
    expect(look([])).toEqual({ absent: true })
    expect(look([made], [String(made.id)])).toEqual({ absent: true })
    expect(look([{ ...made, criticality: 'high' }])).toEqual({ absent: true })
    expect(look([{ ...made, encounter: newId(4) }])).toEqual({ absent: true })
    expect(look([{ ...made, created_by: { id: newId(5) } }])).toEqual({ absent: true })
  })

  test('leaves to a person what may have been said twice, earlier, or changed since', () => {
    const twin = { ...made, id: newId(6) }
    expect(look([made, twin])).toEqual({ unsure: [made.id, newId(6)] })
    expect(look([made], [], 2)).toEqual({ unsure: [made.id] })
    const changed = { ...made, criticality: 'high', modified_date: '2026-11-22T09:31:00Z' }
    expect(look([changed])).toEqual({ unsure: [made.id] })
  })

  test('takes a change for done where nothing of it is missing: it can be said again', () => {
    const [changed = {}] = rows(update.answer)
    const lookAt = (...records: JsonObject[]) => probe(update.request, holding(...records), { attemptedAtMs })
    expect(lookAt(changed)).toEqual({ found: [changed] })
    expect(lookAt({ ...changed, criticality: 'low' })).toEqual({ absent: true })
    expect(lookAt()).toEqual({ absent: true })
  })

  test('new items decide: what a change says may stand there anyway', () => {
    const [fresh = {}, known = {}] = rows(mixed.answer)
    const at = Date.parse(String(fresh.created_date))
    const lookAt = (...records: JsonObject[]) =>
      probe(mixed.request, holding(...records), { attemptedAtMs: at })
    expect(lookAt(fresh, known)).toEqual({ found: [fresh, known] })
    expect(lookAt(known)).toEqual({ absent: true })
    // Changed by somebody since.
    expect(lookAt(fresh, { ...known, severity: 'severe' })).toEqual({ found: [fresh, null] })
  })
})
