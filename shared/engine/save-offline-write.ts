// From a flagged mutation to a row: what it waits for, how it looks until the server has it, and the version that the
// user saw. Resolves when the row is committed; only then may anybody say "saved".

import type { ApiRequest } from '../api-request.ts'
import type { ServerClock } from '../connection/server-clock.ts'
import { FailureError } from '../failure.ts'
import { idsInRequest } from '../ids/replace-ids.ts'
import { withKnownIds } from '../ids/replace-offline-ids.ts'
import { createTemporaryId } from '../ids/temporary-id.ts'
import type { Json, JsonObject } from '../json.ts'
import { dependencyGraph } from '../order/dependencies.ts'
import type { NewContent } from '../outbox/content.ts'
import { isSettled, type OfflineWrite, type WriteRecord, type WriteState } from '../outbox/offline-write.ts'
import type { NewWrite, Outbox } from '../outbox/outbox.ts'
import type { EditedParts } from '../outbox/transition.ts'
import type { Reached } from '../policy/content-rule.ts'
import type { Policies } from '../policy/policies.ts'
import { comparedParts, namedIn } from '../policy/write-parts.ts'
import type { InvalidField, KnownAnswers, MatchedWrite } from '../policy/write-policy.ts'
import type { Clock, Random } from '../ports.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { ResponseStore } from '../store/response-database.ts'
import { recallBody, recallEvery } from './recall.ts'

export interface SaveTools {
  policies: Policies
  outbox: Outbox
  responses: ResponseStore
  clock: Clock
  serverClock: Pick<ServerClock, 'now'>
  random: Random
  /** Names this run of the engine. */
  instance: string
  build: string
  /** The API's base, for addresses of ours below it. */
  apiUrl: string
}

/** What is known already of a write with content. */
export interface Given {
  recordId: string
  reached: Reached
  /** Absent: the content is not on this tablet. */
  contentBytes?: number
}

/** A write as it would be saved. `isWhole`: false where the form leaves out what only the server knows. */
export interface PreparedWrite {
  write: NewWrite
  isWhole: boolean
}

/** All of a write that is known before it is saved. */
export async function prepareOfflineWrite(
  tools: SaveTools,
  asked: MatchedWrite,
  view: LocalView,
  userId: string,
  given?: Given,
): Promise<PreparedWrite> {
  const { clock, random, serverClock } = tools
  const filledAt = new Date(serverClock.now()).toISOString()
  const { matched, isWhole } = await completed(tools, asked, filledAt, view, userId)
  const { policy, request, params } = matched
  const created = policy.creates(request).map((pointer) => ({
    pointer,
    id: given?.recordId ?? createTemporaryId(random.fill),
  }))
  const draft: NewWrite = {
    id: random.uuid(),
    userId,
    syncRouteKey: policy.key,
    policyVersion: policy.version,
    type: policy.type,
    resourceType: policy.resource,
    method: policy.method,
    path: request.path,
    query: request.query,
    pathParams: params,
    ...(await describeWrite(tools, matched, created, view, userId, given)),
    created,
    changes: policy.changes(matched),
    parentMutationIds: [],
    clientTimestamp: clock.now(),
    filledAt,
    savedBy: tools.instance,
    build: tools.build,
    ...(given ? { reached: given.reached } : {}),
    ...(given?.contentBytes === undefined ? {} : { contentBytes: given.contentBytes }),
  }
  const base = await loadBase(tools, matched, view, userId)
  const parentMutationIds = waitsFor(draft, view)
  return { write: { ...draft, parentMutationIds, ...(base ? { base } : {}) }, isWhole }
}

/** The form with what it leaves out and the server would lose or misdate. */
export async function completed(
  tools: SaveTools,
  matched: MatchedWrite,
  filledAt: string,
  view: LocalView,
  userId: string,
): Promise<{ matched: MatchedWrite; isWhole: boolean }> {
  const { policy, request } = matched
  if (!policy.complete) return { matched, isWhole: true }
  const known = await loadKnown(tools, matched, view, userId)
  const body = policy.complete(matched, { known, filledAt })
  if (body === 'unknown' || body === undefined) return { matched, isWhole: body === undefined }
  return { matched: { ...matched, request: { ...request, body } }, isWhole: true }
}

