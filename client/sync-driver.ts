// Drives the replay while a page is open: when to start a run, how long it goes on, when to try again. What is sent
// and in which order is the engine's business.

import { alarmTag } from '../shared/bridge/alarm.ts'
import type { SyncReport } from '../shared/bridge/engine-api.ts'
import type { Result } from '../shared/failure.ts'
import type { Clock } from '../shared/ports.ts'
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
  reset(): void
  /** A run goes on, or is about to because the network came back. */
  busy: Subject<boolean>
  close(): void
}

export interface SyncDriverOptions {
  clock: Clock
  page: Page
  alarm: Alarm
  sync(): Promise<Result<SyncReport>>
  connectivity: Subject<KnownConnectivity>
  /** Pages on which nothing is sent by itself, for nobody is signed in there. */
  pausedOn(path: string): boolean
  /** From coming online to the first automatic run: Wi-Fi that flickers should not start one each time. */
  syncDelayMs: number
  lastSyncAtMs: number | null
}

const lookAgainAtPathMs = 3_000
const shortestWaitMs = 500
const afterFailureMs = 5_000
const longestAfterFailureMs = 300_000

export function createSyncDriver(options: SyncDriverOptions): SyncDriver {
  const { clock, page, alarm, sync, connectivity, pausedOn, syncDelayMs, lastSyncAtMs } = options
  const state = createSubject<SyncState>(initialSyncState(lastSyncAtMs))
  const busy = createSubject(false)
  let timer: ReturnType<Clock['timer']> | undefined
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
    later(lookAgainAtPathMs)
    busy.set(false)
  }

  function run(): Promise<void> {
    timer?.cancel()
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
        later(syncDelayMs)
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
    reset: () => take({ type: 'reset' }),
    close() {
      closed = true
      timer?.cancel()
      for (const step of undo) step()
    },
  }
}
