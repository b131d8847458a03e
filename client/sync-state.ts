// How the sending of saved work stands, as this page can tell it.

import type { SyncReport } from '../shared/bridge/engine-api.ts'
import type { Failure } from '../shared/failure.ts'

export interface SyncState {
  isSyncing: boolean
  /** Of the run that goes on, or of the last one. */
  syncedCount: number
  totalCount: number
  /** When a run last got through to CARE, by this tablet's clock. */
  lastSyncAtMs: number | null
  /** Of this page's last step. */
  report: SyncReport | null
  /** Why the last run could not be made at all. */
  failure: Failure | null
  /** Nothing is sent by itself, for this page is one on which nobody is signed in. */
  isNobodySignedIn: boolean
  /** False where the browser cannot send while the app is closed. */
  sendsWhenClosed: boolean
}

export type SyncStateEvent =
  | { type: 'run-started' }
  | { type: 'progress'; done: number; total: number }
  | { type: 'step'; report: SyncReport; received: number }
  | { type: 'run-ended'; atMs: number }
  | { type: 'run-failed'; failure: Failure }
  | { type: 'elsewhere-started' }
  | { type: 'elsewhere-ended'; atMs: number; received: number }
  | { type: 'nobody-signed-in' }
  | { type: 'alarm'; isSet: boolean }
  | { type: 'reset' }

export const initialSyncState = (lastSyncAtMs: number | null): SyncState => ({
  isSyncing: false,
  syncedCount: 0,
  totalCount: 0,
  lastSyncAtMs,
  report: null,
  failure: null,
  isNobodySignedIn: false,
  sendsWhenClosed: true,
})

export function reduceSync(state: SyncState, event: SyncStateEvent): SyncState {
  switch (event.type) {
    case 'run-started':
      return { ...begun(state), isNobodySignedIn: false }
    case 'progress':
      return state.isSyncing ? counted(state, event.done, event.total) : state
    case 'step':
      return {
        ...counted(state, event.received, event.received + event.report.waiting),
        report: event.report,
      }
    case 'run-ended':
      return { ...state, isSyncing: false, lastSyncAtMs: gotThrough(state) ? event.atMs : state.lastSyncAtMs }
    case 'run-failed':
      return { ...state, isSyncing: false, failure: event.failure }
    case 'elsewhere-started':
      return begun(state)
    case 'elsewhere-ended': {
      const lastSyncAtMs = event.received > 0 ? event.atMs : state.lastSyncAtMs
      return { ...state, isSyncing: false, lastSyncAtMs }
    }
    case 'nobody-signed-in':
      return state.isNobodySignedIn ? state : { ...state, isNobodySignedIn: true }
    case 'alarm':
      return { ...state, sendsWhenClosed: event.isSet }
    case 'reset':
      return { ...state, syncedCount: 0, totalCount: 0, failure: null }
  }
}

const begun = (state: SyncState): SyncState => ({
  ...state,
  isSyncing: true,
  syncedCount: 0,
  totalCount: 0,
  failure: null,
})

/** Counts never go back within a run. */
function counted(state: SyncState, done: number, total: number): SyncState {
  const syncedCount = Math.max(state.syncedCount, done)
  return { ...state, syncedCount, totalCount: Math.max(state.totalCount, total, syncedCount) }
}

const gotThrough = ({ report, syncedCount }: SyncState): boolean => report?.paused === null || syncedCount > 0
