// A flagged read: the network first, within reason; then what is stored; always with the user's own writes in it. No
// stored answer and no network is a miss, said at once, never an empty list.

import type { EngineEvent } from '../bridge/engine-event.ts'
import type { Json } from '../json.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { Answer } from '../ports.ts'
import { type Projection, project, withPartialId } from '../projection/project.ts'
import { type LocalView, loadLocalView, loadTakenBack } from '../projection/projected-writes.ts'
import type { Caller, Translated } from './api-caller.ts'
import {
  type EngineAnswer,
  fetchedAtHeader,
  incompleteHeader,
  jsonAnswer,
  missAnswer,
  networkError,
  originHeader,
  staleHeader,
} from './engine-answer.ts'
import { type FetchTools, fetchRead } from './fetch-read.ts'
import { recall, storedFor } from './recall.ts'
import { translateAnswer, translateRequest } from './translate.ts'

export interface ReadTools extends FetchTools {
  emit: (event: EngineEvent) => void
  /** Fetches what an answer says that a shift needs; in the background. */
  warm: (read: MatchedRead, body: Json, caller: Caller) => Promise<void>
}

export interface EngineReply {
  answer: EngineAnswer
  /** Work that goes on after the answer: the host must stay alive for it. */
  background: Promise<unknown>
}

export async function answerRead(tools: ReadTools, asked: MatchedRead, caller: Caller): Promise<EngineReply> {
  const { policies, outbox } = tools
  const position = await outbox.position()
  const view = await loadLocalView(outbox, policies, caller.userId)
  const translated = translateRequest(asked.request, view.ids)
  const read = rematch(asked, translated)
  const renamed = withPartialId(read, (partial) => view.ids.partialId(partial))
  if (renamed !== read) {
    const reply = await answerMatched(
      { ...tools, emit: () => undefined },
      renamed,
      translated,
      { view, position },
      caller,
    )
    if (reply.answer.status === 200) return reply
    // So few characters may also be those of another id, which had never another name.
  }
  return answerMatched(tools, read, translated, { view, position }, caller)
}

/** What the user had done here when the read began, and the journal's position before that was looked up. */
interface Seen {
  view: LocalView
  position: number
}

async function answerMatched(
  tools: ReadTools,
  read: MatchedRead,
  translated: Translated,
  { view, position }: Seen,
  caller: Caller,
): Promise<EngineReply> {
  const fromHere = (): Promise<EngineAnswer> => answerLocally(tools, read, translated, view, caller)
  const nothingMore = Promise.resolve()
  if (translated.unresolved.length > 0 || tools.reachability.connectivity() === 'offline') {
    return { answer: await fromHere(), background: nothingMore }
  }
  const usable = await storedFor(tools, read, caller.userId)

  const fetched = fetchRead(tools, read, caller)
  // A read store that is full or broken costs the next offline visit, not this answer.
  const background = fetched
    .then(async ({ verdict, stored: kept }) => {
      await kept
      if (verdict.kind === 'accepted') await tools.warm(read, verdict.body, caller)
    })
    .catch(() => undefined)
  const patience = tools.clock.timer(tools.reachability.patienceMs(usable !== undefined))
  const leftAtMs = tools.clock.now()
  const first = await Promise.race([fetched, patience.done.then(() => 'late' as const)])
  patience.cancel()
  if (first === 'late') {
    tools.reachability.silent(leftAtMs)
    return { answer: await fromHere(), background }
  }
  const { verdict, answer, asOf } = first
  if (verdict.kind === 'accepted') {
    const now = await viewNow(tools, { view, position }, caller)
    const shown = project(read, { body: verdict.body, asOf }, now.writes)
    return {
      answer: shown.touched ? projected(shown, translated, now) : asItCame(answer, translated, now),
      background,
    }
  }
  const passesOn = verdict.kind === 'refused' || verdict.kind === 'dead-session'
  if (passesOn) return { answer: asItCame(answer, translated, view), background }
  return { answer: await fromHere(), background }
}

/** While an answer was on its way a write may have been received, and be in it. */
async function viewNow(
  { outbox, policies }: ReadTools,
  { view, position }: Seen,
  { userId }: Caller,
): Promise<LocalView> {
  return (await outbox.position()) === position ? view : loadLocalView(outbox, policies, userId)
}

const rematch = (asked: MatchedRead, { request, spoken }: Translated): MatchedRead =>
  spoken.length > 0
    ? { ...asked, request, params: asked.policy.path.match(request.path) ?? asked.params }
    : asked

async function answerLocally(
  tools: ReadTools,
  read: MatchedRead,
  translated: Translated,
  view: LocalView,
  caller: Caller,
): Promise<EngineAnswer> {
  const recalled = await recall(tools, read, view, caller.userId)
  if (!recalled) {
    const left = await takenBack(tools, read, translated, view, caller)
    if (left !== undefined) return jsonFor(200, left, translated, view, { [originHeader]: 'taken-back' })
    tools.emit({ type: 'missed', resource: read.policy.resource, clientId: caller.clientId })
    return missAnswer()
  }
  const sinceMs = recalled.sinceMs ?? tools.clock.now()
  if (recalled.incomplete) {
    tools.emit({ type: 'incomplete', resource: read.policy.resource, clientId: caller.clientId })
  }
  const stale = tools.clock.now() - sinceMs > read.policy.staleAfterMs
  return jsonFor(recalled.status, recalled.body, translated, view, {
    [originHeader]: 'store',
    [fetchedAtHeader]: String(sinceMs),
    ...(stale ? { [staleHeader]: 'true' } : {}),
    ...(recalled.incomplete ? { [incompleteHeader]: 'true' } : {}),
  })
}

/** The page that has just taken a record back asks for it once more: it sees what it has said. */
async function takenBack(
  { outbox, policies }: ReadTools,
  read: MatchedRead,
  { unresolved }: Translated,
  view: LocalView,
  { userId }: Caller,
): Promise<Json | undefined> {
  if (unresolved.length === 0) return undefined
  return project(read, undefined, await loadTakenBack(outbox, policies, userId, view)).body
}

const projected = (shown: Projection, translated: Translated, view: LocalView): EngineAnswer =>
  jsonFor(200, shown.body ?? null, translated, view, { [originHeader]: 'projected' })

const jsonFor = (
  status: number,
  body: Json,
  translated: Translated,
  view: LocalView,
  headers: Record<string, string>,
): EngineAnswer => {
  const answer = jsonAnswer(status, body, 'store', headers)
  return { ...answer, text: translateAnswer(answer.text ?? '', translated, view.ids) }
}

function asItCame(answer: Answer, translated: Translated, view: LocalView): EngineAnswer {
  if (answer.kind === 'none') return networkError
  return {
    status: answer.status,
    headers: { 'content-type': answer.contentType },
    text: answer.status === 204 ? null : translateAnswer(answer.text, translated, view.ids),
  }
}
