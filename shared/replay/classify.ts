// What an answer means for a write, by status and by codes in the body; never by prose where a code exists.

import type { Failure } from '../failure.ts'
import { isObject, type Json, parseJson } from '../json.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { Answer } from '../ports.ts'

export type Verdict =
  | { kind: 'accepted'; body: Json }
  /** The request may have been carried out: look first. */
  | { kind: 'ambiguous'; failure: Failure }
  /** It was not carried out; try again later. */
  | { kind: 'later'; failure: Failure; retryAfterMs: number }
  /** Something between us and the API answered: nothing was carried out, and nobody else gets through either. */
  | { kind: 'not-the-api'; failure: Failure }
  | { kind: 'dead-session' }
  | { kind: 'refused'; failure: Failure; status: number; body: Json | undefined }

const busy = new Set([408, 423, 425, 429, 502, 503, 504])

/** `serverNowMs`: for a `Retry-After` that is a date. */
export function classify(
  answer: Answer,
  policies: Pick<PolicySet, 'session' | 'comeBackLater'>,
  serverNowMs?: number,
): Verdict {
  if (answer.kind === 'none')
    return { kind: 'ambiguous', failure: { code: 'no-answer', reason: answer.reason } }
  const { status } = answer
  const isJson = /\bjson\b/i.test(answer.contentType)
  const body = isJson ? parseJson(answer.text) : undefined
  const retryAfterMs = parseRetryAfter(answer.retryAfter, serverNowMs)

  if (policies.session.isDead(status, body)) return { kind: 'dead-session' }
  if (answer.redirected || (status >= 300 && status < 400) || status === 511) return notTheApi(status)
  if (status === 204) return { kind: 'accepted', body: null }
  if (status < 300) return body === undefined ? notTheApi(status) : { kind: 'accepted', body }
  if (busy.has(status)) {
    const failure: Failure = { code: 'busy', status, ...(retryAfterMs > 0 ? { retryAfterMs } : {}) }
    // A gateway can give up on a server that goes on and commits.
    return status === 408 || status === 502 || status === 504
      ? { kind: 'ambiguous', failure }
      : { kind: 'later', failure, retryAfterMs }
  }
  if (status >= 500) return { kind: 'ambiguous', failure: { code: 'server-error', status } }
  if (policies.comeBackLater(status, body))
    return { kind: 'later', failure: { code: 'busy', status }, retryAfterMs: 35_000 }
  const failure: Failure = {
    code: 'refused',
    status,
    words: wordsOf(body) || `HTTP ${status}`,
    ...(body === undefined ? {} : { body }),
  }
  return { kind: 'refused', failure, status, body }
}

const notTheApi = (status: number): Verdict => ({
  kind: 'not-the-api',
  failure: { code: 'not-the-api', status },
})

/** No wait is longer, whatever is asked: somebody looks again. */
const longestRetryAfterMs = 15 * 60_000

/** Seconds or a date, as RFC 9110 has it; in ms, 0 for none. */
function parseRetryAfter(header: string | null, serverNowMs: number | undefined): number {
  const text = (header ?? '').trim()
  if (text === '') return 0
  const seconds = Number(text)
  const ms = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(text) - (serverNowMs ?? Number.POSITIVE_INFINITY)
  return ms > 0 ? Math.min(ms, longestRetryAfterMs) : 0
}

/** The server's own sentences, wherever CARE's error shapes keep them. */
function wordsOf(body: Json | undefined): string {
  if (typeof body === 'string') return body
  if (Array.isArray(body)) return joined(body.map(wordsOf))
  if (!isObject(body)) return ''
  if (Array.isArray(body.errors)) return joined(body.errors.map(errorWords))
  if (Array.isArray(body.results)) {
    return joined(
      body.results
        .filter((result) => isObject(result) && Number(result.status_code) >= 300)
        .map((result) => (isObject(result) ? wordsOf(result.data) : '')),
    )
  }
  if (typeof body.detail === 'string') return body.detail
  return joined(
    Object.entries(body).map(([field, value]) => (wordsOf(value) ? `${field}: ${wordsOf(value)}` : '')),
  )
}

function errorWords(error: Json): string {
  if (!isObject(error)) return wordsOf(error)
  const words =
    typeof error.msg === 'string'
      ? error.msg
      : isObject(error.msg)
        ? wordsOf(error.msg.msg)
        : wordsOf(error.error)
  const place = Array.isArray(error.loc) ? error.loc.filter((part) => typeof part === 'string').join('.') : ''
  return place && words ? `${place}: ${words}` : words
}

const joined = (parts: string[]): string => parts.filter((part) => part !== '').join('; ')
