// The replay of one user's outbox: parents first, independent writes side by side, in steps of bounded time, alone on
// this tablet.

import type { SyncReport } from '../bridge/engine-api.ts'
import { FailureError } from '../failure.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { Pause } from './ask.ts'
import { attemptLock, settleDelayMs } from './attempt.ts'
import { chooseSideBySide, lanesOf } from './lanes.ts'
import type { Pace } from './pace.ts'
import { type Plan, planReplay } from './plan.ts'
import { loadReplayView, type ReplayView } from './replay-view.ts'
import { type ReplayTools, syncOneWrite } from './sync-one-write.ts'

export interface SyncManagerOptions extends ReplayTools {
  userId: string
  pace: Pace
  /** After this time a step begins nothing more. */
  budgetMs?: number
  /** How many have settled of how many that were there. */
  onProgress?: (done: number, total: number) => void
  /** Something is about to be sent or looked for: not where a step finds nothing to do. */
  onSyncStart?: () => void
  onSyncComplete?: (report: SyncReport) => void
}

const defaultBudgetMs = 20_000
/** How often, once its time is over, a step that waits for content tells whoever asks that it goes on. */
const stillSendingMs = 10_000

export class SyncManager {
  readonly #options: SyncManagerOptions
  #running: Promise<SyncReport> | undefined
  #aborted = false
  /** Told when the step takes longer than a call may. */
  #waiting: ((report: SyncReport) => void)[] = []

  constructor(options: SyncManagerOptions) {
    this.#options = options
  }

