// Why one write waits, from all that decides it. Pure.

import type { Connectivity } from '../connection/connectivity.ts'
import { withKnownIds } from '../ids/replace-offline-ids.ts'
import { dependencyGraph } from '../order/dependencies.ts'
import { isSettled, type OfflineWrite } from '../outbox/offline-write.ts'
import type { Pause } from './ask.ts'
import { isStuck } from './plan.ts'
import type { ReplayView } from './replay-view.ts'
import type { Why } from './why.ts'

export interface Surroundings {
  connectivity: Connectivity
  /** Whether its user's session may send; `none`: signed out, or never seen. */
  session: 'active' | 'expired' | 'none'
  heldUntilMs: number | null
  maxRetries: number
}

export function explainWait(write: OfflineWrite, view: ReplayView, around: Surroundings): Why {
  switch (write.syncStatus) {
    case 'success':
      return { code: 'received', atMs: write.serverTimestamp }
    case 'sending':
      return { code: 'sending', sinceMs: write.attempt.startedAtMs }
    case 'conflict':
      return { code: 'conflict', fields: write.conflictData.fields }
    case 'failed':
      if (write.retryAtMs === null) return { code: 'attention', failure: write.lastError }
  }
  const parents = unsettledParents(write, view)
  const stuck = parents.filter(isStuck)
  const held = write.syncStatus === 'blocked' ? rowsOf(write.blockedBy, view) : stuck
  if (held.length > 0) return { code: 'held', labels: labelsOf(held) }
  const pause = pauseOf(around)
  if (pause) return { code: 'paused', pause }
  if (around.heldUntilMs !== null) return { code: 'server-rests', untilMs: around.heldUntilMs }
  if (parents.length > 0) return { code: 'behind', labels: labelsOf(parents) }
  if (write.syncStatus === 'unconfirmed') {
    return { code: 'looking', atMs: write.probeAtMs, failure: write.lastError }
  }
  if (write.syncStatus !== 'failed' || write.retryAtMs === null) return { code: 'next' }
  const { retryAtMs: atMs, lastError: failure, retries: tries } = write
  return { code: 'retry', atMs, failure, tries, of: around.maxRetries }
}

function pauseOf({ session, connectivity }: Surroundings): Pause | null {
  if (session === 'expired') return 'auth-required'
  if (session === 'none') return 'no-session'
  return connectivity === 'online' ? null : connectivity
}

function unsettledParents(write: OfflineWrite, view: ReplayView): OfflineWrite[] {
  const open = view.rows.filter((row) => !isSettled(row)).map((row) => withKnownIds(row, view.ids))
  return rowsOf(dependencyGraph(open).get(write.id) ?? [], view)
}

const rowsOf = (ids: readonly string[], { rows }: ReplayView): OfflineWrite[] =>
  rows.filter(({ id }) => ids.includes(id))

const labelsOf = (rows: readonly OfflineWrite[]): string[] => [...new Set(rows.map(({ label }) => label))]
