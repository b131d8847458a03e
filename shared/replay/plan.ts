// What the next step of a replay is: which writes may go now, which are held back and by whom, and when to look again.
// Pure: rows in, plan out.

import type { Failure } from '../failure.ts'
import type { IdMap } from '../ids/id-map.ts'
import { replaceOfflineIdsInWrite, withKnownIds } from '../ids/replace-offline-ids.ts'
import { dependencyGraph } from '../order/dependencies.ts'
import { topologicalSort } from '../order/topological-sort.ts'
import { isSettled, type OfflineWrite } from '../outbox/offline-write.ts'
import type { StepEvent } from '../outbox/outbox.ts'

export interface Plan {
  /** Steps to record before anything is sent. */
  marks: { write: OfflineWrite; event: StepEvent }[]
  /** Writes that may be worked on now, in order; none of them waits for another. */
  runnable: OfflineWrite[]
  /** Unsettled writes that will go by themselves. */
  waiting: number
  needAttention: number
  /** When the next of them may be tried, by this tablet's clock. */
  wakeAtMs: number | null
}

/** When to look again at a write that somebody else is sending right now. */
const recheckMs = 3_000
/** No wait is ever set so long: one that seems so was set before the tablet's clock was put back. */
const longestWaitMs = 30 * 60_000

/** Nothing more happens to such a write by itself. */
export const isStuck = (write: OfflineWrite): boolean =>
  write.syncStatus === 'conflict' || (write.syncStatus === 'failed' && write.retryAtMs === null)

/** Those that may go as far as their own state is concerned. */
function getPendingAndRetryableWrites(writes: readonly OfflineWrite[], nowMs: number): OfflineWrite[] {
  return writes.filter((write) => {
    const dueAt = dueAtMs(write)
    return dueAt !== null && (dueAt <= nowMs || dueAt > nowMs + longestWaitMs)
  })
}

export function planReplay(rows: readonly OfflineWrite[], ids: IdMap, nowMs: number): Plan {
  const writes = rows.filter((row) => !isSettled(row)).map((row) => withKnownIds(row, ids))
  const graph = dependencyGraph(writes)
  const { ordered, circular, behindCircle } = topologicalSort(writes, graph)
  const original = new Map(rows.map((row) => [row.id, row]))
  const present = new Set(writes.map(({ id }) => id))
  const heldBy = new Map<string, string[]>()
  const due = new Set(getPendingAndRetryableWrites(rows, nowMs).map((write) => write.id))
  const plan: Plan = { marks: [], runnable: [], waiting: 0, needAttention: 0, wakeAtMs: null }

  const circle = circular.map(({ id }) => id)
  for (const { id } of circular) {
    heldBy.set(id, circle)
    const write = original.get(id)
    if (!write) continue
    if (isStuck(write)) plan.needAttention += 1
    else if (write.syncStatus === 'pending' || write.syncStatus === 'failed') {
      plan.marks.push({ write, event: needsAttention({ code: 'circular', ids: circle }) })
    } else plan.waiting += 1
  }
  for (const known of [...ordered, ...behindCircle]) {
    const write = original.get(known.id)
    if (!write) continue
    const parents = (graph.get(known.id) ?? []).filter((id) => present.has(id))
    const stuck = [...new Set(parents.flatMap((id) => heldBy.get(id) ?? []))]
    if (isStuck(write)) {
      heldBy.set(write.id, [...stuck, write.id])
      plan.needAttention += 1
      continue
    }
    if (stuck.length > 0) {
      heldBy.set(write.id, stuck)
      plan.waiting += 1
      if (needsBlocking(write, stuck))
        plan.marks.push({ write, event: { type: 'parent-stuck', blockedBy: stuck } })
      continue
    }
    plan.waiting += 1
    if (write.syncStatus === 'blocked') {
      plan.marks.push({ write, event: { type: 'released' } })
      continue
    }
    if (parents.length > 0) continue
    const { unresolved } = replaceOfflineIdsInWrite(write, ids)
    if (unresolved.length > 0 && write.syncStatus !== 'sending' && write.syncStatus !== 'unconfirmed') {
      plan.marks.push({ write, event: needsAttention({ code: 'missing-parent', ids: unresolved }) })
      continue
    }
    if (due.has(write.id)) plan.runnable.push(write)
    else {
      const dueAt = dueAtMs(write) ?? nowMs + recheckMs
      plan.wakeAtMs = Math.min(plan.wakeAtMs ?? dueAt, dueAt)
    }
  }
  return plan
}

const needsAttention = (failure: Failure): StepEvent => ({ type: 'needs-attention', failure })

const needsBlocking = (write: OfflineWrite, stuck: string[]): boolean => {
  if (write.syncStatus === 'blocked') return write.blockedBy.join() !== stuck.join()
  return write.syncStatus === 'pending' || write.syncStatus === 'failed'
}

/** When it may be worked on; null where that is not a matter of time. */
function dueAtMs(write: OfflineWrite): number | null {
  if (write.syncStatus === 'pending') return 0
  if (write.syncStatus === 'unconfirmed') return write.probeAtMs
  return write.syncStatus === 'failed' ? write.retryAtMs : null
}