  /** One step; joins the one that is running. While that sends large content, answers in time that there is more. */
  sync(): Promise<SyncReport> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      this.#waiting = []
    })
    const goesOn = new Promise<SyncReport>((resolve) => this.#waiting.push(resolve))
    return Promise.race([this.#running, goesOn])
  }

  /** Begins nothing more; the step ends after the attempts that are in the air have settled. */
  abort(): void {
    this.#aborted = true
  }

  async #run(): Promise<SyncReport> {
    const { locks, userId, onSyncComplete } = this.#options
    this.#aborted = false
    const report = await locks.withLock(`care-replay:${userId}`, () => this.#underLease())
    onSyncComplete?.(report)
    return report
  }

  /** Each step has a number of its own: one that was overtaken, lock or no lock, can settle nothing more. */
  async #underLease(): Promise<SyncReport> {
    const lease = await this.#options.outbox.takeLease(this.#options.userId)
    const outbox = this.#options.outbox.under(lease)
    const tellGoesOn = (report: SyncReport): void => {
      for (const tell of this.#waiting.splice(0)) tell(report)
    }
    const options = { ...this.#options, outbox, lease: lease.number }
    const step = new Step(options, () => this.#aborted, tellGoesOn)
    try {
      return await step.run()
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.code !== 'overtaken') throw error
      return {
        received: step.received,
        waiting: 0,
        needAttention: 0,
        more: true,
        nextInMs: null,
        paused: null,
      }
    }
  }
}

interface Flight {
  /** It takes as long as its content is large. */
  hasContent: boolean
  lanes: readonly string[]
  landed: Promise<void>
}

/** One bounded step, with all that it holds while it runs. */
class Step {
  received = 0
  readonly #options: SyncManagerOptions
  readonly #isAborted: () => boolean
  readonly #tellGoesOn: (report: SyncReport) => void
  readonly #air = new Map<string, Flight>()
  #landings = 0
  /** Below 0: that anything is sent at all. */
  #told = -1
  #pause: Pause | null = null
  #broken: { error: unknown } | undefined

  constructor(
    options: SyncManagerOptions,
    isAborted: () => boolean,
    tellGoesOn: (report: SyncReport) => void,
  ) {
    this.#options = options
    this.#isAborted = isAborted
    this.#tellGoesOn = tellGoesOn
  }

  async run(): Promise<SyncReport> {
    const { clock, userId, outbox, policies, pace, budgetMs = defaultBudgetMs } = this.#options
    const endAtMs = clock.now() + budgetMs
    await this.#recover((await loadReplayView(outbox, userId)).rows)
    for (;;) {
      const landings = this.#landings
      const view = await this.#load()
      // What landed while the rows were read may stand in them as it was before.
      if (this.#landings !== landings) continue
      const plan = planReplay(view.rows, view.ids, clock.now())
      const marks = plan.marks.filter(({ write }) => !this.#air.has(write.id))
      if (marks.length > 0 && !this.#broken) {
        await unblockDependentWrites(this.#options, marks)
        continue
      }
      const ready = plan.runnable.filter(({ id }) => !this.#air.has(id))
      const stop = this.#isAborted() || this.#pause !== null || this.#broken || this.#isOver(endAtMs)
      const next = stop
        ? []
        : chooseSideBySide(
            ready,
            (write) => lanesOf(write, policies),
            [...this.#air.values()].flatMap(({ lanes }) => lanes),
            pace.limit() - this.#air.size,
          )
      if (next.length > 0 || this.received > Math.max(0, this.#told)) this.#tell(plan)
      for (const write of next) this.#launch(write, view)
      if (this.#air.size > 0) {
        await this.#landing()
        if (clock.now() >= endAtMs && this.#hasContent())
          this.#tellGoesOn({ ...this.#report(plan, true), more: true, nextInMs: null })
        continue
      }
      if (this.#broken) throw this.#broken.error
      return this.#report(plan, ready.length > 0)
    }
  }

  /** Until something has landed; where that can take long, also from time to time. */
  async #landing(): Promise<void> {
    const landed = [...this.#air.values()].map((flight) => flight.landed)
    if (!this.#hasContent()) return Promise.race(landed)
    const tick = this.#options.clock.timer(stillSendingMs)
    await Promise.race([...landed, tick.done])
    tick.cancel()
  }

  #hasContent(): boolean {
    return [...this.#air.values()].some(({ hasContent }) => hasContent)
  }

  /** While content is on its way the step cannot end, and the others need not wait for it. */
  #isOver(endAtMs: number): boolean {
    return this.#options.clock.now() >= endAtMs && !this.#hasContent()
  }

  /** While something is in the air its end is awaited, whatever else fails. */
  async #load(): Promise<ReplayView> {
    try {
      return await loadReplayView(this.#options.outbox, this.#options.userId)
    } catch (error) {
      await Promise.all([...this.#air.values()].map(({ landed }) => landed))
      throw error
    }
  }

  #launch(write: OfflineWrite, view: ReplayView): void {
    const lanes = lanesOf(write, this.#options.policies)
    const landed = syncOneWrite(this.#options, write, view)
      .then(({ received, pause }) => {
        if (received) this.received += 1
        this.#pause ??= pause
      })
      .catch((error: unknown) => {
        this.#broken ??= { error }
      })
      .finally(() => {
        this.#air.delete(write.id)
        this.#landings += 1
      })
    this.#air.set(write.id, { lanes, landed, hasContent: write.contentBytes !== undefined })
  }

  #tell({ waiting }: Plan): void {
    const { onSyncStart, onProgress } = this.#options
    if (this.#told < 0) onSyncStart?.()
    this.#told = this.received
    onProgress?.(this.received, this.received + waiting)
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

  #report(plan: Plan, moreIsReady: boolean): SyncReport {
    const { clock, pace } = this.#options
    const heldUntilMs = pace.heldUntilMs()
    const wakeAtMs = moreIsReady && heldUntilMs !== null ? heldUntilMs : plan.wakeAtMs
    return {
      received: this.received,
      waiting: plan.waiting,
      needAttention: plan.needAttention,
      more: moreIsReady && heldUntilMs === null && !this.#isAborted() && this.#pause === null,
      nextInMs: wakeAtMs === null ? null : Math.max(0, wakeAtMs - clock.now()),
      paused: this.#pause,
    }
  }
}

/** Records who is held back by whom, and who no longer is. */
async function unblockDependentWrites({ outbox }: ReplayTools, marks: Plan['marks']): Promise<void> {
  for (const { write, event } of marks) {
    const { syncStatus: status, revision = 0 } = write
    await outbox.markWriteStatus(write.id, event, { status, revision })
  }
}
