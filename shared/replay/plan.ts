// What the next step of a replay is: which write may go now, which are held back and by whom, and when to look again.
// Pure: rows in, plan out.

import type { Failure } from '../failure.ts'
import type { IdMap } from '../ids/id-map.ts'
import { replaceOfflineIdsInWrite, withKnownIds } from '../ids/replace-offline-ids.ts'
import { parentsOf } from '../order/dependencies.ts'
import { topologicalSort } from '../order/topological-sort.ts'
import { isSettled, type OfflineWrite } from '../outbox/offline-write.ts'
import type { StepEvent } from '../outbox/outbox.ts'

export interface Plan {
  /** Steps to record before anything is sent. */
  marks: { write: OfflineWrite; event: StepEvent }[]
  /** Writes that may be worked on now, in order. */
  runnable: OfflineWrite[]
  /** Unsettled writes that will go by themselves. */
  waiting: number
  needAttention: number
  /** When the next of them may be tried, by this tablet's clock. */
  wakeAtMs: number | null
}

/** When to look again at a write that somebody else is sending right now. */
const recheckMs = 3_000

/** Nothing more happens to such a write by itself. */
export const isStuck = (write: OfflineWrite): boolean =>
  write.syncStatus === 'conflict' || (write.syncStatus === 'failed' && write.retryAtMs === null)

/** Those that may go as far as their own state is concerned. */
function getPendingAndRetryableWrites(writes: readonly OfflineWrite[], nowMs: number): OfflineWrite[] {
  return writes.filter((write) => (dueAtMs(write) ?? Number.POSITIVE_INFINITY) <= nowMs)
}

export function planReplay(rows: readonly OfflineWrite[], ids: IdMap, nowMs: number): Plan {
  const writes = rows.filter((row) => !isSettled(row)).map((row) => withKnownIds(row, ids))
  const { ordered, circular } = topologicalSort(writes)
  const original = new Map(rows.map((row) => [row.id, row]))
  const heldBy = new Map<string, string[]>()
  const due = new Set(getPendingAndRetryableWrites(rows, nowMs).map((write) => write.id))
  const plan: Plan = { marks: [], runnable: [], waiting: 0, needAttention: 0, wakeAtMs: null }

  for (const known of ordered) {
    const write = original.get(known.id)
    if (!write) continue
    const parents = parentsOf(known, writes).filter(
      (id) => heldBy.has(id) || writes.some((other) => other.id === id),
    )
    const stuck = parents.flatMap((id) => heldBy.get(id) ?? []).filter((id, i, all) => all.indexOf(id) === i)
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
  for (const { id } of circular) {
    const write = original.get(id)
    const others = circular.map((other) => other.id)
    if (!write) continue
    if (isStuck(write)) plan.needAttention += 1
    else if (write.syncStatus === 'pending' || write.syncStatus === 'failed') {
      plan.marks.push({ write, event: needsAttention({ code: 'circular', ids: others }) })
    } else plan.waiting += 1
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
