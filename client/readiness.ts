// Keeps the tablet ready while a page is in sight: when the warm-up runs, and what is known of it. What it asks for is
// the engine's business.

import type { Readiness, WarmUpPart, WarmUpReport } from '../shared/bridge/engine-api.ts'
import type { Result } from '../shared/failure.ts'
import type { Clock, Random } from '../shared/ports.ts'
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
  /** It is time to look. `hurry`: a person wants all of it now. */
  wake(hurry?: 'hurry'): void
  /** Whose tablet it is now; null: nobody's. */
  sessionChanged(userId: string | null): void
  close(): void
}

export interface ReadinessOptions {
  clock: Clock
  random: Pick<Random, 'fraction'>
  page: Page
  warmUp(part: WarmUpPart): Promise<Result<WarmUpReport | null>>
  connectivity: Subject<KnownConnectivity>
  /** What was saved goes first. */
  busy: Subject<boolean>
}

const everyMs = 60 * 60_000
const afterFailureMs = 30_000
/** The records of the ward come when the first screens are open; not at one moment on all the tablets of a shift. */
const beforeWard = { leastMs: 45_000, mostMs: 90_000 }
const betweenPortionsMs = 4_000

export function createReadinessKeeper(options: ReadinessOptions): ReadinessKeeper {
  const { clock, random, page, warmUp, connectivity, busy } = options
  const state = createSubject<ReadinessView | null>(null)
  let timer: ReturnType<Clock['timer']> | undefined
  /** What it is time for. */
  let due: WarmUpPart | undefined
  /** Somebody waits for it: no pauses. */
  let isUrgent = false
  let running = false
  let closed = false
  let lastConnectivity = connectivity.get()

  function later(ms: number, part: WarmUpPart): void {
    timer?.cancel()
    timer = clock.timer(ms)
    void timer.done.then(() => wake(part))
  }

  function wake(part: WarmUpPart): void {
    due = part
    void run()
  }

  const mayRun = (): boolean => !closed && due !== undefined && page.isVisible() && !busy.get()

  async function run(): Promise<void> {
    if (running || !mayRun()) return
    running = true
    timer?.cancel()
    try {
      while (mayRun() && due) {
        const part = due
        due = undefined
        const result = await warmUp(part)
        if (closed) return
        if (!result.ok) return later(afterFailureMs, part)
        if (!result.value) return state.set(null)
        take(part, result.value)
      }
    } finally {
      running = false
      const known = state.get()
      if (known?.isRunning && !closed) state.set({ ...known, isRunning: false })
    }
  }

  function take(part: WarmUpPart, { more, nextInMs, ...readiness }: WarmUpReport): void {
    state.set({ ...readiness, isRunning: more })
    // Somebody has asked for something else meanwhile: that comes next.
    if (due) return
    if (more && (part === 'needed' || isUrgent)) due = part
    else if (more) later(betweenPortionsMs, part)
    else if (nextInMs !== null) later(nextInMs, part)
    else if (part === 'needed') later(wardInMs(), 'all')
    else {
      isUrgent = false
      later(everyMs, 'needed')
    }
  }

  const wardInMs = (): number => {
    const { leastMs, mostMs } = beforeWard
    return leastMs + Math.round(random.fraction() * (mostMs - leastMs))
  }

  const undo = [
    connectivity.subscribe((now) => {
      const before = lastConnectivity
      lastConnectivity = now
      if (now === 'online' && before !== 'unknown') wake('needed')
    }),
    busy.subscribe(() => void run()),
    page.onVisibility(() => void run()),
  ]

  return {
    get: state.get,
    subscribe: state.subscribe,
    tell: ({ done, total, atMs, missing }) => state.set({ done, total, atMs, missing, isRunning: running }),
    wake(hurry) {
      isUrgent ||= hurry === 'hurry'
      wake(isUrgent ? 'all' : 'needed')
    },
    sessionChanged(userId) {
      state.set(null)
      if (userId !== null) wake('needed')
    },
    close() {
      closed = true
      timer?.cancel()
      for (const step of undo) step()
    },
  }
}
