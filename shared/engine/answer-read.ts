// A flagged read: the network first, within reason; then what is stored; always with the user's own writes in it. No
// stored answer and no network is a miss, said at once, never an empty list.

import type { Json } from '../json.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { Answer } from '../ports.ts'
import { type Projection, project } from '../projection/project.ts'
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
import { inServerIds } from './in-server-ids.ts'
import { recall, storedFor } from './recall.ts'
import { fromServer, madeHere, missed, type TellAnswer } from './tell-answers.ts'
import { translateAnswer } from './translate.ts'

export interface ReadTools extends FetchTools {
  tell: TellAnswer
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
  const { read, renamed, translated } = inServerIds(asked, view)
  const parts = { asked, translated, view, position, caller }
  if (renamed) {
    // Told only where it is the answer.
    const told: (() => void)[] = []
    const tell: TellAnswer = (...what) => void told.push(() => tools.tell(...what))
    const reply = await answerMatched({ ...tools, tell }, { ...parts, read: renamed })
    if (reply.answer.status === 200) {
      for (const step of told) step()
      return reply
    }
    // So few characters may also be those of another id, which had never another name.
  }
  return answerMatched(tools, { ...parts, read })
}

interface TranslatedRead {
  /** As the page asked it; `read`: in the server's ids. */
  asked: MatchedRead
  read: MatchedRead
  translated: Translated
  /** What the user had done here when the read began, and the journal's position before that was looked up. */
  view: LocalView
  position: number
  caller: Caller
}

async function answerMatched(tools: ReadTools, parts: TranslatedRead): Promise<EngineReply> {
  const { asked, read, translated, view, caller } = parts
  const fromHere = (): Promise<EngineAnswer> => answerLocally(tools, parts)
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
    tools.tell(caller, asked, fromServer)
    const now = await viewNow(tools, parts)
    const shown = project(read, { body: verdict.body, asOf }, now.writes)
    return {
      answer: shown.touched ? projected(shown, translated, now) : asItCame(answer, translated, now),
      background,
    }
  }
  const passesOn = verdict.kind === 'refused' || verdict.kind === 'dead-session'
  if (passesOn) {
    tools.tell(caller, asked, fromServer)
    return { answer: asItCame(answer, translated, view), background }
  }
  return { answer: await fromHere(), background }
}

/** While an answer was on its way a write may have been received, and be in it. */
async function viewNow(
  { outbox, policies }: ReadTools,
  { view, position, caller }: TranslatedRead,
): Promise<LocalView> {
  return (await outbox.position()) === position ? view : loadLocalView(outbox, policies, caller.userId)
}

async function answerLocally(
  tools: ReadTools,
  { asked, read, translated, view, caller }: TranslatedRead,
): Promise<EngineAnswer> {
  const recalled = await recall(tools, read, view, caller.userId)
  if (!recalled) {
    const left = await takenBack(tools, read, translated, view, caller)
    if (left !== undefined) {
      tools.tell(caller, asked, madeHere)
      return jsonFor(200, left, translated, view, { [originHeader]: 'taken-back' })
    }
    tools.tell(caller, asked, missed)
    return missAnswer()
  }
  const sinceMs = recalled.sinceMs ?? tools.clock.now()
  const { incomplete } = recalled
  tools.tell(caller, asked, { from: 'store', fetchedAtMs: recalled.sinceMs ?? null, incomplete })
  const stale = tools.clock.now() - sinceMs > read.policy.staleAfterMs
  return jsonFor(recalled.status, recalled.body, translated, view, {
    [originHeader]: 'store',
    [fetchedAtHeader]: String(sinceMs),
    ...(stale ? { [staleHeader]: 'true' } : {}),
    ...(incomplete ? { [incompleteHeader]: 'true' } : {}),
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
