// A nurse with files, as CARE's page handles them: the form, the bytes to the address in its answer, and the word that
// they have come.

import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import type { EngineAnswer } from '../../shared/engine/engine-answer.ts'
import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

export const photo = (size = 3_000, seed = 7): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * seed + (i >> 8)) % 256)

const fileForm = (associating_id: string, more: JsonObject = {}): JsonObject => ({
  name: 'X-ray',
  original_name: 'x-ray.jpg',
  file_type: 'encounter',
  file_category: 'xray',
  associating_id,
  mime_type: 'image/jpeg',
  ...more,
})
export const announce = (associating_id: string, more?: JsonObject): ApiRequest =>
  post('/api/v1/files/', fileForm(associating_id, more))
export const complete = (id: string): ApiRequest => post(`/api/v1/files/${id}/mark_upload_completed/`, {})
export const archive = (id: string): ApiRequest =>
  post(`/api/v1/files/${id}/archive/`, { archive_reason: 'Wrong patient' })
export const filesOf = (associating_id: string, file_type = 'encounter'): ApiRequest =>
  get('/api/v1/files/', { ordering: '-modified_date', file_type, associating_id, offset: 'NaN' })
export const fileOf = (id: string): ApiRequest => get(`/api/v1/files/${id}/`)

interface HeldFile {
  file: JsonObject
  bytes: Uint8Array | undefined
}

export interface FileDesk {
  ward: WardTablet
  encounter: string
  put(url: string, bytes: Uint8Array): Promise<EngineAnswer | undefined>
  /** All three, as the page does them; the file's id as the page knows it. */
  choose(associating_id?: string, bytes?: Uint8Array, more?: JsonObject): Promise<string>
  offline<Value>(work: () => Promise<Value>): Promise<Value>
  /** Complete files on the server, and what lies in the bucket for each. */
  held(): HeldFile[]
  rows(request: ApiRequest): Promise<JsonObject[]>
  /** The bucket cuts every connection. */
  cutBucket(isCut: boolean): void
}

export const idIn = (body: Json, pointer = '/id'): string => String(valueAt(body, pointer))

export async function openFileDesk(): Promise<FileDesk> {
  const ward = await createWardTablet()
  await ward.signIn('nurse')
  const encounter = seeded.encounterId(0)
  await ward.ask(get('/api/v1/users/getcurrentuser/'))
  await ward.ask(filesOf(encounter))
  const desk: FileDesk = {
    ward,
    encounter,
    put: (url, bytes) => ward.tablet.engine.putContent(url, { bytes, contentType: 'image/jpeg' }),
    async choose(associating_id = encounter, bytes = photo(), more = {}) {
      const { body } = await ward.ask(announce(associating_id, more))
      const put = await desk.put(idIn(body, '/signed_url'), bytes)
      if (put?.status !== 200) throw new Error(`not taken: ${put?.status} ${put?.text}`)
      await ward.ask(complete(idIn(body)))
      return idIn(body)
    },
    async offline(work) {
      ward.network.online = false
      const value = await work()
      ward.network.online = true
      return value
    },
    held: () =>
      ward.api.store
        .all('files')
        .filter(({ upload_completed }) => upload_completed)
        .map((file) => ({
          file: file as unknown as JsonObject,
          bytes: ward.api.bucket.get(`/patient-bucket/${file.file_type}/${file.internal_name}`)?.bytes,
        })),
    async rows(request) {
      const { body } = await ward.ask(request)
      return valueAt(body, '/results') as JsonObject[]
    },
    cutBucket(isCut) {
      ward.api.settings.bucketReachable = !isCut
    },
  }
  return desk
}
