// CARE's batches: several requests as one, all or nothing.

import { type ApiRequest, splitTarget } from '../api-request.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { route } from './asked.ts'
import { asObject, objectsIn, textOf } from './json-record.ts'

export const batchRoute = route('batch_requests/')

/** What of a request tells what it is. */
export interface SubRequest {
  method: string
  path: string
  body?: Json | undefined
}

type Addressed = SubRequest & Pick<ApiRequest, 'query'>

/** A sub-request may name a host, which the server ignores. */
export const subRequest = (sub: JsonObject): Addressed => ({
  method: textOf(sub.method).toUpperCase(),
  ...splitTarget(textOf(sub.url).replace(/^https?:\/\/[^/]+/i, '')),
  body: sub.body,
})

export const subRequestsIn = (body: Json | undefined): SubRequest[] =>
  objectsIn(asObject(body).requests).map(subRequest)

/** The refusals in an answer: its own, or in a batch those of the sub-requests that failed. */
export function refusalsIn(
  status: number,
  body: Json | undefined,
): { status: number; body: Json | undefined }[] {
  if (!isObject(body) || !Array.isArray(body.results)) return [{ status, body }]
  return objectsIn(body.results)
    .map(({ status_code, data }) => ({ status: Number(status_code), body: data }))
    .filter((result) => result.status > 299)
}
