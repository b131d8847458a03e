// The exchanges recorded on a running CARE, as they stand in `recordings/`.
import { readFileSync } from 'node:fs'

export interface Exchange {
  case: string
  request: {
    method: string
    path: string
    headers: Record<string, string>
    user?: string
    body: unknown
  }
  response: { status: number; headers: Record<string, string>; body: unknown }
  claims?: Record<string, { payload: Record<string, unknown> }>
  trimmed?: boolean
}

/** In the order in which state carries over from one to the next. */
export const recordedFiles = [
  'patient',
  'patient-users',
  'facility-organization',
  'scheduling',
  'resource-request',
  'encounter',
  'questionnaire',
  'upsert',
  'files',
  'valueset',
  'tags',
  'location',
  'batch',
  'auth',
  'errors-and-cors',
  'screen-lists',
  'batch-replacements',
] as const

export type RecordedFile = (typeof recordedFiles)[number]

export function readRecording(file: RecordedFile): Exchange[] {
  const url = new URL(`../recordings/${file}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Exchange[]
}
