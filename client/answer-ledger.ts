// What this page knows of the answers to its own reads that did not come from the server, for the screen in view. An
// answer that comes later takes its line away; an event that is lost leaves one out, and the read's own failure stands.

import type { QueryClient } from '@tanstack/react-query'
import type { AnsweredEvent } from '../shared/bridge/engine-event.ts'
import type { PolicySet } from '../shared/policy/policies.ts'
import { questionOf } from '../shared/question.ts'
import type { Peer } from './bridge/bridge.ts'
import { isMirrorKey } from './mirror-keys.ts'
import type { Page } from './ports.ts'
import { createSubject, type Subject } from './subject.ts'

export type LocalAnswer = AnsweredEvent & { from: 'store' | 'missed' }

/** Of the screen in view, in the order told. */
export interface AnswerLedger extends Subject<readonly LocalAnswer[]> {
  tell(event: AnsweredEvent): void
  /** Somebody else, or nobody, is at the tablet. */
  forget(): void
  close(): void
}

export interface AnswerLedgerOptions {
  queryClient: QueryClient
  policies: PolicySet
  /** Says who this page is; what is told before is kept until then. */
  peer: Subject<Peer>
  page: Pick<Page, 'path' | 'onAddress'>
}

interface Line {
  answer: LocalAnswer
  /** The page's address when it was told. */
  screen: string
}

const mostEarly = 200
const mostLines = 500

export function createAnswerLedger({ queryClient, policies, peer, page }: AnswerLedgerOptions): AnswerLedger {
  const inView = createSubject<readonly LocalAnswer[]>([])
  const lines = new Map<string, Line>()
  const questions = new Map<string, { question: string; path: string }[]>()
  const cache = queryClient.getQueryCache()
  let early: { event: AnsweredEvent; screen: string }[] = []
  let clientId: string | undefined
  let isDue = false
  let closed = false

  function take(event: AnsweredEvent, screen: string): void {
    if (event.clientId !== clientId) return
    lines.delete(event.question)
    if (isLocal(event)) lines.set(event.question, { answer: event, screen })
    if (lines.size > mostLines) for (const [oldest] of [...lines].slice(0, 1)) lines.delete(oldest)
    look()
  }

  /** Soon, for many things change at once; and not while React renders. */
  function look(): void {
    if (isDue || (lines.size === 0 && inView.get().length === 0)) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      if (!closed) show()
    })
  }

  function show(): void {
    const { asked, left } = questionsNow()
    const isInView = ({ answer: { question, path }, screen }: Line): boolean => {
      if (asked.has(question)) return true
      if (left.has(question)) return false
      return screen === page.path() || asked.has(path)
    }
    for (const [question, line] of lines) {
      // What can no longer come into view is asked again before it does.
      if (line.screen !== page.path() && !isInView(line)) lines.delete(question)
    }
    const next = [...lines.values()].filter(isInView).map(({ answer }) => answer)
    const before = inView.get()
    const isSame = next.length === before.length && next.every((answer, i) => answer === before[i])
    if (!isSame) inView.set(next)
  }

  /**
   * What the host's queries ask, as far as their keys tell: those that something on the screen shows, by question and
   * by path, and those that nothing shows any more.
   */
  function questionsNow(): { asked: Set<string>; left: Set<string> } {
    const asked = new Set<string>()
    const left = new Set<string>()
    for (const query of cache.getAll()) {
      for (const { question, path } of behind(query.queryHash, query.queryKey)) {
        if (query.isActive()) asked.add(question).add(path)
        else left.add(question)
      }
    }
    return { asked, left }
  }

  function behind(hash: string, key: readonly unknown[]): { question: string; path: string }[] {
    const known = questions.get(hash)
    if (known) return known
    const found = isMirrorKey(key)
      ? []
      : policies.reads.flatMap((read) => {
          const request = read.fromQueryKey?.(key)
          return request && request !== 'untold'
            ? [{ question: questionOf(request), path: request.path }]
            : []
        })
    questions.set(hash, found)
    return found
  }

  function meet(known: Peer): void {
    const next = known.kind === 'met' ? known.greeting.clientId : undefined
    if (next === undefined || next === clientId) return
    clientId = next
    const waiting = early
    early = []
    for (const { event, screen } of waiting) take(event, screen)
  }

  const undo = [
    peer.subscribe(meet),
    page.onAddress(look),
    cache.subscribe(({ type }) => {
      if (type === 'observerAdded' || type === 'observerRemoved' || type === 'removed') look()
    }),
  ]
  meet(peer.get())

  return {
    get: inView.get,
    subscribe: inView.subscribe,
    tell(event) {
      const screen = page.path()
      if (clientId !== undefined) take(event, screen)
      else early = [...early, { event, screen }].slice(-mostEarly)
    },
    forget() {
      lines.clear()
      look()
    },
    close() {
      closed = true
      for (const step of undo) step()
    },
  }
}

const isLocal = (event: AnsweredEvent): event is LocalAnswer => event.from !== 'server'
