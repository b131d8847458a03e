// Why a write waits, and what comes next, in one or two sentences. Codes end here.

import type { Failure } from '../../../shared/failure.ts'
import type { Why } from '../../../shared/replay/why.ts'
import type { WordKey } from './en.ts'
import { failureWords, type Sentence } from './failure-words.ts'
import type { SpokenWords, Times } from './use-words.ts'

export interface WhyTools {
  words: Pick<SpokenWords, 'say' | 'sayField'>
  times: Pick<Times, 'short'>
  nowMs: number
}

const pauses: Record<Extract<Why, { code: 'paused' }>['pause'], WordKey> = {
  offline: 'why_offline',
  unreachable: 'why_unreachable',
  'captive-portal': 'why_captive_portal',
  'auth-required': 'why_auth_required',
  'no-session': 'why_no_session',
}

export function whyWords(why: Why, { words, times, nowMs }: WhyTools): Sentence[] {
  const when = (atMs: number): string => sayWhen(atMs, { words, times, nowMs })
  const list = (names: string[]): string => sayList(names, words)
  switch (why.code) {
    case 'received':
      return [{ key: 'why_received' }]
    case 'next':
      return [{ key: 'why_next' }]
    case 'paused':
      return [{ key: pauses[why.pause] }]
    case 'server-rests':
      return [{ key: 'why_server_rests', values: { when: when(why.untilMs) } }]
    case 'sending':
      return [{ key: 'why_sending' }]
    case 'looking': {
      const key = why.failure.code === 'server-error' ? 'why_looking_fault' : 'why_looking'
      return [{ key, values: { when: when(why.atMs) } }]
    }
    case 'retry': {
      const { tries, of } = why
      return [failureWords(why.failure), { key: 'why_retry', values: { when: when(why.atMs), tries, of } }]
    }
    case 'behind':
      return [{ key: 'why_behind', values: { labels: list(why.labels) } }]
    case 'held':
      return [{ key: 'why_held', values: { labels: list(why.labels) } }]
    case 'conflict':
      return [{ key: 'why_conflict', values: { fields: list(why.fields.map(words.sayField)) } }]
    case 'attention':
      return attentionWords(why.failure)
  }
}

/** The reason stands on the row already: here is what follows from it, where more can be said than that it stays. */
function attentionWords(failure: Failure): Sentence[] {
  switch (failure.code) {
    case 'refused':
    case 'invalid':
      return [{ key: 'why_refused' }]
    case 'likely-duplicate':
      return [{ key: 'why_duplicate' }]
    case 'unsure':
      return [{ key: 'why_unsure' }]
    case 'record-gone':
    case 'record-closed':
      return [{ key: 'why_over' }]
    case 'no-answer':
    case 'busy':
    case 'server-error':
      return [{ key: 'why_given_up' }]
    default:
      return [failureWords(failure), { key: 'why_stays' }]
  }
}

/** So near that a clock time would say less than a count of seconds. */
const nearMs = 90_000

function sayWhen(atMs: number, { words, times, nowMs }: WhyTools): string {
  const inMs = atMs - nowMs
  if (inMs <= 2_000) return words.say('when_soon')
  if (inMs > nearMs) return words.say('when_time', { time: times.short(atMs) })
  return words.say('when_seconds', { seconds: Math.ceil(inMs / 5_000) * 5 })
}

const namesShown = 3

/** Two writes may bear one name: a patient and her encounter. */
function sayList(names: string[], { say }: WhyTools['words']): string {
  const all = [...new Set(names.map((name) => name || say('row_unnamed')))]
  const labels = all.slice(0, namesShown).join(', ')
  return all.length > namesShown ? say('and_more', { labels, more: all.length - namesShown }) : labels
}
