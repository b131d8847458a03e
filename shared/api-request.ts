// A request to the API as plain data: what is matched, stored, rewritten and sent. Knows nothing of fetch.

import type { Json } from './json.ts'
import { canonicalJson, parseJson } from './json.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ApiRequest {
  method: Method
  /** From the API's origin on, percent-decoded nowhere: `/api/v1/patient/…/`. */
  path: string
  /** Decoded pairs in the order given; a name may repeat. */
  query: [name: string, value: string][]
  body?: Json
}

export function get(path: string, query: Record<string, string> = {}): ApiRequest {
  return { method: 'GET', path, query: Object.entries(query) }
}

export function post(path: string, body: Json): ApiRequest {
  return { method: 'POST', path, query: [], body }
}

/** Splits `path?query` (no origin, no fragment). */
export function splitTarget(target: string): Pick<ApiRequest, 'path' | 'query'> {
  const mark = target.indexOf('?')
  if (mark < 0) return { path: target, query: [] }
  const query = target
    .slice(mark + 1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=')
      return equals < 0
        ? [decodePart(pair), '']
        : [decodePart(pair.slice(0, equals)), decodePart(pair.slice(equals + 1))]
    })
  return { path: target.slice(0, mark), query }
}

/** `path?query` as it goes on the wire. */
export function targetOf(request: Pick<ApiRequest, 'path' | 'query'>): string {
  if (request.query.length === 0) return request.path
  const pairs = request.query.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  return `${request.path}?${pairs.join('&')}`
}

export function queryValue(request: ApiRequest, name: string): string | undefined {
  return request.query.find(([key]) => key === name)?.[1]
}

/** The same text for requests that ask the same thing: the order of parameters does not count. */
export function canonicalKey(request: ApiRequest): string {
  const query = [...request.query].sort(comparePairs)
  const body = request.body === undefined ? '' : ` ${canonicalJson(request.body)}`
  return `${request.method} ${targetOf({ path: request.path, query })}${body}`
}

/** The request behind a canonical key. */
export function requestOfKey(key: string): ApiRequest {
  const [, method = '', target = '', body] = /^(\S+) (\S+)(?: ([\s\S]+))?$/.exec(key) ?? []
  const request = { method: method as Method, ...splitTarget(target) }
  const parsed = body === undefined ? undefined : parseJson(body)
  return parsed === undefined ? request : { ...request, body: parsed }
}

function comparePairs([nameA, valueA]: [string, string], [nameB, valueB]: [string, string]): number {
  if (nameA !== nameB) return nameA < nameB ? -1 : 1
  return valueA < valueB ? -1 : valueA > valueB ? 1 : 0
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
