// A flagged mutation: stored before it leaves; sent at once where that can work; and if no answer of the API comes in
// good time, answered with the record as it will be. What the user was told is saved is on the disk.

import type { EngineEvent } from '../bridge/engine-event.ts'
import type { Reachability } from '../connection/reachability.ts'
import { type Failure, FailureError } from '../failure.ts'
import { requestOf } from '../ids/replace-offline-ids.ts'
import type { Json } from '../json.ts'
import { type Attempt, formPatienceMs, type OfflineWrite } from '../outbox/offline-write.ts'
import type { NewWrite, StepEvent } from '../outbox/outbox.ts'
import type { InvalidField, MatchedWrite } from '../policy/write-policy.ts'
import type { Network } from '../ports.ts'
import { type LocalView, loadLocalView } from '../projection/projected-writes.ts'
import {
  type AttemptEnd,
  type AttemptTools,
  attemptLock,
  attemptTimeoutMs,
  newAttempt,
  runAttempt,
} from '../replay/attempt.ts'
import { explainRefusal } from '../replay/explain-refusal.ts'
import { lanesOf } from '../replay/lanes.ts'
import type { Pace } from '../replay/pace.ts'
import { storageFailure } from '../store/guarded.ts'
import { announceContent, type ContentTools } from './announce-content.ts'
import type { EngineReply } from './answer-read.ts'
import type { Caller, Translated } from './api-caller.ts'
import { completeContent } from './complete-content.ts'
import {
  type EngineAnswer,
  invalidAnswer,
  jsonAnswer,
  notSavedAnswer,
  notYetAnswer,
  writeIdHeader,
} from './engine-answer.ts'
import { findTwin } from './find-twin.ts'
import { followReplaced } from './follow.ts'
import {
  completed,
  foresee,
  type PreparedWrite,
  prepareOfflineWrite,
  type SaveTools,
  saveOfflineWrite,
} from './save-offline-write.ts'
import { takeBack } from './take-back.ts'
import { translateAnswer, translateRequest } from './translate.ts'

export interface WriteTools extends Omit<SaveTools, 'serverClock'>, AttemptTools {
  reachability: Reachability
  emit: (event: EngineEvent) => void
  network: Network
  pace: Pace
}

export async function answerWrite(
  tools: ContentTools,
  asked: MatchedWrite,
  caller: Caller,
): Promise<EngineReply> {
  const issues = asked.policy.validate(asked.request)
  if (issues.length > 0) return reply(invalidAnswer(issues))
  let kept: Kept | TakenBack | Foreseen | undefined
  try {
    const { content } = asked.policy
    if (content) return reply(await announceContent(tools, asked, content, caller))
    // One at a time: of two forms on one record the second must see the row of the first.
    kept = await tools.locks.withLock(`care-save:${caller.userId}`, () => keep(tools, asked, caller))
  } catch (error) {
    // Nothing was committed: only then may the request go past the layer.
    if (!(error instanceof FailureError) || error.failure.code !== 'storage') throw error
    return withoutStore(tools, asked, caller, error.failure)
  }
  if (!kept) return reply(notYetAnswer())
  if ('foreseen' in kept) return reply(invalidAnswer(kept.foreseen))
  if ('takenBack' in kept) return reply(takenBackAnswer(tools, kept, caller))
  return 'ended' in kept ? awaitAttempt(tools, kept, caller) : reply(queuedAnswer(kept))
}

/** Nothing is left to send: what it takes back was never sent. */
interface TakenBack {
  takenBack: NewWrite
  translated: Translated
  view: LocalView
}

/** It cannot be sent now, and would be refused later: said while the form is open. */
interface Foreseen {
  foreseen: InvalidField[]
}

/** A committed row, and the attempt to send it where there is one. */
type Kept = { row: OfflineWrite; translated: Translated; view: LocalView } & (
  | { attempt: Attempt; ended: Promise<AttemptEnd> }
  | { attempt?: never }
)

