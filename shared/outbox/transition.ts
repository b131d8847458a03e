// The life of a write: one table of what may follow what, and one pure function that makes the step.

import type { Failure } from '../failure.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Reached } from '../policy/content-rule.ts'
import type {
  Attempt,
  ConflictData,
  OfflineWrite,
  SyncStatus,
  WriteRecord,
  WriteState,
} from './offline-write.ts'

export type WriteEvent =
  /** A request is about to leave. Written before it does. */
  | { type: 'attempt-started'; attempt: Attempt }
  /** The API took it. */
  | { type: 'accepted'; response: Json; atMs: number; settledAt: number }
  /** The attempt ended and nobody knows how: look before anything else. */
  | { type: 'answer-lost'; failure: Failure; probeAtMs: number }
  /** It certainly did not arrive, through no fault of its own (no session, a portal in between). */
  | { type: 'not-sent'; failure: Failure }
  /** One of the requests of a write with content was answered; the attempt goes on with the next. */
  | { type: 'step-taken'; reached: Reached }
  /** To be tried again by itself at `retryAtMs`. */
  | { type: 'postponed'; failure: Failure; retryAtMs: number; reached?: Reached }
  /** Nothing more happens by itself: a person must look. `unsure`: the server may hold it. */
  | { type: 'needs-attention'; failure: Failure }
  | { type: 'probe-found'; response: Json; atMs: number; settledAt: number }
  | { type: 'probe-absent' }
  | { type: 'probe-postponed'; failure: Failure; probeAtMs: number }
  | { type: 'parent-stuck'; blockedBy: string[] }
  | { type: 'released' }
  | { type: 'conflict-found'; conflictData: ConflictData }
  /** A person asked for another try. Where the server may hold it already, that begins with a look. */
  | { type: 'retry-asked' }
  /** A person has given it another payload. */
  | { type: 'edited'; draft: EditedParts }
  /** A person has settled its conflict: `base` is the server's version that was settled with. */
  | { type: 'resolved'; draft: EditedParts; base: JsonObject | null }
  /** Its payload was put into the shape of a newer version of its policy; it stands where it stood. */
  | { type: 'upgraded'; payload: Json; mentions: string[]; policyVersion: number }
  /** A newer version of the server, from our own earlier write or a merge, to compare with and to send. */
  | { type: 'rebased'; base: JsonObject; payload?: Json }

/** What an edit may change: never who, what kind, or which records are changed. */
export type EditedParts = Pick<WriteRecord, 'payload' | 'provisional' | 'mentions' | 'label'> &
  Partial<Pick<WriteRecord, 'includes' | 'path' | 'pathParams' | 'created' | 'parentMutationIds'>>

export type WriteEventType = WriteEvent['type']

const table: Record<SyncStatus, Partial<Record<WriteEventType, SyncStatus[]>>> = {
  pending: {
    'attempt-started': ['sending'],
    postponed: ['failed'],
    'needs-attention': ['failed'],
    'parent-stuck': ['blocked'],
    'conflict-found': ['conflict'],
    'probe-found': ['success'],
    edited: ['pending'],
    upgraded: ['pending'],
    rebased: ['pending'],
  },
  sending: {
    accepted: ['success'],
    'answer-lost': ['unconfirmed'],
    // A refusal that proved that an earlier copy has landed.
    'probe-found': ['success'],
    'not-sent': ['pending'],
    'step-taken': ['sending'],
    upgraded: ['sending'],
    postponed: ['failed'],
    'needs-attention': ['failed'],
  },
  unconfirmed: {
    // An answer that came after we had given it up.
    accepted: ['success'],
    'probe-found': ['success'],
    'probe-absent': ['pending'],
    'probe-postponed': ['unconfirmed'],
    'needs-attention': ['failed'],
    upgraded: ['unconfirmed'],
    rebased: ['unconfirmed'],
  },
  failed: {
    'attempt-started': ['sending'],
    postponed: ['failed'],
    'needs-attention': ['failed'],
    'parent-stuck': ['blocked'],
    'conflict-found': ['conflict'],
    'probe-found': ['success'],
    'retry-asked': ['pending', 'unconfirmed'],
    edited: ['pending'],
    upgraded: ['failed'],
    rebased: ['failed'],
  },
  blocked: {
    released: ['pending'],
    'parent-stuck': ['blocked'],
    edited: ['pending'],
    upgraded: ['blocked'],
    rebased: ['blocked'],
  },
  conflict: {
    'retry-asked': ['pending'],
    resolved: ['pending'],
    upgraded: ['conflict'],
    rebased: ['conflict'],
  },
  success: {},
}

/** Thrown when a step is not in the table: a bug, or a runner that was overtaken. */
export class IllegalTransition extends Error {
  constructor(from: SyncStatus, event: WriteEventType) {
    super(`a write that is ${from} cannot take ${event}`)
    this.name = 'IllegalTransition'
  }
}

export const mayTake = (write: OfflineWrite, event: WriteEventType): boolean =>
  table[write.syncStatus][event] !== undefined

export function transition(write: OfflineWrite, event: WriteEvent): OfflineWrite {
  const allowed = table[write.syncStatus][event.type]
  if (!allowed) throw new IllegalTransition(write.syncStatus, event.type)
  const next = step(write, event)
  if (!allowed.includes(next.syncStatus)) throw new IllegalTransition(write.syncStatus, event.type)
  return next
}

