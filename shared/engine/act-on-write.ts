// What people decide about their queued writes: edit, fold, discard, settle a conflict, take the server's record for
// one's own. Each is one transaction; where a write has moved on meanwhile, nothing happens and `not-now` is told.

import type { ApiRequest } from '../api-request.ts'
import type { Discarded, Resolution } from '../bridge/engine-api.ts'
import { type Failure, FailureError } from '../failure.ts'
import { replaceIdsInRequest } from '../ids/replace-ids.ts'
import { requestOf, withKnownIds } from '../ids/replace-offline-ids.ts'
import type { Json } from '../json.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import { namesEveryId, type Outbox } from '../outbox/outbox.ts'
import type { EditedParts } from '../outbox/transition.ts'
import { comparedParts, nameIn, ownFields, withBody } from '../policy/write-parts.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import { type LocalView, loadLocalView } from '../projection/projected-writes.ts'
import type { Line } from '../replay/ask.ts'
import { rebaseFrom } from '../replay/rebase.ts'
import { settleConflict } from '../replay/settle-conflict.ts'
import { candidatesOf, foldInto, isDiscardable, isEditable } from './editable.ts'
import { rewire } from './rewire.ts'
import { completed, describeWrite, type SaveTools } from './save-offline-write.ts'

export interface ActTools extends SaveTools {
  outbox: Outbox
  line: Line
}

/** A write of the user, with all that is known beside it. Rejects with `not-now` where there is none. */
export interface Chosen {
  write: OfflineWrite
  view: LocalView
}

export async function choose(tools: ActTools, userId: string, writeId: string): Promise<Chosen> {
  const view = await loadLocalView(tools.outbox, tools.policies, userId)
  const write = view.rows.find(({ id }) => id === writeId)
  if (!write) throw notNow('gone')
  return { write, view }
}

/** `path`: another one of the same route, where the form says something in it. */
export async function editWrite(
  tools: ActTools,
  { write, view }: Chosen,
  payload: Json,
  path: string = write.path,
): Promise<void> {
  // A form whose content goes apart may be on the server already, as it was.
  if (!isEditable(write) || write.reached) throw notNow(write.syncStatus)
  const request = { ...requestOf(write), path, body: payload }
  const rewired = rewire(write, matchedOf(tools, write, request), view, tools.random)
  if ('hindrance' in rewired) throw notNow(rewired.hindrance)
  const draft = await draftOf(tools, { ...write, created: rewired.created }, request, view)
  await step(tools, write, { type: 'edited', draft: { ...draft, ...rewired } })
}

export async function foldWrite(tools: ActTools, { write, view }: Chosen): Promise<void> {
  const folded = foldInto(write, view.rows, tools.policies)
  if (!folded) throw notNow(write.syncStatus)
  const { maker, request } = folded
  const draft = await draftOf(tools, maker, request, view)
  const includes = [...(maker.includes ?? []), ...(write.includes ?? []), write.id]
  const into = { write: maker, draft: { ...draft, includes } }
  const isDone = await tools.outbox.withdraw({ how: 'folded', reason: '', writes: [write], into })
  if (!isDone) throw notNow(write.syncStatus)
}

export async function discardWrite(
  tools: ActTools,
  { write, view }: Chosen,
  reason: string,
  also: readonly string[],
): Promise<Discarded> {
  if (!isDiscardable(write)) throw notNow(write.syncStatus)
  const bound = boundTo(write, view)
  if (bound.some(({ id }) => !also.includes(id))) {
    return { done: false, needs: bound.map(({ id, label, type }) => ({ id, label, type })) }
  }
  const isDone = await tools.outbox.withdraw({ how: 'discarded', reason, writes: [write, ...bound] })
  if (!isDone) throw notNow(write.syncStatus)
  return { done: true }
}

