// What this tablet knows of a read without the network: its stored answer, or one gathered from the stored answers of
// other reads; with the user's own writes in it.

import { canonicalKey, get, splitTarget } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { Policies } from '../policy/policies.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { Clock } from '../ports.ts'
import { project } from '../projection/project.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { ResponseStore, StoredResponse } from '../store/response-database.ts'

export interface Recalled {
  body: Json
  /** When the oldest part of it was asked; undefined: it was made here and is as new as can be. */
  sinceMs: number | undefined
  /** Gathered from records that happen to be here: there may be more. */
  incomplete: boolean
}

export interface RecallTools {
  policies: Policies
  responses: ResponseStore
  clock: Clock
}

/** Undefined: nothing is known, and nothing may be said (law 7). */
export async function recall(
  tools: RecallTools,
  read: MatchedRead,
  view: Pick<LocalView, 'writes'>,
  userId: string,
): Promise<Recalled | undefined> {
  const stored = await storedFor(tools, read, userId)
  const gathered = stored ? undefined : await gather(tools, read, view, userId)
  if (gathered) return gathered
  const { body, sinceMs } = project(read, stored, view.writes)
  return body === undefined
    ? undefined
    : { body, sinceMs: stored?.fetchedAtMs ?? sinceMs ?? undefined, incomplete: false }
}

/** The stored answer, as long as it may be shown. */
export async function storedFor(
  { responses, clock }: RecallTools,
  read: MatchedRead,
  userId: string,
): Promise<StoredResponse | undefined> {
  const stored = await responses.get(userId, canonicalKey(read.request))
  return stored && clock.now() - stored.fetchedAtMs <= read.policy.maxAgeMs ? stored : undefined
}

interface Piece {
  body: Json
  sinceMs: number | undefined
}

async function gather(
  { policies, responses }: RecallTools,
  read: MatchedRead,
  { writes }: Pick<LocalView, 'writes'>,
  userId: string,
): Promise<Recalled | undefined> {
  const { fromStored } = read.policy
  const source = fromStored && policies.read(fromStored.read)
  if (!fromStored || !source) return undefined
  const rows = await responses.newest(userId, source.key, 500)
  // Of a list nobody can say what its address is by the id of a row.
  const isById = /^[^{]*\{id\}[^{]*$/.test(source.path.template)
  const known = new Map(rows.map((row) => [row.requestKey, row]))
  const made = writes
    .filter(({ projected }) => isById && projected.policy.resource === source.resource)
    .flatMap(({ projected }) => projected.createdIds.map((id) => canonicalKey(get(source.path.fill({ id })))))
  const pieces = [...new Set([...made, ...known.keys()])].flatMap((key): Piece[] => {
    const matched = policies.matchRead({ method: 'GET', ...splitTarget(key.slice('GET '.length)) })
    const row = known.get(key)
    const shown = matched && project(matched, row, writes)
    return shown?.body === undefined
      ? []
      : [{ body: shown.body, sinceMs: row?.fetchedAtMs ?? shown.sinceMs ?? undefined }]
  })
  const used = pieces.filter(({ body }) => fromStored.answer(read, [body]) !== undefined)
  const body = fromStored.answer(
    read,
    used.map((piece) => piece.body),
  )
  if (body === undefined || used.length === 0) return undefined
  const ages = used.flatMap(({ sinceMs }) => (sinceMs === undefined ? [] : [sinceMs]))
  return {
    body,
    sinceMs: ages.length === 0 ? undefined : Math.min(...ages),
    incomplete: source.key !== read.policy.key,
  }
}