/** Undefined: it is about something that is not here. */
async function keep(
  tools: ContentTools,
  asked: MatchedWrite,
  caller: Caller,
): Promise<Kept | TakenBack | Foreseen | undefined> {
  const view = await loadLocalView(tools.outbox, tools.policies, caller.userId)
  const named = translateRequest(asked.request, view.ids)
  const translated = followReplaced(named, view)
  const content = await completeContent(tools, asked, view, caller.userId)
  if (content === 'without-content') return undefined
  if (content && 'row' in content) return { row: content.row, translated, view }
  const prepared = content ?? (await prepare(tools, asked, translated, view, caller.userId))
  const { matched, write, isWhole } = prepared
  if (await takeBack(tools, matched, write, view)) return { takenBack: write, translated, view }
  // Of two files under one name each is its own.
  const twin = content ? undefined : await twinOf(tools, prepared, named, view)
  if (twin) {
    tools.emit({ type: 'write-queued', userId: caller.userId })
    return { row: twin, translated, view }
  }
  const mayGoNow =
    isWhole &&
    translated.unresolved.length === 0 &&
    write.parentMutationIds.length === 0 &&
    tools.reachability.connectivity() === 'online' &&
    tools.pace.limit() > 0 &&
    !isLaneTaken(tools, write, view)
  if (mayGoNow) return { ...(await startAttempt(tools, write)), translated, view }
  const foreseen = await foresee(tools, matched, view, caller.userId, tools.serverClock.now())
  if (foreseen.length > 0) return { foreseen }
  const row = await saveOfflineWrite(tools, write, { syncStatus: 'pending' })
  tools.emit({ type: 'write-queued', userId: caller.userId })
  return { row, translated, view }
}

interface Prepared extends PreparedWrite {
  matched: MatchedWrite
}

async function prepare(
  tools: WriteTools,
  asked: MatchedWrite,
  { request }: Translated,
  view: LocalView,
  userId: string,
): Promise<Prepared> {
  const matched = { ...asked, request, params: asked.policy.path.match(request.path) ?? asked.params }
  return { matched, ...(await prepareOfflineWrite(tools, matched, view, userId)) }
}

async function twinOf(
  tools: WriteTools,
  { matched, write }: Prepared,
  named: Translated,
  view: LocalView,
): Promise<OfflineWrite | undefined> {
  const payloadAt = async ({ filledAt }: OfflineWrite): Promise<Json> => {
    if (filledAt === undefined) return write.payload
    const whole = await completed(tools, matched, filledAt, view, write.userId)
    return whole.matched.request.body ?? null
  }
  // What replaced the record was asked about the old one.
  const asNamed = matched.policy.replaces ? [{ ...write, path: named.request.path }] : []
  for (const each of [write, ...asNamed]) {
    const twin = await findTwin(view, each, payloadAt)
    if (twin) return twin
  }
  return undefined
}

/** Something that the server's lock would make it collide with is on its way: it goes after that. */
function isLaneTaken({ policies }: WriteTools, write: NewWrite, { rows }: LocalView): boolean {
  const lanes = lanesOf({ ...write, sequence: 0, retries: 0 }, policies)
  if (lanes.length === 0) return false
  const onTheWay = rows.filter(({ syncStatus }) => syncStatus === 'sending')
  return onTheWay.some((row) => lanesOf(row, policies).some((lane) => lanes.includes(lane)))
}

/** Resolves when the row is committed; `ended` when the attempt is over. */
function startAttempt(
  tools: WriteTools,
  write: NewWrite,
): Promise<{ row: OfflineWrite; attempt: Attempt; ended: Promise<AttemptEnd> }> {
  const attempt = newAttempt(tools)
  return new Promise((resolve, reject) => {
    // The lock comes first: whoever finds the row `sending` with its lock free may take the attempt for dead.
    const ended: Promise<AttemptEnd> = tools.locks.withLock(attemptLock(write.id), async () => {
      const row = await saveOfflineWrite(tools, write, { syncStatus: 'sending', attempt })
      resolve({ row, attempt, ended })
      return runAttempt(tools, row, attempt, requestOf(row))
    })
    ended.catch(reject)
  })
}

