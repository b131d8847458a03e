// Rows as they come from the database are unknown until parsed: an older version, a bug or a disk may have had them.

import * as z from 'zod/mini'
import { isObject, type Json } from '../json.ts'
import type { OfflineWrite, UnreadableWrite } from './offline-write.ts'

const text = z.string()
const number = z.number()
const json = z.custom<Json>((value) => value !== undefined)
const object = z.record(text, json)
const failure = z.looseObject({ code: text })
const attempt = z.object({
  id: text,
  startedAtMs: number,
  serverMs: number,
  notBeforeMs: number,
  lease: number,
  unanswered: z.optional(z.literal(true)),
})

const reached = z.object({
  id: z.optional(text),
  address: z.optional(z.object({ url: text, sinceMs: number })),
  isPut: z.optional(z.literal(true)),
  misses: z.optional(number),
})

const record = {
  id: text,
  sequence: number,
  userId: text,
  syncRouteKey: text,
  policyVersion: number,
  type: text,
  resourceType: text,
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  path: text,
  query: z.array(z.tuple([text, text])),
  pathParams: z.record(text, text),
  payload: json,
  provisional: json,
  created: z.array(z.object({ pointer: text, id: text })),
  changes: z.array(text),
  mentions: z.array(text),
  parentMutationIds: z.array(text),
  base: z.optional(object),
  label: text,
  clientTimestamp: number,
  filledAt: z.optional(text),
  savedBy: text,
  build: text,
  firstAttempt: z.optional(attempt),
  sendAnyway: z.optional(z.literal(true)),
  notThese: z.optional(z.array(text)),
  revision: z.optional(number),
  includes: z.optional(z.array(text)),
  contentBytes: z.optional(number),
  reached: z.optional(reached),
  lastAttemptAt: z.optional(number),
  retries: number,
}

const conflictData = z.object({
  base: z.nullable(object),
  mine: object,
  theirs: z.nullable(object),
  fields: z.array(text),
  about: z.optional(z.record(text, text)),
  changedBy: z.optional(text),
  changedAt: z.optional(text),
})

const schema = z.discriminatedUnion('syncStatus', [
  z.looseObject({ ...record, syncStatus: z.literal('pending'), lastError: z.optional(failure) }),
  z.looseObject({ ...record, syncStatus: z.literal('sending'), attempt }),
  z.looseObject({
    ...record,
    syncStatus: z.literal('unconfirmed'),
    attempt,
    probeAtMs: number,
    lastError: failure,
  }),
  z.looseObject({
    ...record,
    syncStatus: z.literal('success'),
    response: json,
    serverTimestamp: number,
    settledAt: number,
  }),
  z.looseObject({
    ...record,
    syncStatus: z.literal('failed'),
    lastError: failure,
    retryAtMs: z.nullable(number),
    attempt: z.optional(attempt),
  }),
  z.looseObject({ ...record, syncStatus: z.literal('blocked'), blockedBy: z.array(text) }),
  z.looseObject({ ...record, syncStatus: z.literal('conflict'), conflictData }),
])

export type ParsedWrite = { readable: OfflineWrite } | { unreadable: UnreadableWrite }

export function parseWrite(row: unknown): ParsedWrite {
  const parsed = schema.safeParse(row)
  // The schema proves every field that decisions rest on; a failure's other fields only make words.
  if (parsed.success) return { readable: parsed.data as unknown as OfflineWrite }
  const fields = isObject(row) ? row : {}
  return {
    unreadable: {
      id: typeof fields.id === 'string' ? fields.id : '',
      userId: typeof fields.userId === 'string' ? fields.userId : null,
      raw: fields,
    },
  }
}
