// Keeps the tablet ready while a page is in sight: when the warm-up runs, and what is known of it. What it asks for is
// the engine's business.

import type { Readiness, WarmUpReport } from '../shared/bridge/engine-api.ts'
import type { Result } from '../shared/failure.ts'
import type { Clock } from '../shared/ports.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import type { Page } from './ports.ts'
import { createSubject, type Subject } from './subject.ts'

export interface ReadinessView extends Readiness {
  /** This page has a run going on. */
  isRunning: boolean
}

/** Null: nothing is known, or nobody is signed in. */
export interface ReadinessKeeper extends Subject<ReadinessView | null> {
  /** The engine tells how far it is, whoever asked. */
  tell(readiness: Readiness): void
  /** Somebody has signed in, a worker took charge: it is time to look. */
  wake(): void
  /** Whose tablet it is now; null: nobody's. */
  sessionChanged(userId: string | null): void
  close(): void
}

export interface ReadinessOptions {
  clock: Clock
  page: Page
  warmUp(): Promise<Result<WarmUpReport | null>>
  connectivity: Subject<KnownConnectivity>
  /** What was saved goes first. */
  busy: Subject<boolean>
}

const everyMs = 60 * 60_000
const afterFailureMs = 30_000

export function createReadinessKeeper(options: ReadinessOptions): ReadinessKeeper {
  const { clock, page, warmUp, connectivity, busy } = options
  const state = createSubject<ReadinessView | null>(null)
  let timer: ReturnType<Clock['timer']> | undefined
  let isDue = false
  let running = false
  let closed = false
  let lastConnectivity = connectivity.get()

  function later(ms: number): void {
    timer?.cancel()
    timer = clock.timer(ms)
    void timer.done.then(wake)
  }

  function wake(): void {
    isDue = true
    void run()
  }

  const mayRun = (): boolean => !closed && isDue && page.isVisible() && !busy.get()

  async function run(): Promise<void> {
    if (running || !mayRun()) return
    running = true
    timer?.cancel()
    try {
      while (mayRun()) {
        isDue = false
        const result = await warmUp()
        if (closed) return
        if (!result.ok) return later(afterFailureMs)
        const report = result.value
        if (!report) return state.set(null)
        const { more, nextInMs, ...readiness } = report
        state.set({ ...readiness, isRunning: more })
        if (more) isDue = true
        else later(nextInMs ?? everyMs)
      }
    } finally {
      running = false
      const known = state.get()
      if (known?.isRunning && !closed) state.set({ ...known, isRunning: false })
    }
  }

  const undo = [
    connectivity.subscribe((now) => {
      const before = lastConnectivity
      lastConnectivity = now
      if (now === 'online' && before !== 'unknown') wake()
    }),
    busy.subscribe(() => void run()),
    page.onVisibility(() => void run()),
  ]

  return {
    get: state.get,
    subscribe: state.subscribe,
    tell: ({ done, total, atMs, missing }) => state.set({ done, total, atMs, missing, isRunning: running }),
    wake,
    sessionChanged(userId) {
      state.set(null)
      if (userId !== null) wake()
    },
    close() {
      closed = true
      timer?.cancel()
      for (const step of undo) step()
    },
  }
}
