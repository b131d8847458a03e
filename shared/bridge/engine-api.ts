// What the page may ask of the engine, wherever it is hosted. Plain data in, plain data out, safe to repeat.

import type { ApiRequest } from '../api-request.ts'
import type { Connectivity } from '../connection/connectivity.ts'
import type { Failure, Result } from '../failure.ts'
import type { Json } from '../json.ts'
import type { JournalEntry } from '../outbox/journal.ts'
import type { ConflictData, SyncStatus } from '../outbox/offline-write.ts'
import type { Tokens } from '../policy/session-policy.ts'
import type { Entered } from '../policy/write-policy.ts'
import type { Why } from '../replay/why.ts'

/** Raised when a call changes its meaning. An old page and a new worker find out by the greeting. */
export const protocolVersion = 2

export interface Greeting {
  protocol: number
  build: string
  /** New for each start of the worker. */
  instance: string
  /** The user whose session the engine knows, if any. */
  userId: string | null
  /** Who the page is among the worker's clients: events name pages by it. Absent where the engine has no clients. */
  clientId?: string
}

export type WriteAction = 'retry' | 'resolve' | 'discard' | 'edit' | 'fold' | 'adopt'

/** A write as people see it. */
export interface WriteSummary {
  id: string
  sequence: number
  type: string
  resourceType: string
  label: string
  /** Ids by which the record may be known: temporary and, once known, the server's. */
  recordIds: string[]
  /** CARE shows the moment of its arrival, not that at which it was entered. */
  datedOnArrival: boolean
  syncStatus: SyncStatus | 'unreadable'
  /** Only of `failed`: nothing more happens by itself. */
  needsAttention: boolean
  failure: Failure | null
  savedAtMs: number
  lastAttemptAtMs: number | null
  receivedAtMs: number | null
  retryAtMs: number | null
  retries: number
  /** Of a file: how large, and the step of its way (of three) that comes next or is under way. */
  content?: { bytes: number; step: number }
  /** Raised whenever a person has changed what it says. */
  revision: number
  /** Labels of the writes it waits for. */
  waitsFor: string[]
  /** What a person may do with it now. */
  actions: WriteAction[]
}

export interface WriteList {
  userId: string | null
  writes: WriteSummary[]
  /** Unsent writes of other users of this tablet: only how many. */
  othersWaiting: number
}

export type SyncPause =
  | 'offline'
  | 'unreachable'
  | 'captive-portal'
  | 'auth-required'
  | 'no-session'
  | 'storage'

export interface SyncReport {
  /** Writes that reached the server in this step. */
  received: number
  /** Writes that are not settled and need nobody's attention. */
  waiting: number
  needAttention: number
  /** Ask again at once: the step ended because its time was over. */
  more: boolean
  /** When it makes sense to ask again, in ms from now; null when nothing waits or somebody must act. */
  nextInMs: number | null
  paused: SyncPause | null
}

/** Whether a read would be answered without the network. */
export type Availability =
  | { isHere: false }
  /** `fetchedAtMs`: when its oldest part was asked; null: it was made here. `isIncomplete`: there may be more. */
  | { isHere: true; fetchedAtMs: number | null; isIncomplete: boolean }

/** How ready this tablet is to work without the network. */
export interface Readiness {
  /** How many of the lists that a shift needs are here, */
  done: number
  /** of how many that are known to be needed: answers name others. */
  total: number
  /** When the oldest of those that are here was asked, by this tablet's clock; null: none is here. */
  atMs: number | null
  /** Resources of which something is not here. */
  missing: string[]
}

/** `needed`: what every form needs. `all`: then the records of the ward's patients, in small portions. */
export type WarmUpPart = 'needed' | 'all'

export interface WarmUpReport extends Readiness {
  /** Ask again: the step ended because it had done enough for one. */
  more: boolean
  /** When it makes sense to ask again before the next hour, in ms from now. */
  nextInMs: number | null
}

/** How a person settles a conflict: all of one side, or field by field; `value` was typed. */
export type Resolution = 'mine' | 'theirs' | { fields: Record<string, 'mine' | 'theirs' | { value: Json }> }

/** What came of a wish to discard: done, or the writes that cannot go without it and must be named first. */
export type Discarded = { done: true } | { done: false; needs: { id: string; label: string; type: string }[] }

/** All of a write, for the person whose it is: holds patient data. */
export interface WriteDetails {
  payload: Json
  /** The payload as people said it; null where there is nothing better than the payload. */
  entered: Entered[] | null
  /** Where it is sent to, in the words of the page. */
  path: string
  /** The server's answer, or what stands for it until there is one. */
  record: Json
  conflict: ConflictData | null
  journal: JournalEntry[]
}

export interface EngineApi {
  greet(): Promise<Greeting>
  /** The signed-in user's writes, newest first. */
  writes(): Promise<Result<WriteList>>
  /** One bounded step of the replay, or of the one that is running. */
  sync(): Promise<Result<SyncReport>>
  /**
   * Puts a failed write back in the queue; `all`: each that needs attention, but for those that ask a question. To
   * retry one that asks "is it the same?" is to say no.
   */
  retry(writeId: string | 'all'): Promise<Result<number>>
  /** Why it waits and what comes next; null where there is no such write. */
  why(writeId: string): Promise<Result<Why | null>>
  details(writeId: string): Promise<Result<WriteDetails | null>>
  /** Settles a conflict: what was decided goes back into the queue, on the server's present version. */
  resolve(writeId: string, resolution: Resolution): Promise<Result<true>>
  /**
   * Takes a write out of the queue for good; it is kept apart, with the reason. `also`: ids of the writes that cannot
   * go without it, as a first call named them: they go with it.
   */
  discard(writeId: string, reason: string, also: string[]): Promise<Result<Discarded>>
  /**
   * Gives a write that waits another payload, and where its form needs it another path of the same route (a booking
   * names its slot there), checked as on the form: `invalid` names the fields.
   */
  edit(writeId: string, payload: Json, path?: string): Promise<Result<true>>
  /** Puts an update into the queued write that makes its record, so that both go as one. */
  fold(writeId: string): Promise<Result<true>>
  /** The record that the server has is the one that this write would make: it counts as received. */
  adopt(writeId: string, candidateId: string): Promise<Result<true>>
  /** Asks the API's ping, and judges the answer by its body. */
  checkConnection(): Promise<Result<Connectivity>>
  /**
   * One bounded step of the warm-up, or of the one that is under way; where nothing can be asked, it only tells what is
   * here. Null: nobody is signed in.
   */
  warmUp(part: WarmUpPart): Promise<Result<WarmUpReport | null>>
  /** Whether this tablet could answer a read now, without asking anybody; for the signed-in user. */
  available(request: ApiRequest): Promise<Result<Availability>>
  /** The page's tokens, for what was asked before the worker was in charge. */
  adoptSession(tokens: Tokens): Promise<Result<string>>
}

export type EngineCall = keyof EngineApi
export const engineCalls: readonly EngineCall[] = [
  'greet',
  'writes',
  'sync',
  'retry',
  'why',
  'details',
  'resolve',
  'discard',
  'edit',
  'fold',
  'adopt',
  'checkConnection',
  'warmUp',
  'available',
  'adoptSession',
]
