// Recorded exchanges with a CARE server, and writes made of them as projection would see them.

import { readFileSync } from 'node:fs'
import { type ApiRequest, splitTarget } from '../api-request.ts'
import { carePolicies } from '../care/index.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { createPolicies } from '../policy/policies.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { KnownAnswers, MatchedWrite, ProbeResult, ProjectedWrite } from '../policy/write-policy.ts'

export interface Recorded {
  request: ApiRequest
  status: number
  answer: JsonObject
}

type Stored = Record<string, { method: string; target: string; body: Json; status: number; answer: Json }>

export function recorded(file: string, name: string): Recorded {
  const exchange = recordedJson(file, name)
  if (!isObject(exchange.answer)) throw new Error(`nothing recorded as ${file}/${name}`)
  return { ...exchange, answer: exchange.answer }
}

/** For answers that are no objects: an upsert is answered by an array. */
export function recordedJson(file: string, name: string): Omit<Recorded, 'answer'> & { answer: Json } {
  const path = new URL(`../care/recordings/${file}.json`, import.meta.url)
  const exchange = (JSON.parse(readFileSync(path, 'utf8')) as Stored)[name]
  if (!exchange) throw new Error(`nothing recorded as ${file}/${name}`)
  const { method, target, body, status, answer } = exchange
  const request = { method: method as ApiRequest['method'], ...splitTarget(target) }
  return { request: body === null ? request : { ...request, body }, status, answer }
}

export const policies = createPolicies(carePolicies)

export function matchedWrite(request: ApiRequest, from = policies): MatchedWrite {
  const write = from.matchWrite(request)
  if (!write) throw new Error(`no policy for ${request.method} ${request.path}`)
  return write
}

export function matchedRead(request: ApiRequest): MatchedRead {
  const read = policies.matchRead(request)
  if (!read) throw new Error(`no policy for ${request.method} ${request.path}`)
  return read
}

export const nurse = '0f5f9392-4172-4407-acc7-1ddda337f78d'
export const now = '2026-11-22T10:06:31.144Z'
export const newId = (n: number) => `0000${n}aaa-0000-8000-8000-0ff11e00000${n}`

/** The write as it is projected until the server has it. */
export function waiting(request: ApiRequest, known: KnownAnswers = {}, first = 1): ProjectedWrite {
  const write = matchedWrite(request)
  const createdIds = write.policy.creates(request).map((_, i) => newId(first + i))
  const created = Object.fromEntries(write.policy.creates(request).map((at, i) => [at, createdIds[i] ?? '']))
  const provisional = write.policy.normalize(write, { known, created, now, userId: nurse })
  return {
    ...write,
    id: `write-${first}`,
    answer: provisional,
    provisional,
    synced: false,
    inDoubt: false,
    createdIds,
  }
}

/** The same write once the server has answered. */
export function received(write: ProjectedWrite, answer: Json, createdIds: string[]): ProjectedWrite {
  return { ...write, answer, synced: true, createdIds }
}

export function project(
  write: ProjectedWrite,
  request: ApiRequest,
  body: Json | undefined,
): Json | undefined {
  const read = matchedRead(request)
  const affects = write.policy.affects.filter((affect) => affect.read === read.policy.key)
  return affects.reduce((answer, affect) => affect.project(answer, write, read), body)
}

export const writeId = '00000000-0000-4000-9000-000000000001'

/** Runs a probe against a server that answers by `method path?query`. */
export function probe(
  request: ApiRequest,
  answers: (request: ApiRequest) => Json | undefined,
  context: { attemptedAtMs: number; notBeforeMs?: number; claimed?: string[] },
  from = policies,
): ProbeResult {
  const write = matchedWrite(request, from)
  const steps = write.policy.probe(write, {
    userId: nurse,
    writeId,
    attemptedAtMs: context.attemptedAtMs,
    notBeforeMs: context.notBeforeMs ?? 0,
    claimed: new Set(context.claimed ?? []),
  })
  let step = steps.next()
  while (!step.done) step = steps.next(answers(step.value))
  return step.value
}

/** Where two answers differ in shape: keys, and JSON types, with `null` like anything; elements one by one, or like the first. */
export function shapeDifferences(actual: Json | undefined, expected: Json | undefined, at = ''): string[] {
  if (actual === undefined || expected === undefined) return [`${at}: ${actual} for ${expected}`]
  if (actual === null || expected === null) return []
  if (Array.isArray(actual) || Array.isArray(expected)) {
    if (!Array.isArray(actual) || !Array.isArray(expected)) return [`${at}: array or not`]
    const likes = actual.map((_, i) => (actual.length === expected.length ? expected[i] : expected[0]))
    return actual.flatMap((item, i) =>
      likes[i] === undefined ? [] : shapeDifferences(item, likes[i], `${at}/${i}`),
    )
  }
  if (!isObject(actual) || !isObject(expected)) {
    return typeof actual === typeof expected ? [] : [`${at}: ${typeof actual} for ${typeof expected}`]
  }
  const keys = [...new Set([...Object.keys(actual), ...Object.keys(expected)])]
  return keys.flatMap((key) => shapeDifferences(actual[key], expected[key], `${at}/${key}`))
}