function step(write: OfflineWrite, event: WriteEvent): OfflineWrite {
  const record = recordOf(write)
  switch (event.type) {
    case 'attempt-started':
      return as(
        {
          ...record,
          lastAttemptAt: event.attempt.startedAtMs,
          firstAttempt: record.firstAttempt ?? event.attempt,
        },
        { syncStatus: 'sending', attempt: event.attempt },
      )
    case 'accepted':
    case 'probe-found':
      return as(record, {
        syncStatus: 'success',
        response: event.response,
        serverTimestamp: event.atMs,
        settledAt: event.settledAt,
      })
    case 'answer-lost':
      return as(reachedTheServer(event.failure) ? { ...record, retries: record.retries + 1 } : record, {
        syncStatus: 'unconfirmed',
        attempt: endedBy(event.failure, attemptOf(write)),
        probeAtMs: event.probeAtMs,
        lastError: event.failure,
      })
    case 'not-sent':
      return as(record, { syncStatus: 'pending', lastError: event.failure })
    case 'step-taken':
      return { ...write, reached: event.reached }
    case 'postponed':
      return as(
        {
          ...record,
          retries: event.failure.code === 'content-unreachable' ? record.retries : record.retries + 1,
          ...(event.reached ? { reached: event.reached } : {}),
        },
        { syncStatus: 'failed', lastError: event.failure, retryAtMs: event.retryAtMs },
      )
    case 'needs-attention':
      return as(isTry(write, event.failure) ? { ...record, retries: record.retries + 1 } : record, {
        syncStatus: 'failed',
        lastError: event.failure,
        retryAtMs: null,
        // Kept where nobody knows how the attempt ended: a retry by hand begins with a look then.
        ...(write.syncStatus !== 'sending' && 'attempt' in write && write.attempt
          ? { attempt: write.attempt }
          : {}),
      })
    case 'probe-absent':
      return as(record, { syncStatus: 'pending' })
    case 'probe-postponed':
      return as(record, {
        syncStatus: 'unconfirmed',
        attempt: attemptOf(write),
        probeAtMs: event.probeAtMs,
        lastError: event.failure,
      })
    case 'parent-stuck':
      return as(record, { syncStatus: 'blocked', blockedBy: event.blockedBy })
    case 'released':
      return as(record, { syncStatus: 'pending' })
    case 'conflict-found':
      return as(record, { syncStatus: 'conflict', conflictData: event.conflictData })
    case 'retry-asked':
      return retried(write, { ...record, retries: 0 })
    case 'edited':
      if (write.syncStatus === 'failed' && write.attempt) throw new IllegalTransition('failed', 'edited')
      return as({ ...record, ...event.draft, ...rewritten(record) }, { syncStatus: 'pending' })
    case 'resolved': {
      const base = event.base ? { base: event.base } : {}
      return as({ ...record, ...event.draft, ...base, ...rewritten(record) }, { syncStatus: 'pending' })
    }
    case 'upgraded': {
      const { payload, mentions, policyVersion } = event
      return { ...write, payload, mentions, policyVersion }
    }
    case 'rebased':
      return {
        ...write,
        base: event.base,
        ...(event.payload === undefined ? {} : { payload: event.payload }),
      }
  }
}

const rewritten = ({ revision = 0 }: WriteRecord) => ({ revision: revision + 1, retries: 0 })

/** What the server may hold begins with a look; who was asked whether it is the same and tries again has said no. */
function retried(write: OfflineWrite, record: WriteRecord): OfflineWrite {
  if (write.syncStatus !== 'failed') return as(record, { syncStatus: 'pending' })
  const { attempt, lastError } = write
  const known = answered(record, lastError)
  if (!attempt) return as(known, { syncStatus: 'pending' })
  return as(known, { syncStatus: 'unconfirmed', attempt, probeAtMs: 0, lastError })
}

function answered(record: WriteRecord, failure: Failure): WriteRecord {
  if (failure.code === 'likely-duplicate') return { ...record, sendAnyway: true }
  if (failure.code !== 'unsure' || failure.candidates.length === 0) return record
  const notThese = [...(record.notThese ?? []), ...failure.candidates]
  return { ...record, sendAnyway: true, notThese }
}

const as = (record: WriteRecord, state: WriteState): OfflineWrite => ({ ...record, ...state })

/** Being offline never counts as a try. */
const reachedTheServer = (failure: Failure): boolean =>
  failure.code !== 'no-answer' && failure.code !== 'not-the-api'

/** The attempt that ends so is one of the tries that people are told of. */
const isTry = (write: OfflineWrite, failure: Failure): boolean =>
  write.syncStatus === 'sending' && reachedTheServer(failure)

/** Silence, or a gateway that gave up, says nothing of CARE; an answer of its own, or a portal's, tells that it is over. */
const endedBy = ({ code }: Failure, attempt: Attempt): Attempt =>
  code === 'no-answer' || code === 'busy' ? { ...attempt, unanswered: true } : attempt

function attemptOf(write: OfflineWrite): Attempt {
  if ('attempt' in write && write.attempt) return write.attempt
  throw new IllegalTransition(write.syncStatus, 'answer-lost')
}

/** The write without what belongs to its present state. */
function recordOf(write: OfflineWrite): WriteRecord {
  const {
    syncStatus: _status,
    attempt: _attempt,
    probeAtMs: _probe,
    lastError: _error,
    retryAtMs: _retry,
    response: _response,
    serverTimestamp: _received,
    settledAt: _settled,
    blockedBy: _blocked,
    conflictData: _conflict,
    ...record
  } = write as WriteRecord & Partial<Record<StateField, unknown>>
  return record
}

type StateField =
  | 'syncStatus'
  | 'attempt'
  | 'probeAtMs'
  | 'lastError'
  | 'retryAtMs'
  | 'response'
  | 'serverTimestamp'
  | 'settledAt'
  | 'blockedBy'
  | 'conflictData'
