// From the page's Request to plain data, and from the engine's answer to a Response.

import { type ApiRequest, type Method, splitTarget } from '../shared/api-request.ts'
import type { EngineAnswer } from '../shared/engine/engine-answer.ts'
import { parseJson } from '../shared/json.ts'
import { targetUnder } from './api-traffic.ts'

/** Undefined where the body is not JSON: such a request is none of the engine's. */
export async function toApiRequest(request: Request, apiUrl: string): Promise<ApiRequest | undefined> {
  const target = targetUnder(apiUrl, new URL(request.url))
  if (target === undefined) return undefined
  const plain = { method: request.method as Method, ...splitTarget(target) }
  if (request.method === 'GET') return plain
  const text = await request.clone().text()
  if (text === '') return plain
  const body = parseJson(text)
  return body === undefined ? undefined : { ...plain, body }
}

export function bearerOf(request: Request): string | undefined {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  return token
}

/** A response of these cannot even be built with an empty text. */
const bodiless = new Set([204, 205, 304])

export function toResponse({ status, headers, text, bytes }: EngineAnswer): Response {
  if (status === 0) return Response.error()
  return new Response(
    bodiless.has(status) ? null : ((bytes as Uint8Array<ArrayBuffer> | undefined) ?? text),
    { status, headers },
  )
}
