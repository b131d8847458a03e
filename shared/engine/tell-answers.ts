// Tells each page how its reads were answered: every one that did not come from the server, and once that it does
// again. Forgets with the engine: then a page hears of the server's answers once more, which does no harm.

import type { AnsweredEvent, EngineEvent } from '../bridge/engine-event.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import { questionOf } from '../question.ts'
import type { Caller } from './api-caller.ts'

export type AnswerTold = Pick<AnsweredEvent, 'from' | 'fetchedAtMs' | 'incomplete'>

/** `asked`: as the page asked it, in whatever ids it uses. */
export type TellAnswer = (caller: Caller, asked: MatchedRead, answer: AnswerTold) => void

export const fromServer: AnswerTold = { from: 'server', fetchedAtMs: null, incomplete: false }
export const madeHere: AnswerTold = { from: 'store', fetchedAtMs: null, incomplete: false }
export const missed: AnswerTold = { from: 'missed', fetchedAtMs: null, incomplete: false }

const mostPages = 20
const mostQuestions = 1_000

export function createAnswerTeller(emit: (event: EngineEvent) => void): TellAnswer {
  /** By page: what it knows to be answered by the server. */
  const settled = new Map<string, Set<string>>()

  function settledOf(clientId: string): Set<string> {
    const known = settled.get(clientId)
    if (known && known.size < mostQuestions) return known
    if (settled.size >= mostPages) for (const [oldest] of [...settled].slice(0, 1)) settled.delete(oldest)
    const fresh = new Set<string>()
    settled.set(clientId, fresh)
    return fresh
  }

  return ({ clientId }, { request, policy: { key: read, resource } }, answer) => {
    const question = questionOf(request)
    const known = settledOf(clientId)
    if (answer.from === 'server' && known.has(question)) return
    if (answer.from === 'server') known.add(question)
    else known.delete(question)
    emit({ type: 'answered', clientId, question, path: request.path, read, resource, ...answer })
  }
}
