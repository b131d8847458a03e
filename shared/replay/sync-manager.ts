// The replay of one user's outbox: parents first, one at a time, in steps of bounded time, alone on this tablet.

import type { SyncReport } from '../bridge/engine-api.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import { loadLocalView } from '../projection/projected-writes.ts'
import type { Pause } from './ask.ts'
import { attemptLock, settleDelayMs } from './attempt.ts'
import { type Plan, planReplay } from './plan.ts'
import { type ReplayTools, syncOneWrite } from './sync-one-write.ts'

export interface SyncManagerOptions extends ReplayTools {
  userId: string
  /** A step ends after the write that passes this time. */
  budgetMs?: number
  /** Journal of the run: how many have settled of how many that were there. */
  onProgress?: (done: number, total: number) => void
  onSyncStart?: () => void
  onSyncComplete?: (report: SyncReport) => void
}

const defaultBudgetMs = 20_000

export class SyncManager {
  readonly #options: SyncManagerOptions
  #running: Promise<SyncReport> | undefined
  #aborted = false

  constructor(options: SyncManagerOptions) {
    this.#options = options
  }

  /** One step; joins the one that is running. */
  sync(): Promise<SyncReport> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Stops after the attempt that is in the air has settled. */
  abort(): void {
    this.#aborted = true
  }

  async #run(): Promise<SyncReport> {
    const { locks, userId, onSyncStart, onSyncComplete } = this.#options
    this.#aborted = false
    onSyncStart?.()
    const report = await locks.withLock(`care-replay:${userId}`, () => this.#step())
    onSyncComplete?.(report)
    return report
  }

  async #step(): Promise<SyncReport> {
    const { clock, userId, outbox, policies, budgetMs = defaultBudgetMs, onProgress } = this.#options
    const endAtMs = clock.now() + budgetMs
    let view = await loadLocalView(outbox, policies, userId)
    await this.#recover(view.rows)
    let done = 0
    let pause: Pause | null = null
    for (;;) {
      view = await loadLocalView(outbox, policies, userId)
      const plan = planReplay(view.rows, view.ids, clock.now())
      if (plan.marks.length > 0) {
        await unblockDependentWrites(this.#options, plan)
        continue
      }
      const next = plan.runnable[0]
      const stop = this.#aborted || pause !== null || clock.now() >= endAtMs
      if (!next || stop) return toReport(plan, done, pause, next !== undefined && !this.#aborted, clock.now())
      onProgress?.(done, done + plan.waiting)
      const one = await syncOneWrite(this.#options, next, view)
      if (one.received) done += 1
      pause = one.pause
      onProgress?.(done, done + plan.waiting - (one.received ? 1 : 0))
    }
  }

  /** What says `sending` while nobody holds its lock was cut short: its answer is lost. */
  async #recover(rows: readonly OfflineWrite[]): Promise<void> {
    const { locks, outbox, clock } = this.#options
    for (const write of rows) {
      if (write.syncStatus !== 'sending') continue
      await locks.ifFree(attemptLock(write.id), () =>
        outbox.markWriteStatus(
          write.id,
          {
            type: 'answer-lost',
            failure: { code: 'no-answer', reason: 'network' },
            probeAtMs: clock.now() + settleDelayMs,
          },
          { attemptId: write.attempt.id },
        ),
      )
    }
  }
}

/** Records who is held back by whom, and who no longer is. */
async function unblockDependentWrites({ outbox }: ReplayTools, plan: Plan): Promise<void> {
  for (const { write, event } of plan.marks) {
    await outbox.markWriteStatus(write.id, event, { status: write.syncStatus })
  }
}

function toReport(
  plan: Plan,
  received: number,
  paused: Pause | null,
  more: boolean,
  nowMs: number,
): SyncReport {
  return {
    received,
    waiting: plan.waiting,
    needAttention: plan.needAttention,
    more: more && paused === null,
    nextInMs: plan.wakeAtMs === null ? null : Math.max(0, plan.wakeAtMs - nowMs),
    paused,
  }
}
