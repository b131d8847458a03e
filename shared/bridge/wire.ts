// What a message between page and worker must be before anything looks into it. Comlink would walk any path that it
// is given, so only calls of known names with arguments of the right shape come through, rebuilt from what was read.

import type { ApiRequest } from '../api-request.ts'
import { type Failure, fail, type Result } from '../failure.ts'
import { isJson, isObject } from '../json.ts'
import {
  type EngineApi,
  type EngineCall,
  type Greeting,
  protocolVersion,
  type Resolution,
} from './engine-api.ts'

export interface Envelope {
  careOffline: number
  message: unknown
}

/** Puts a message into an envelope of this side's protocol. */
export const wrap = (message: unknown): Envelope => ({ careOffline: protocolVersion, message })

export type ParsedEnvelope =
  | { kind: 'ours'; message: unknown }
  | { kind: 'other-protocol'; protocol: number; message: unknown }
  /** Somebody else's message: none of our business. */
  | { kind: 'not-ours' }

export function parseEnvelope(data: unknown): ParsedEnvelope {
  if (!isObject(data) || !Object.hasOwn(data, 'careOffline')) return { kind: 'not-ours' }
  const { careOffline: protocol, message }: Record<string, unknown> = data
  if (typeof protocol !== 'number') return { kind: 'not-ours' }
  return protocol === protocolVersion
    ? { kind: 'ours', message }
    : { kind: 'other-protocol', protocol, message }
}

/** A call as Comlink writes it. */
export interface ComlinkCall {
  id: string
  type: 'APPLY'
  path: [EngineCall]
  argumentList: { type: 'RAW'; value: unknown }[]
}

export function parseComlinkCall(message: unknown): ComlinkCall | undefined {
  const id = messageId(message)
  if (id === undefined || !isObject(message) || message.type !== 'APPLY') return undefined
  const { path, argumentList = [] } = message
  if (!Array.isArray(path) || path.length !== 1 || !isEngineCall(path[0])) return undefined
  if (!Array.isArray(argumentList) || !argumentList.every((item) => isObject(item) && item.type === 'RAW'))
    return undefined
  const values = argumentList.map((item) => (isObject(item) ? item.value : undefined))
  const args = argumentsOf[path[0]](values)
  if (!args) return undefined
  return { id, type: 'APPLY', path: [path[0]], argumentList: args.map((value) => ({ type: 'RAW', value })) }
}

/** An answer as Comlink writes it: a value, or what was thrown. Nothing that would open a channel. */
export function parseComlinkReply(
  message: unknown,
): { id: string; type: string; value?: unknown } | undefined {
  const id = messageId(message)
  if (id === undefined || !isObject(message)) return undefined
  if (message.type === 'RAW') return { id, type: 'RAW', value: message.value }
  if (message.type !== 'HANDLER' || message.name !== 'throw' || !isObject(message.value)) return undefined
  return { ...message, id, type: 'HANDLER' }
}

/** Answers a call that could not be made, without Comlink. */
export const failedReply = (id: string, failure: Failure): unknown => ({
  id,
  type: 'RAW',
  value: fail(failure),
})

/** The id under which the sender waits for an answer. */
export function messageId(message: unknown): string | undefined {
  return isObject(message) && typeof message.id === 'string' && message.id !== '' ? message.id : undefined
}

export function parseResult(value: unknown): Result<unknown> | undefined {
  if (!isObject(value)) return undefined
  if (value.ok === true) return { ok: true, value: value.value }
  const known = value.ok === false && isObject(value.failure) && typeof value.failure.code === 'string'
  return known ? (value as unknown as Result<unknown>) : undefined
}

export function parseGreeting(value: unknown): Greeting | undefined {
  if (!isObject(value)) return undefined
  const { protocol, build, instance, userId, clientId } = value
  if (typeof protocol !== 'number' || typeof build !== 'string' || typeof instance !== 'string')
    return undefined
  return {
    ...{ protocol, build, instance, userId: typeof userId === 'string' ? userId : null },
    ...(typeof clientId === 'string' ? { clientId } : {}),
  }
}

type ArgumentsOf<Call extends EngineCall> = Parameters<EngineApi[Call]>
type ParseArguments<Args> = (values: readonly unknown[]) => Args | undefined

const none: ParseArguments<[]> = (values) => (values.length === 0 ? [] : undefined)
const oneWord: ParseArguments<[string]> = (values) =>
  values.length === 1 && typeof values[0] === 'string' ? [values[0]] : undefined

const twoWords: ParseArguments<[string, string]> = ([first, second, ...others]) =>
  typeof first === 'string' && typeof second === 'string' && others.length === 0 ? [first, second] : undefined

const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && isWords(value)

function parseApiRequest(value: unknown): ApiRequest | undefined {
  if (!isObject(value) || typeof value.path !== 'string') return undefined
  const { method, path, query, body } = value
  if ((method !== 'GET' && method !== 'POST') || !Array.isArray(query) || !query.every(isPair))
    return undefined
  if (body === undefined) return { method, path, query }
  return isJson(body) ? { method, path, query, body } : undefined
}

function parseResolution(value: unknown): Resolution | undefined {
  if (value === 'mine' || value === 'theirs') return value
  if (!isObject(value) || !isObject(value.fields)) return undefined
  const choices = Object.values(value.fields)
  const isGood = choices.every(
    (choice) => choice === 'mine' || choice === 'theirs' || (isObject(choice) && isJson(choice.value)),
  )
  return isGood ? (value as unknown as Resolution) : undefined
}

const argumentsOf: { [Call in EngineCall]: ParseArguments<ArgumentsOf<Call>> } = {
  greet: none,
  writes: none,
  sync: none,
  retry: oneWord,
  why: oneWord,
  details: oneWord,
  fold: oneWord,
  adopt: twoWords,
  resolve([writeId, resolution, ...others]) {
    const chosen = parseResolution(resolution)
    return typeof writeId === 'string' && chosen && others.length === 0 ? [writeId, chosen] : undefined
  },
  discard([writeId, reason, also, ...others]) {
    const isGood = typeof writeId === 'string' && typeof reason === 'string' && others.length === 0
    return isGood && isWords(also) ? [writeId, reason, also] : undefined
  },
  edit([writeId, payload, path, ...others]) {
    if (typeof writeId !== 'string' || !isJson(payload) || others.length > 0) return undefined
    if (path === undefined) return [writeId, payload]
    return typeof path === 'string' ? [writeId, payload, path] : undefined
  },
  checkConnection: none,
  warmUp: ([part, ...others]) =>
    (part === 'needed' || part === 'all') && others.length === 0 ? [part] : undefined,
  available([request, ...others]) {
    const parsed = parseApiRequest(request)
    return parsed && others.length === 0 ? [parsed] : undefined
  },
  adoptSession(values) {
    const [tokens] = values
    if (values.length !== 1 || !isObject(tokens)) return undefined
    const { access, refresh } = tokens
    return typeof access === 'string' && typeof refresh === 'string' ? [{ access, refresh }] : undefined
  },
}

const isEngineCall = (name: unknown): name is EngineCall =>
  typeof name === 'string' && Object.hasOwn(argumentsOf, name)
