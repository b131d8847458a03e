// What the user sees = the server's answer + the user's own writes that it does not hold yet. Pure.

import { type Json, valueAt } from '../json.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { LocalWrite } from './projected-writes.ts'

/** An answer of the server, and the journal's position when it was asked. No body: it said that there is none. */
interface KnownAnswer {
  body: Json | undefined
  asOf: number
}

export interface Projection {
  /** Undefined: nothing is known, and nothing may be said (law 7). */
  body: Json | undefined
  /** True where a write of this tablet has a part in it. */
  touched: boolean
  /** For an answer built from a received write alone: since when it may be out of date, by this tablet's clock. */
  sinceMs: number | null
}

export function project(
  read: MatchedRead,
  known: KnownAnswer | undefined,
  writes: readonly LocalWrite[],
): Projection {
  const missing = writes.filter(({ settledAt }) => !known || settledAt === null || settledAt > known.asOf)
  const isHeld = known?.body !== undefined
  const start = isHeld ? { body: known.body, sinceMs: null } : emptyUnderOwnRecord(read, missing)
  let { body } = start
  let sinceMs = start.sinceMs
  let touched = !isHeld && body !== undefined
  for (const { projected, receivedAtMs } of missing) {
    for (const affect of projected.policy.affects) {
      if (affect.read !== read.policy.key) continue
      const next = affect.project(body, projected, read)
      if (next === body) continue
      if (body === undefined) sinceMs = receivedAtMs
      body = next
      touched = true
    }
  }
  return { body, touched, sinceMs }
}

/** A list under a record that was made here is complete without the server, as long as the policy vouches for it. */
function emptyUnderOwnRecord(
  read: MatchedRead,
  writes: readonly LocalWrite[],
): { body: Json | undefined; sinceMs: number | null } {
  const list = read.policy.completeUnder?.(read)
  const maker = list && writes.find(({ projected }) => projected.createdIds.includes(list.owner))
  return maker ? { body: list.empty, sinceMs: maker.receivedAtMs } : { body: undefined, sinceMs: null }
}

/** The read with a partial id (the first characters of an id) in the server's words. */
export function withPartialId(read: MatchedRead, toServer: (partial: string) => string): MatchedRead {
  const pointer = read.policy.partialIdAt
  const { body } = read.request
  const partial = pointer === undefined ? undefined : valueAt(body, pointer)
  if (pointer === undefined || typeof partial !== 'string' || typeof body !== 'object' || body === null)
    return read
  if (toServer(partial) === partial) return read
  const changed = { ...(body as { [key: string]: Json }), [pointer.slice(1)]: toServer(partial) }
  return { ...read, request: { ...read.request, body: changed } }
}
