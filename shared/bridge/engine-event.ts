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
  /** A flagged read that could not be answered: its resource is not on this tablet. */
  | { type: 'missed'; resource: string; clientId: string }
  /** What a page was shown of this resource was gathered from what happens to be here: there may be more. */
  | { type: 'incomplete'; resource: string; clientId: string }

const types = new Set<string>([
  'writes-changed',
  'write-queued',
  'sync-started',
  'sync-progress',
  'sync-ended',
  'connectivity',
  'session',
  'trouble',
  'missed',
  'incomplete',
  'warm-up',
])

export function parseEngineEvent(message: unknown): EngineEvent | undefined {
  return isObject(message) && types.has(String(message.type))
    ? (message as unknown as EngineEvent)
    : undefined
}
