// What this tablet knows of a read without the network: its stored answer, or one gathered from the stored answers of
// other reads; with the user's own writes in it.

import { type ApiRequest, canonicalKey, get, requestOfKey } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { PathParams } from '../policy/path-template.ts'
import type { Policies } from '../policy/policies.ts'
import type { MatchedRead, ReadPolicy } from '../policy/read-policy.ts'
import type { Clock } from '../ports.ts'
import { project } from '../projection/project.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { ResponseStore, StoredResponse } from '../store/response-database.ts'

export interface Recalled {
  /** 404: the API has said, in this body, that there is no such thing. */
  status: 200 | 404
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
  const { body, sinceMs } = project(read, stored && heldIn(stored), view.writes)
  // What was made here and is nowhere else is known best from here.
  const isOwn = body !== undefined && sinceMs === null
  const gathered = stored || isOwn ? undefined : await gather(tools, read, view, userId)
  if (gathered) return gathered
  if (body !== undefined) {
    const since = stored?.status === undefined ? stored?.fetchedAtMs : undefined
    return { status: 200, body, sinceMs: since ?? sinceMs ?? undefined, incomplete: false }
  }
  return stored && { status: 404, body: stored.body, sinceMs: stored.fetchedAtMs, incomplete: false }
}

/** What the server has said of it: nothing, where it has said that there is none. */
const heldIn = ({ status, body, asOf }: StoredResponse) =>
  status === undefined ? { body, asOf } : { body: undefined, asOf }

/** What this tablet knows of the record behind a read; undefined also where there is none. */
export async function recallBody(...asked: Parameters<typeof recall>): Promise<Json | undefined> {
  const recalled = await recall(...asked)
  return recalled?.status === 200 ? recalled.body : undefined
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

/** A stored answer with own writes in it, and what was asked. */
interface Piece {
  asked: MatchedRead
  body: Json
  sinceMs: number | undefined
}

/** What this tablet would answer to every question of a read that it has heard the answer of, newest first. */
export async function recallEvery(
  { policies, responses, clock }: RecallTools,
  readKey: string,
  { writes }: Pick<LocalView, 'writes'>,
  userId: string,
): Promise<{ request: ApiRequest; body: Json }[]> {
  const policy = policies.read(readKey)
  if (!policy) return []
  const rows = await responses.newest(userId, readKey, mostRows)
  return rows.flatMap((row) => {
    const read = policies.matchRead(requestOfKey(row.requestKey))
    if (!read || clock.now() - row.fetchedAtMs > policy.maxAgeMs) return []
    const { body } = project(read, row, writes)
    return body === undefined ? [] : [{ request: read.request, body }]
  })
}

const mostRows = 500

async function gather(
  { policies, responses, clock }: RecallTools,
  read: MatchedRead,
  { writes }: Pick<LocalView, 'writes'>,
  userId: string,
): Promise<Recalled | undefined> {
  const { fromStored } = read.policy
  if (!fromStored) return undefined
  const pieces: Piece[] = []
  for (const key of [fromStored.read].flat()) {
    const source = policies.read(key)
    if (source) pieces.push(...(await piecesOf(source)))
  }
  const sayable = pieces.filter(({ asked, body }) => fromStored.answer(read, [body], [asked]) !== undefined)
  const whole = sayable.find(({ asked, body }) => fromStored.isWhole?.(read, body, asked))
  const used = whole ? [whole] : sayable
  const body = fromStored.answer(
    read,
    used.map((piece) => piece.body),
    used.map((piece) => piece.asked),
  )
  if (body === undefined || used.length === 0) return undefined
  const ages = used.flatMap(({ sinceMs }) => (sinceMs === undefined ? [] : [sinceMs]))
  return { status: 200, body, sinceMs: ages.length === 0 ? undefined : Math.min(...ages), incomplete: !whole }

  async function piecesOf(source: ReadPolicy): Promise<Piece[]> {
    const rows = (await responses.newest(userId, source.key, mostRows)).filter(
      ({ fetchedAtMs }) => clock.now() - fetchedAtMs <= source.maxAgeMs,
    )
    const known = new Map(rows.map((row) => [row.requestKey, row]))
    const made = writes
      .filter(({ projected }) => projected.policy.resource === source.resource)
      .flatMap(({ projected }) =>
        projected.createdIds.flatMap((id) => recordKey(source, projected.params, id)),
      )
    return [...new Set([...made, ...known.keys()])].flatMap((key): Piece[] => {
      const asked = policies.matchRead(requestOfKey(key))
      if (!asked || fromStored?.mayHold?.(asked, read) === false) return []
      const row = known.get(key)
      const { body: shown, sinceMs } = project(asked, row && heldIn(row), writes)
      return shown === undefined
        ? []
        : [{ asked, body: shown, sinceMs: row?.fetchedAtMs ?? sinceMs ?? undefined }]
    })
  }
}

/** The key under which a record that was made here would be read; none where the read is of no single record. */
function recordKey({ path }: ReadPolicy, params: PathParams, id: string): string[] {
  const names = [...path.template.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '')
  const isOfRecord = names.includes('id') && names.every((name) => name === 'id' || name in params)
  return isOfRecord ? [canonicalKey(get(path.fill({ ...params, id })))] : []
}
