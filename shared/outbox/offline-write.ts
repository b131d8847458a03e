// A write on this tablet: what the user saved, and where it stands on its way to the server.

import type { Method } from '../api-request.ts'
import type { Failure } from '../failure.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Reached } from '../policy/content-rule.ts'

/** What never changes once it is saved, except that ids and payload may be rewritten before it is sent. */
export interface WriteRecord {
  id: string
  /** Order on this tablet; never a clock. */
  sequence: number
  userId: string
  /** Key of its policy. */
  syncRouteKey: string
  policyVersion: number
  /** The proposal's name of the write: `create_patient`. */
  type: string
  resourceType: string
  method: Exclude<Method, 'GET'>
  /** The path as the page asked it, temporary ids included. */
  path: string
  query: [string, string][]
  pathParams: Record<string, string>
  payload: Json
  /** The answer that the page was given, made by the policy. */
  provisional: Json
  /** New records: where their id stands in the answer, and their temporary id. */
  created: { pointer: string; id: string }[]
  /** Ids of existing records that it changes (temporary or the server's). */
  changes: string[]
  /** Every id that it mentions anywhere, its own included. */
  mentions: string[]
  /** Writes that must reach the server first. */
  parentMutationIds: string[]
  /** The server's version that the user saw, in the payload's shape. Absent: unknown. */
  base?: JsonObject
  /** The name a person knows the record by. */
  label: string
  /** By this tablet's clock, in ms: for showing only. */
  clientTimestamp: number
  /** The same by the server's clock, as well as it was known then (ISO, UTC): what a form is dated by. */
  filledAt?: string
  /** The run of the engine (a worker's life) that saved it. */
  savedBy: string
  /** The build that saved it. */
  build: string
  lastAttemptAt?: number
  /** The first attempt: nothing that this write has made on the server is older. */
  firstAttempt?: Attempt
  /** A person was shown who is likely the same, and wants a record of its own all the same. */
  sendAnyway?: true
  /** Ids of records on the server that a person was shown as candidates, and that are not this one. */
  notThese?: string[]
  /** How often a person has changed what it says; counts from 0. Fences: what was read before is not sent. */
  revision?: number
  /** Ids of later writes that a person has put into this one. */
  includes?: string[]
  /** How many bytes of content it has beside its payload. */
  contentBytes?: number
  /** How far a write with content has come. */
  reached?: Reached
  /** Attempts that reached the server and did not settle the write. */
  retries: number
}

/** One try to send. `id` fences: only the attempt that is on record may settle the row. */
export interface Attempt {
  id: string
  /** By this tablet's clock: for showing only. */
  startedAtMs: number
  /** What the server's clock showed then, as well as it is known here. */
  serverMs: number
  /** A time that the server's clock had certainly passed: what the attempt made is not older. */
  notBeforeMs: number
  /** Number of the replay's run that made it; 0 where the open form did. */
  lease: number
  /** It ended, and CARE itself has not said so: it may still be at it. */
  unanswered?: true
}

/** How long a form waits for its own attempt before it hears "saved on this tablet", and the temporary id with it. */
export const formPatienceMs = 8_000

export interface ConflictData {
  base: JsonObject | null
  mine: JsonObject
  theirs: JsonObject | null
  /** Fields of the payload on which base, mine and theirs all differ, or that are never merged. */
  fields: string[]
  /** Of which record a field is, where the write is about several. */
  about?: Record<string, string>
  /** Who changed it on the server and when, where the record tells: a hint for the person who decides. */
  changedBy?: string
  changedAt?: string
}

export type WriteState =
  | { syncStatus: 'pending'; lastError?: Failure }
  | { syncStatus: 'sending'; attempt: Attempt }
  /** An attempt ended without an answer: look before anything else, not before `probeAtMs`. */
  | { syncStatus: 'unconfirmed'; attempt: Attempt; probeAtMs: number; lastError: Failure }
  /** `settledAt`: number of the journal entry, to compare with the age of stored answers. */
  | { syncStatus: 'success'; response: Json; serverTimestamp: number; settledAt: number }
  /** `retryAtMs: null`: needs attention. `attempt`: set where the server may hold it already. */
  | { syncStatus: 'failed'; lastError: Failure; retryAtMs: number | null; attempt?: Attempt }
  | { syncStatus: 'blocked'; blockedBy: string[] }
  | { syncStatus: 'conflict'; conflictData: ConflictData }

export type SyncStatus = WriteState['syncStatus']
export type OfflineWrite = WriteRecord & WriteState

export type WriteIn<Status extends SyncStatus> = WriteRecord & Extract<WriteState, { syncStatus: Status }>

/** A row that this version cannot read. It is kept as it is, and shown. */
export interface UnreadableWrite {
  id: string
  userId: string | null
  raw: Json
}

export const isSettled = (write: OfflineWrite): boolean => write.syncStatus === 'success'

/** Ids of the records that this write makes or changes. */
export const subjectsOf = (write: WriteRecord): string[] => [
  ...write.created.map((record) => record.id),
  ...write.changes,
]