async function awaitAttempt(
  tools: WriteTools,
  kept: Extract<Kept, { ended: Promise<AttemptEnd> }>,
  caller: Caller,
): Promise<EngineReply> {
  // Where the end could not be recorded the row is there still, and the replay will look.
  const ended = kept.ended.catch((): AttemptEnd => ({ kind: 'kept', pause: null }))
  const patience = tools.clock.timer(formPatienceMs)
  const first = await Promise.race([ended, patience.done.then(() => 'late' as const)])
  patience.cancel()
  const settled = ended
    .then((end) => settleForm(tools, kept, end, first !== 'late', caller))
    .catch((error: unknown) => tools.emit({ type: 'trouble', failure: storageFailure(error).failure }))
  if (first === 'late') {
    tools.reachability.silent(kept.attempt.startedAtMs)
    tools.emit({ type: 'write-queued', userId: caller.userId })
    return { answer: queuedAnswer(kept), background: settled }
  }
  await settled
  return reply(answerOf(first, kept))
}

/** A refusal goes to the open form, and nothing stays; where the form has been told "saved", the row stays and waits. */
async function settleForm(
  tools: WriteTools,
  { row, attempt }: Extract<Kept, { ended: Promise<AttemptEnd> }>,
  end: AttemptEnd,
  formIsOpen: boolean,
  { userId }: Caller,
): Promise<void> {
  const { outbox, emit } = tools
  if (end.kind === 'refused' && formIsOpen) await outbox.forget(row.id, attempt.id)
  else if (end.kind === 'refused') {
    const failure = await explainRefusal(tools, row, requestOf(row), end.failure)
    const refused: StepEvent = { type: 'needs-attention', failure }
    await outbox.markWriteStatus(row.id, refused, { attemptId: attempt.id })
  }
  emit({ type: end.kind === 'kept' ? 'write-queued' : 'writes-changed', userId })
}

function answerOf(end: AttemptEnd, kept: Kept): EngineAnswer {
  if (end.kind === 'kept') return queuedAnswer(kept)
  const status = end.kind === 'received' ? 200 : end.status
  const body: Json = end.kind === 'received' ? end.response : (end.body ?? { detail: '' })
  return {
    status,
    headers: { 'content-type': 'application/json', [writeIdHeader]: kept.row.id },
    text: translateAnswer(JSON.stringify(body), kept.translated, kept.view.ids),
  }
}

function queuedAnswer(kept: Kept): EngineAnswer {
  const { row, translated, view } = kept
  if (row.syncStatus === 'success') return answerOf({ kind: 'received', response: row.response }, kept)
  const answer = jsonAnswer(202, row.provisional, 'queued', { [writeIdHeader]: row.id })
  return { ...answer, text: translateAnswer(answer.text ?? '', translated, view.ids) }
}

function takenBackAnswer(
  { emit }: WriteTools,
  { takenBack, translated, view }: TakenBack,
  { userId }: Caller,
): EngineAnswer {
  emit({ type: 'writes-changed', userId })
  const answer = jsonAnswer(200, takenBack.provisional, 'taken-back')
  return { ...answer, text: translateAnswer(answer.text ?? '', translated, view.ids) }
}

/** The app goes on as without the layer; a form that cannot be sent either is told so, and stays open. */
async function withoutStore(
  tools: WriteTools,
  asked: MatchedWrite,
  caller: Caller,
  failure: Failure,
): Promise<EngineReply> {
  tools.emit({ type: 'trouble', failure })
  if (tools.reachability.connectivity() === 'offline') return reply(notSavedAnswer(failure))
  const answer = await tools.network.send(asked.request, { token: caller.token, timeoutMs: attemptTimeoutMs })
  if (answer.kind === 'none') return reply(notSavedAnswer(failure))
  return reply({ status: answer.status, headers: { 'content-type': answer.contentType }, text: answer.text })
}

const reply = (answer: EngineAnswer): EngineReply => ({ answer, background: Promise.resolve() })
