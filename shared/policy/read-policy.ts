// What may happen to one read of the API when the network is away. Data plus small pure functions.

import type { ApiRequest, Method } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { PathParams, PathTemplate } from './path-template.ts'

export interface ReadPolicy {
  /** Names the route in rows and in `affects`: `patient.detail`. */
  key: string
  method: Extract<Method, 'GET' | 'POST'>
  path: PathTemplate
  resource: string
  /** Older than this, a stored answer is not shown any more. */
  maxAgeMs: number
  /** Older than this, a stored answer is called old. At most `maxAgeMs`. */
  staleAfterMs: number
  /**
   * For a list that lives under one record: which record (an id in the request), and the answer when nothing was
   * ever added. Such a list is complete by construction under a record made on this tablet. Return undefined when
   * the request has a parameter that this policy does not know: then it is a miss (law 7).
   */
  completeUnder?(read: MatchedRead): { owner: string; empty: Json } | undefined
  /** Where in the body (JSON pointer) the first five characters of an id stand, as CARE's `partial_id`. */
  partialIdAt?: string
  /** Answers from other stored answers, when this very question has none. */
  fromStored?: FromStored
  /**
   * Whether a 404 with this body is the API's own word that there is no such thing: then it is stored and shown like
   * any answer. Absent: no 404 is kept.
   */
  keepsNotFound?(body: Json): boolean
  /** Asking makes something on the server: of the same question only one is under way, and the others wait for it. */
  singleFlight?: boolean
  /** Reads that a shift needs once this answer is there; they are fetched in the background if missing or old. */
  warms?(answer: Json, read: MatchedRead, course: WarmCourse): ApiRequest[]
  /** Those that come after all others: of each patient of the ward. Only the warm-up itself asks them. */
  warmsLast?(answer: Json, read: MatchedRead, course: WarmCourse): ApiRequest[]
  /** Whether the warm-up asks again, by itself, what was asked here once. */
  isRenewed?(read: MatchedRead, nowMs: number): boolean
  /**
   * The request behind a TanStack query key of the host, so that it is asked again when a write changes it; `untold`
   * where the key is this read's and does not say all that it asks.
   */
  fromQueryKey?(key: readonly unknown[]): ApiRequest | 'untold' | undefined
}

export interface MatchedRead {
  policy: ReadPolicy
  request: ApiRequest
  params: PathParams
}

export interface FromStored {
  /** Keys of the reads whose stored answers are looked through. */
  read: string | readonly string[]
  /** Tells from the question alone that its answer is of no use, before own writes are put into it. */
  mayHold?(held: MatchedRead, read: MatchedRead): boolean
  /** `asked`: what each of them was the answer to. Undefined: nothing may be said (law 7). */
  answer(read: MatchedRead, stored: Json[], asked?: MatchedRead[]): Json | undefined
  /**
   * Whether this one stored answer, for which `answer` has something to say, leaves nothing out that the server could
   * have. Where there is none of the kind, the page is told that there may be more.
   */
  isWhole?(read: MatchedRead, stored: Json, asked: MatchedRead): boolean
}

/** How the warm-up came to an answer. */
export interface WarmCourse {
  nowMs: number
  /** The answer at which it began: who the user is, of which facilities. */
  origin: Json
}

/** One record, found: it is the whole of what was asked. */
export const isTheRecord = (): boolean => true

export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => minutes(60 * n)
export const days = (n: number): number => hours(24 * n)
