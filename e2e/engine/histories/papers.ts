// The forms of a shift, as the screens send them. Each carries a mark by which it is told from all others.

import { type ApiRequest, post } from '../../../shared/api-request.ts'
import { asked } from '../../../shared/care/asked.ts'
import { isObject, type Json, type JsonObject, valueAt } from '../../../shared/json.ts'
import { seeded } from '../../care-api/seeded.ts'
import { admission, put, registration } from '../forms.ts'

/** Families share a number: the probe must tell them apart by more. */
export const phones = ['+919800000001', '+919800000002'] as const

export const papers = {
  registration: (mark: string, phone: string): ApiRequest => registration(mark, phone),

  admission(patient: string, mark: string, startMs: number): ApiRequest {
    const { body, ...request } = admission(patient)
    const period = { start: new Date(startMs).toISOString() }
    return { ...request, body: { ...objectOf(body), period, discharge_summary_advice: mark } }
  },

  changedPatient(record: JsonObject, change: JsonObject): ApiRequest {
    const { geo_organization, ...rest } = record
    const body = { ...rest, geo_organization: valueAt(geo_organization, '/id') ?? null, ...change }
    return put(asked.patient(String(record.id)).path, body)
  },

  /** As CARE's own screens do: the whole record goes back, with ids for patient and facility. */
  changedEncounter(record: JsonObject, change: JsonObject): ApiRequest {
    const body = {
      ...record,
      patient: valueAt(record, '/patient/id') ?? null,
      facility: valueAt(record, '/facility/id') ?? null,
      ...change,
    }
    return put(asked.encounter(String(record.id)).path, body)
  },

  /** `count` 0: one form sent alone. */
  filled(patient: string, encounter: string, mark: string, count: number): ApiRequest {
    const body = (question: string, value: string): JsonObject => ({
      resource_id: encounter,
      encounter,
      patient,
      results: [{ question_id: question, values: [{ value }] }],
    })
    if (count === 0) return post('/api/v1/questionnaire/vitals/submit/', body(seeded.vitals.note, mark))
    const requests = Array.from({ length: count }, (_, i) => ({
      url: '/api/v1/questionnaire/vitals/submit/',
      method: 'POST',
      reference_id: seeded.questionnaires.vitals.id,
      body: body(seeded.vitals.note, i === 0 ? mark : `${mark} again`),
    }))
    return post('/api/v1/batch_requests/', { requests })
  },
}

export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

const marks = /\b([nd])(\d+)(?:\.(\d+))?#/g

/** The newest mark of that person in the text: a later form holds those of earlier ones too. */
export function markIn(text: string, letter: string): string | undefined {
  const found = [...text.matchAll(marks)].flatMap(([mark, by, number, version = '0']) =>
    by === letter ? [{ mark, number: Number(number), version: Number(version) }] : [],
  )
  const [newest] = found.sort((a, b) => b.number - a.number || b.version - a.version)
  return newest?.mark
}

/** The mark of the same form, rewritten once more: later than before, and still earlier than the forms after it. */
export const rewritten = (mark: string): string =>
  mark.replace(/(?:\.(\d+))?#$/, (_, version = '0') => `.${Number(version) + 1}#`)
