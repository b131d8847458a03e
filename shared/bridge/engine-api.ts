// What the page may ask of the engine, wherever it is hosted. Plain data in, plain data out, safe to repeat.

import type { Connectivity } from '../connection/connectivity.ts'
import type { Failure, Result } from '../failure.ts'
import type { JournalEntry } from '../outbox/journal.ts'
import type { SyncStatus } from '../outbox/offline-write.ts'
import type { Tokens } from '../policy/session-policy.ts'

/** Raised when a call changes its meaning. An old page and a new worker find out by the greeting. */
export const protocolVersion = 1

export interface Greeting {
  protocol: number
  build: string
  /** New for each start of the worker. */
  instance: string
  /** The user whose session the engine knows, if any. */
  userId: string | null
}

/** A write as people see it. */
export interface WriteSummary {
  id: string
  sequence: number
  type: string
  resourceType: string
  label: string
  /** Ids by which the record may be known: temporary and, once known, the server's. */
  recordIds: string[]
  syncStatus: SyncStatus | 'unreadable'
  /** Only of `failed`: nothing more happens by itself. */
  needsAttention: boolean
  failure: Failure | null
  savedAtMs: number
  lastAttemptAtMs: number | null
  receivedAtMs: number | null
  retryAtMs: number | null
  retries: number
  /** Labels of the writes it waits for. */
  waitsFor: string[]
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

export interface EngineApi {
  greet(): Promise<Greeting>
  /** The signed-in user's writes, newest first. */
  writes(): Promise<Result<WriteList>>
  /** One bounded step of the replay, or of the one that is running. */
  sync(): Promise<Result<SyncReport>>
  /** Puts a failed write (or all that need attention) back in the queue. */
  retry(writeId: string | 'all'): Promise<Result<number>>
  journal(writeId: string): Promise<Result<JournalEntry[]>>
  /** Asks the API's ping, and judges the answer by its body. */
  checkConnection(): Promise<Result<Connectivity>>
  /** The page's tokens, for what was asked before the worker was in charge. */
  adoptSession(tokens: Tokens): Promise<Result<string>>
}

export type EngineCall = keyof EngineApi
export const engineCalls: readonly EngineCall[] = [
  'greet',
  'writes',
  'sync',
  'retry',
  'journal',
  'checkConnection',
  'adoptSession',
]
