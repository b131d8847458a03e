// The closed list of what can go wrong that we expect. Plain data: it crosses the bridge and is stored in rows.
// Decisions are made on `code`; the words for people are made from it at the page.

import type { Json } from './json.ts'

/** A record on the server, and the words a person knows it by. */
export interface Candidate {
  id: string
  label: string
}

/** What a refusal means, as the policy of the write understands it. The page has the words for `kind`. */
export interface RefusalReason {
  kind: string
  /** What stands in the gaps of the sentence, in words. */
  values?: Record<string, string>
  /** A time that the sentence tells (ISO). */
  at?: string
  /** What the server has to say of single parts of the form: a question as it stands there, or the name of a field. */
  about?: { name: string; words: string }[]
  /** Records of the server that stand in its way: one of them may be the one that this write would make. */
  candidates?: Candidate[]
  /** In a batch: the number of the sub-request that was refused. */
  part?: number
}

export type StorageReason = 'quota' | 'closed' | 'blocked' | 'timeout' | 'newer-schema' | 'unavailable'

export type Failure =
  /** The request ended without an answer: cut, refused, timed out. */
  | { code: 'no-answer'; reason: 'network' | 'timeout' }
  /** Something answered that is not the API: a captive portal, a proxy's page, a redirect. */
  | { code: 'not-the-api'; status: number }
  /** The API asks to come back later. */
  | { code: 'busy'; status: number; retryAfterMs?: number }
  /** 500: it may or may not have been done. */
  | { code: 'server-error'; status: number }
  /** The API said no; `body` is its own answer, which can hold patient data. `reason`: what is understood of it. */
  | { code: 'refused'; status: number; words: string; body?: Json; reason?: RefusalReason }
  /** The session is dead and could not be renewed: somebody must sign in. */
  | { code: 'auth-required' }
  /** The server may hold it already; the candidates are ids of records there. */
  | { code: 'unsure'; candidates: string[] }
  /** The server knows somebody who is likely the same person: a second record must be wanted by a person. */
  | { code: 'likely-duplicate'; candidates: Candidate[] }
  /** CARE can be reached, but not the place where the content of files is kept. */
  | { code: 'content-unreachable' }
  /** The content of this write is not on this tablet any more. */
  | { code: 'content-gone' }
  /** The record that this write changes does not exist any more. */
  | { code: 'record-gone' }
  /** The record that this write changes takes no more changes; `status` is the server's word for it. */
  | { code: 'record-closed'; status: string }
  /** A record that this write mentions was never made, or the write waits in a circle. */
  | { code: 'missing-parent'; ids: string[] }
  | { code: 'circular'; ids: string[] }
  /** The write is of a type, or of a version of it, that this build does not know. It stays as it is. */
  | { code: 'unknown-type'; type: string }
  /** What a person asked for cannot be done with a write in this state. */
  | { code: 'not-now'; state: string }
  /** A later run of the replay has taken over: this one may change nothing more. */
  | { code: 'overtaken' }
  /** The write does not hold what its form must hold. */
  | { code: 'invalid'; issues: { at: (string | number)[]; words: string }[] }
  | { code: 'storage'; reason: StorageReason; detail: string }
  /** The bridge: nobody answered in time, or the two sides speak different versions. */
  | { code: 'bridge'; reason: 'timeout' | 'no-worker' | 'protocol' | 'malformed' }

export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure }

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value })
export const fail = (failure: Failure): Result<never> => ({ ok: false, failure })

/** Carries a failure through code that cannot go on; turned back into a value at the ring's border. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'FailureError'
    this.failure = failure
  }
}
