// What CARE's own screens were seen to ask of the API, flow by flow and screen by screen, with ids put in by the test.

import { readFileSync } from 'node:fs'
import { type ApiRequest, splitTarget } from '../api-request.ts'
import type { Json } from '../json.ts'

export interface Observed {
  kind: 'read' | 'write'
  /** How the server answered. */
  status: number
  /** `{patientId}` stands for an id in the path, `{uuid}` in the query; the body has the ids that were seen. */
  request: ApiRequest
}

export interface ObservedScreen {
  name: string
  requests: Observed[]
}

/** The kind of each field of an answer, as it was seen: `string`, `null`, `{}`, `[3]` for so many elements. */
type ObservedShape = string | null | { [field: string]: string | null }

type Line = string | { read: string; body: Json } | { write: string; body: Json }

const file = new URL('../care/recordings/screens.json', import.meta.url)
const seen = JSON.parse(readFileSync(file, 'utf8')) as {
  flows: Record<string, Line[]>
  screens: Record<string, Line[]>
  answers: Record<string, ObservedShape>
}

export const flows = screensIn(seen.flows)
export const screens = screensIn(seen.screens)
/** By `method template`. */
export const observedAnswers = seen.answers

export const everyObserved: readonly Observed[] = [...flows, ...screens].flatMap(({ requests }) => requests)

function screensIn(part: Record<string, Line[]>): ObservedScreen[] {
  return Object.entries(part).map(([name, lines]) => ({ name, requests: lines.map(observedIn) }))
}

function observedIn(line: Line): Observed {
  const isWrite = typeof line !== 'string' && 'write' in line
  const text = typeof line === 'string' ? line : 'write' in line ? line.write : line.read
  const [status = '', method = '', target = ''] = text.split(' ', 2).concat(text.replace(/^\S+ \S+ /, ''))
  const request: ApiRequest = {
    method: method as ApiRequest['method'],
    ...splitTarget(`/api/v1/${target}`),
    ...(typeof line === 'string' ? {} : { body: line.body }),
  }
  return { kind: isWrite ? 'write' : 'read', status: Number(status), request }
}

/** Ids by what they are of. */
export interface Places {
  facilityId: string
  patientId: string
  encounterId: string
  appointmentId: string
  resourceId: string
  slotId: string
  practitionerId: string
  slug: string
  valueSet: string
}

/** The ids that stand in the recorded bodies. */
export const seenIds = {
  facilityId: 'd91dd4e8-7aad-4ed5-8792-2ae55a6c29af',
  patientId: '98f163cd-7b29-46a6-8c71-a7676cfd605d',
  encounterId: '5b8942bc-ff18-44de-b325-a73c00dae413',
  practitionerId: '0f5f9392-4172-4407-acc7-1ddda337f78d',
} as const

const placeOfParameter: Record<string, keyof Places> = {
  patient: 'patientId',
  related_patient: 'patientId',
  encounter: 'encounterId',
  current_encounter: 'encounterId',
  facility: 'facilityId',
  origin_facility: 'facilityId',
  resource_id: 'practitionerId',
  resource_ids: 'practitionerId',
  service_resource_id: 'appointmentId',
}

/** The request about these records; its body is left as it was seen. */
export function about(places: Places, request: ApiRequest): ApiRequest {
  const path = request.path
    .replace('valueset/{slug}', `valueset/${places.valueSet}`)
    .replace(/\{(\w+)\}/g, (_, name: keyof Places) => places[name])
  const ofFile = request.query.some(([name, value]) => name === 'file_type' && value === 'patient')
  const placeOf = (name: string) =>
    name === 'associating_id' ? (ofFile ? 'patientId' : 'encounterId') : placeOfParameter[name]
  const query = request.query.map(([name, value]): [string, string] => {
    const place = value === '{uuid}' ? placeOf(name) : undefined
    if (value === '{uuid}' && !place) throw new Error(`whose id is ${name}?`)
    return [name, place ? places[place] : value]
  })
  return { ...request, path, query }
}
