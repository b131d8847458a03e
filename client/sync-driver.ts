// Drives the replay while a page is open: when to start a run, how long it goes on, when to try again. What is sent
// and in which order is the engine's business.

import { alarmTag } from '../shared/bridge/alarm.ts'
import type { SyncReport } from '../shared/bridge/engine-api.ts'
import type { Result } from '../shared/failure.ts'
import type { Clock, Random } from '../shared/ports.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import type { Alarm, Page } from './ports.ts'
import { createSubject, type Subject } from './subject.ts'
import { initialSyncState, reduceSync, type SyncState, type SyncStateEvent } from './sync-state.ts'

type SyncTrigger =
  /** The page started, somebody signed in, a worker took charge. */
  | 'automatic'
  | 'write-queued'
  /** Another page, or the worker alone, is sending: a step of ours joins it. */
  | 'running-elsewhere'
  /** Somebody asked for it: runs whatever the connectivity is thought to be. */
  | 'manual'

export interface SyncDriver extends Subject<SyncState> {
  /** Resolves when the run that this starts or joins has ended; at once where none is started now. */
  wake(trigger: SyncTrigger): Promise<void>
  /** The engine tells how far the run is. */
  progress(done: number, total: number): void
  /** The engine has begun or ended a step, for whomever: shown, and not joined, or pages would wake each other. */
  stepElsewhere(step: { isRunning: true } | { isRunning: false; received: number }): void
  reset(): void
  /** A run goes on, or is about to because the network came back. */
  busy: Subject<boolean>
  close(): void
}

export interface SyncDriverOptions {
  clock: Clock
  random: Pick<Random, 'fraction'>
  page: Page
  alarm: Alarm
  sync(): Promise<Result<SyncReport>>
  connectivity: Subject<KnownConnectivity>
  /** Pages on which nothing is sent by itself, for nobody is signed in there. */
  pausedOn(path: string): boolean
  /**
   * The longest time from coming online to the first automatic run; the shortest is a third of it. Between the two it is
   * random, so that a hospital's tablets do not all come back in one second. Never none: Wi-Fi that flickers should not
   * start a run each time.
   */
  syncDelayMs: number
  lastSyncAtMs: number | null
}

const lookAgainAtPathMs = 1_000
const shortestWaitMs = 500
const afterFailureMs = 5_000
const longestAfterFailureMs = 300_000
/** The engine ends a step before this: whoever has heard of no end by then has missed it. */
const longestStepMs = 45_000

export function createSyncDriver(options: SyncDriverOptions): SyncDriver {
  const { clock, random, page, alarm, sync, connectivity, pausedOn, syncDelayMs, lastSyncAtMs } = options
  const state = createSubject<SyncState>(initialSyncState(lastSyncAtMs))
  const busy = createSubject(false)
  let timer: ReturnType<Clock['timer']> | undefined
  let stepWatch: ReturnType<Clock['timer']> | undefined
  let running: Promise<void> | undefined
  let askedDuringRun = false
  let failures = 0
  let lastConnectivity = connectivity.get()
  let closed = false

  const take = (event: SyncStateEvent): void => state.set(reduceSync(state.get(), event))
  const mayReach = (): boolean => connectivity.get() === 'online' || connectivity.get() === 'unknown'

  function later(ms: number): void {
    timer?.cancel()
    timer = clock.timer(ms)
    void timer.done.then(() => start())
  }

  async function setAlarm(): Promise<void> {
    const isSet = await alarm.set(alarmTag).then(
      () => true,
      () => false,
    )
    if (!closed && isSet !== state.get().sendsWhenClosed) take({ type: 'alarm', isSet })
  }

  /** An automatic run, where it makes sense. */
  async function start(): Promise<void> {
    if (closed) return
    if (running) return running
    if (!mayReach()) return busy.set(false)
    if (!pausedOn(page.path())) return run()
    take({ type: 'nobody-signed-in' })
    later(lookAgainAtPathMs)
    busy.set(false)
  }

  function run(): Promise<void> {
    timer?.cancel()
    stepWatch?.cancel()
    busy.set(true)
    askedDuringRun = false
    running = drain().finally(() => {
      running = undefined
      if (closed) return
      if (askedDuringRun) return void start()
      busy.set(false)
    })
    return running
  }

  async function drain(): Promise<void> {
    take({ type: 'run-started' })
    let received = 0
    for (;;) {
      const result = await sync()
      if (closed) return
      if (!result.ok) {
        take({ type: 'run-failed', failure: result.failure })
        return later(Math.min(longestAfterFailureMs, afterFailureMs * 2 ** Math.min(failures++, 10)))
      }
      const report = result.value
      failures = 0
      received += report.received
      take({ type: 'step', report, received })
      if (report.waiting > 0) void setAlarm()
      if (report.more && !pausedOn(page.path())) continue
      take({ type: 'run-ended', atMs: clock.now() })
      if (report.nextInMs !== null) later(Math.max(shortestWaitMs, report.nextInMs))
      return
    }
  }

  const undo = [
    connectivity.subscribe((now) => {
      const before = lastConnectivity
      lastConnectivity = now
      if (now === 'online' && before !== 'unknown') {
        busy.set(true)
        later(Math.round((syncDelayMs / 3) * (1 + 2 * random.fraction())))
      } else if (!mayReach() && !running) {
        timer?.cancel()
        busy.set(false)
      }
    }),
    page.onVisibility(() => {
      if (page.isVisible()) void start()
    }),
  ]

  return {
    get: state.get,
    subscribe: state.subscribe,
    busy,
    wake(trigger) {
      if (trigger === 'write-queued') void setAlarm()
      if (running) {
        if (trigger !== 'running-elsewhere') askedDuringRun = true
        return running
      }
      return trigger === 'manual' ? run() : start()
    },
    progress: (done, total) => take({ type: 'progress', done, total }),
    stepElsewhere(step) {
      stepWatch?.cancel()
      if (running) return
      if (!step.isRunning) {
        return take({ type: 'elsewhere-ended', atMs: clock.now(), received: step.received })
      }
      take({ type: 'elsewhere-started' })
      stepWatch = clock.timer(longestStepMs)
      void stepWatch.done.then(() => take({ type: 'elsewhere-ended', atMs: clock.now(), received: 0 }))
    },
    reset: () => take({ type: 'reset' }),
    close() {
      closed = true
      timer?.cancel()
      stepWatch?.cancel()
      for (const step of undo) step()
    },
  }
}
