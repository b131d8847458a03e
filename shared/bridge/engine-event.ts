// What the engine tells every page of this origin, by BroadcastChannel. Lost events do no harm: pages ask again.

import type { Connectivity } from '../connection/connectivity.ts'
import type { Failure } from '../failure.ts'
import { isObject } from '../json.ts'
import type { Readiness } from './engine-api.ts'

export const eventChannelName = 'care-offline'

export type EngineEvent =
  | { type: 'writes-changed'; userId: string }
  /** A write waits: the page should drive a sync and set the alarm clock. */
  | { type: 'write-queued'; userId: string }
  | { type: 'sync-started'; userId: string }
  | { type: 'sync-progress'; userId: string; done: number; total: number }
  | { type: 'sync-ended'; userId: string; received: number }
  | { type: 'connectivity'; connectivity: Connectivity }
  | { type: 'session'; userId: string | null }
  | { type: 'trouble'; failure: Failure }
  /** How ready this tablet is to work without the network. */
  | ({ type: 'warm-up'; userId: string } & Readiness)
  | AnsweredEvent

/**
 * How one read of one page was answered. Told of each that did not come from the server, and once when it does. Holds
 * no patient data but the ids in an address.
 */
export interface AnsweredEvent {
  type: 'answered'
  /** The page that asked, among the worker's clients. */
  clientId: string
  /** What it asked, by `questionOf`: query and body count, and cannot be read from it. */
  question: string
  /** The address without its query. */
  path: string
  /** Key of the read's policy. */
  read: string
  resource: string
  /** `missed`: not on this tablet, and the server could not be asked. */
  from: 'server' | 'store' | 'missed'
  /** Of `store`: when its oldest part was asked, by this tablet's clock. Null: it was made here, or just asked. */
  fetchedAtMs: number | null
  /** Of `store`: gathered from what happens to be here; there may be more. */
  incomplete: boolean
}

const types = new Set<string>([
  'writes-changed',
  'write-queued',
  'sync-started',
  'sync-progress',
  'sync-ended',
  'connectivity',
  'session',
  'trouble',
  'answered',
  'warm-up',
])

export function parseEngineEvent(message: unknown): EngineEvent | undefined {
  return isObject(message) && types.has(String(message.type))
    ? (message as unknown as EngineEvent)
    : undefined
}