export async function resolveConflict(
  tools: ActTools,
  { write, view }: Chosen,
  resolution: Resolution,
): Promise<void> {
  if (write.syncStatus !== 'conflict') throw notNow(write.syncStatus)
  const parts = comparedParts(matchedOf(tools, write, requestOf(write)))
  const fields = parts.flatMap((part) => part.conflict.fields.map((field) => nameIn(part, field)))
  const settled = settleConflict(write.conflictData, resolution, { fields })
  if ('issues' in settled) throw new FailureError({ code: 'invalid', issues: settled.issues })
  const body = parts.reduce<Json>(
    (payload, part) => withBody(payload, part, ownFields(part, settled.payload) ?? {}),
    write.payload,
  )
  const draft = await draftOf(tools, write, { ...requestOf(write), body }, view)
  await step(tools, write, { type: 'resolved', draft, base: write.conflictData.theirs })
}

/** The record that the server has counts as the one that this write would have made: what is under it goes there. */
export async function adoptRecord(
  tools: ActTools,
  { write, view }: Chosen,
  candidateId: string,
): Promise<void> {
  const adopt = tools.policies.write(write.syncRouteKey)?.adopt
  if (!adopt || !candidatesOf(write).includes(candidateId)) throw notNow(write.syncStatus)
  const request = replaceIdsInRequest(requestOf(write), view.ids.toServer)
  const asked = await tools.line.ask(write.userId, adopt(candidateId, matchedOf(tools, write, request)))
  if (asked.kind === 'gone') throw new FailureError({ code: 'record-gone' })
  if (asked.kind !== 'answer') throw new FailureError(asked.failure)
  if (!namesEveryId(write, asked.body)) throw notNow(write.syncStatus)
  const rebase = rebaseFrom(tools.policies, write, asked.body)
  const found = { response: asked.body, atMs: tools.clock.now(), rebase }
  await step(tools, write, { type: 'probe-found', ...found })
}

/** Queued writes that mention a record which is never made without this one, at any distance, in the order saved. */
function boundTo(write: OfflineWrite, { rows, ids }: LocalView): OfflineWrite[] {
  const lost = new Set(withKnownIds(write, ids).created.map(({ id }) => id))
  const bound: OfflineWrite[] = []
  // In the order saved: nothing mentions a record before it was made.
  for (const row of rows) {
    if (row.id === write.id || row.syncStatus === 'success') continue
    const known = withKnownIds(row, ids)
    if (!known.mentions.some((id) => lost.has(id))) continue
    bound.push(row)
    for (const { id } of known.created) lost.add(id)
  }
  return bound
}

/** What the write says then, checked as on the form. */
async function draftOf(
  tools: ActTools,
  write: OfflineWrite,
  request: ApiRequest,
  view: LocalView,
): Promise<EditedParts> {
  const known = replaceIdsInRequest(request, view.ids.toServer)
  const said = matchedOf(tools, write, known)
  const issues = said.policy.validate(known)
  if (issues.length > 0) throw new FailureError({ code: 'invalid', issues })
  const before = { ...view, writes: view.writes.filter(({ projected }) => projected.id !== write.id) }
  // An answer that is added later belongs to the form as it was filled in first.
  const filledAt = write.filledAt ?? new Date(write.clientTimestamp).toISOString()
  const { matched } = await completed(tools, said, filledAt, before, write.userId)
  const draft = await describeWrite(tools, matched, write.created, before, write.userId)
  return { ...draft, label: draft.label || write.label }
}

function matchedOf(tools: ActTools, write: OfflineWrite, request: ApiRequest): MatchedWrite {
  const matched = tools.policies.matchStored(write, request)
  const isSame =
    matched &&
    matched.policy.path.match(request.path) !== undefined &&
    (matched.policy.accepts?.(request, matched.params) ?? true)
  if (!isSame) throw notNow(write.syncStatus)
  return matched
}

async function step(
  { outbox }: ActTools,
  write: OfflineWrite,
  event: Parameters<Outbox['markWriteStatus']>[1],
): Promise<void> {
  const { syncStatus: status, revision = 0 } = write
  if (!(await outbox.markWriteStatus(write.id, event, { status, revision }))) throw notNow(status)
}

const notNow = (state: string): FailureError => {
  const failure: Failure = { code: 'not-now', state }
  return new FailureError(failure)
}