/** What a write says and how it looks until the server has it. */
export async function describeWrite(
  tools: SaveTools,
  matched: MatchedWrite,
  created: WriteRecord['created'],
  view: LocalView,
  userId: string,
  given?: Given,
): Promise<EditedParts> {
  const { policy, request } = matched
  const place = given?.contentBytes === undefined ? undefined : policy.content?.path
  const known = await loadKnown(tools, matched, view, userId)
  const provisional = policy.normalize(matched, {
    known,
    created: Object.fromEntries(created.map(({ pointer, id }) => [pointer, id])),
    now: new Date(tools.clock.now()).toISOString(),
    userId,
    ...(place && given ? { contentUrl: tools.apiUrl + place.fill({ id: given.recordId }) } : {}),
  })
  return {
    payload: request.body ?? null,
    provisional,
    mentions: idsInRequest(request),
    label: policy.label(matched, known),
  }
}

/**
 * Commits the write. When the disk is full, what can be fetched again makes room for what cannot.
 * Rejects with a storage failure where it could not be saved.
 */
export async function saveOfflineWrite(
  { outbox, responses }: Pick<SaveTools, 'outbox' | 'responses'>,
  write: NewWrite,
  state: Extract<WriteState, { syncStatus: 'pending' | 'sending' }>,
  content?: NewContent,
): Promise<OfflineWrite> {
  return makingRoom(responses, () => outbox.add(write, state, content))
}

/** What can be fetched again makes room, on a full disk, for what cannot. */
export async function makingRoom<Value>(
  responses: Pick<ResponseStore, 'dropAll'>,
  save: () => Promise<Value>,
): Promise<Value> {
  try {
    return await save()
  } catch (error) {
    const full =
      error instanceof FailureError && error.failure.code === 'storage' && error.failure.reason === 'quota'
    if (!full) throw error
    // Where even that fails, the second try tells what is wrong.
    await responses.dropAll().catch(() => undefined)
    return save()
  }
}

/** What the server is going to refuse, by what is known here. */
export async function foresee(
  tools: SaveTools,
  matched: MatchedWrite,
  view: LocalView,
  userId: string,
  nowMs: number,
): Promise<InvalidField[]> {
  if (!matched.policy.foresee) return []
  return matched.policy.foresee(matched, { known: await loadKnown(tools, matched, view, userId), nowMs })
}

/** What this tablet knows without its own waiting writes about that resource. */
export function knownWithout(
  tools: SaveTools,
  matched: MatchedWrite,
  view: LocalView,
  userId: string,
  resource: string,
): Promise<KnownAnswers> {
  const writes = view.writes.filter(
    ({ projected }) => projected.synced || projected.policy.resource !== resource,
  )
  return loadKnown(tools, matched, { ...view, writes }, userId)
}

/** Unsettled writes that it must not overtake. */
function waitsFor(draft: NewWrite, { rows, ids }: LocalView): string[] {
  const last: WriteRecord = { ...draft, sequence: Number.MAX_SAFE_INTEGER, retries: 0 }
  const unsettled = rows.filter((row) => !isSettled(row)).map((row) => withKnownIds(row, ids))
  return [...(dependencyGraph([...unsettled, withKnownIds(last, ids)]).get(draft.id) ?? [])]
}

async function loadKnown(
  tools: SaveTools,
  matched: MatchedWrite,
  view: LocalView,
  userId: string,
): Promise<KnownAnswers> {
  const needs = Object.entries(matched.policy.needs?.(matched) ?? {})
  const answers = await Promise.all(
    needs.map(async ([name, need]): Promise<[string, Json | undefined]> => {
      if ('every' in need) {
        const every = await recallEvery(tools, need.every, view, userId)
        return [name, every.map(({ request, body }) => ({ asked: request.body ?? null, answer: body }))]
      }
      if ('latest' in need) return [name, (await tools.responses.newest(userId, need.latest, 1))[0]?.body]
      return [name, await knownAnswer(tools, need, view, userId)]
    }),
  )
  return Object.fromEntries(answers)
}

/** What this tablet would answer to that read now, own writes included. */
async function knownAnswer(
  tools: SaveTools,
  request: ApiRequest,
  view: LocalView,
  userId: string,
): Promise<Json | undefined> {
  const read = tools.policies.matchRead(request)
  return read && recallBody(tools, read, view, userId)
}

/** The newest version of the server that the user can have seen: stored, or answered to an earlier write of theirs. */
async function loadBase(
  tools: SaveTools,
  matched: MatchedWrite,
  view: LocalView,
  userId: string,
): Promise<JsonObject | undefined> {
  const received = view.writes.filter(({ projected }) => projected.synced)
  let base: JsonObject | undefined
  for (const part of comparedParts(matched)) {
    const read = tools.policies.matchRead(part.conflict.read(part.write))
    const body = read && (await recallBody(tools, read, { writes: received }, userId))
    if (body !== undefined) base = { ...base, ...namedIn(part, part.conflict.toPayload(body)) }
  }
  return base
}
