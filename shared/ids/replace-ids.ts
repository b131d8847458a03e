// Puts one set of ids in the place of another: at any depth, in addresses and bodies, in whole ids only.

import type { ApiRequest } from '../api-request.ts'
import { type Json, mapStrings } from '../json.ts'
import { temporaryIdsIn } from './temporary-id.ts'

/** From id to id, keys in lower case. */
export type IdTable = ReadonlyMap<string, string>

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

export function replaceIdsInText(text: string, table: IdTable): string {
  if (table.size === 0 || text.length < 36) return text
  return text.replace(uuid, (id) => table.get(id.toLowerCase()) ?? id)
}

export function replaceIds<Value extends Json>(value: Value, table: IdTable): Value {
  return table.size === 0 ? value : (mapStrings(value, (text) => replaceIdsInText(text, table)) as Value)
}

export function replaceIdsInRequest(request: ApiRequest, table: IdTable): ApiRequest {
  if (table.size === 0) return request
  return {
    method: request.method,
    path: replaceIdsInText(request.path, table),
    query: request.query.map(([name, value]) => [name, replaceIdsInText(value, table)]),
    ...(request.body === undefined ? {} : { body: replaceIds(request.body, table) }),
  }
}

export function idsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(uuid), ([id]) => id.toLowerCase()))]
}

/** Every id that the request mentions anywhere: address, query, body. */
export const idsInRequest = (request: ApiRequest): string[] => idsIn(textOf(request))

export const temporaryIdsInRequest = (request: ApiRequest): string[] => temporaryIdsIn(textOf(request))

function textOf(request: ApiRequest): string {
  const query = request.query.map(([name, value]) => `${name}=${value}`).join('&')
  return `${request.path}?${query} ${request.body === undefined ? '' : JSON.stringify(request.body)}`
}
