// The page's side of the layer, put together. One per page and QueryClient.

import { onlineManager, type QueryClient } from '@tanstack/react-query'
import { type EngineEvent, parseEngineEvent } from '../shared/bridge/engine-event.ts'
import type { Failure } from '../shared/failure.ts'
import type { PolicySet } from '../shared/policy/policies.ts'
import type { Tokens } from '../shared/policy/session-policy.ts'
import type { Clock } from '../shared/ports.ts'
import { type AnswerLedger, createAnswerLedger } from './answer-ledger.ts'
import { type Bridge, createBridge } from './bridge/bridge.ts'
import { type ConnectivityMonitor, createConnectivityMonitor } from './connectivity-monitor.ts'
import { createBrowserEnvironment } from './environment.ts'
import { createMirror, type WritesView } from './mirror.ts'
import { isMirrorKey } from './mirror-keys.ts'
import { feedOnlineManager } from './online-feed.ts'
import type { Environment, Installer } from './ports.ts'
import { letWorkerAnswer } from './query-defaults.ts'
import { createReadinessKeeper, type ReadinessKeeper } from './readiness.ts'
import type { Subject } from './subject.ts'
import { createSyncDriver, type SyncDriver } from './sync-driver.ts'
import { createWorkerRegistration, type WorkerRegistration } from './worker-registration.ts'
import { createWriteCalls, type WriteCalls } from './write-calls.ts'

export interface OfflineClientOptions {
  queryClient: QueryClient
  /** Base of CARE's API: `https://careapi.example.org`. People are told this name when it cannot be reached. */
  apiUrl: string
  policies: PolicySet
  /** Script of the host's service worker. Default: `/sw.js`. */
  serviceWorkerUrl?: string
  /** The tokens that the page holds. Default: where CARE keeps them in localStorage. */
  readTokens?: () => Tokens | undefined
  /** Paths on which nothing is sent by itself. Default: `/login` and `/session-expired`. */
  pausedOn?: (path: string) => boolean
  /**
   * The longest time from coming online to the first automatic run, in ms. Default: 3000. Each time it is another one,
   * random between a third of this and all of it: tablets that come back together do not all send at once.
   */
  syncDelayMs?: number
}

export interface OfflineClient extends WriteCalls {
  bridge: Bridge
  monitor: ConnectivityMonitor
  driver: SyncDriver
  /** How ready the tablet is to work without the network. */
  readiness: Pick<ReadinessKeeper, 'get' | 'subscribe' | 'wake'>
  /** How the reads of the screen in view were answered, where not by the server. */
  answers: Pick<AnswerLedger, 'get' | 'subscribe'>
  registration: WorkerRegistration
  installer: Installer
  writes: Subject<WritesView>
  trouble: Subject<Failure | null>
  policies: PolicySet
  /** Whether somebody has this page before them. */
  isVisible(): boolean
  apiUrl: string
  nowMs(): number
  timer: Clock['timer']
  close(): void
}

const lastSyncNote = 'care-offline:last-sync'
const signedOutPaths = ['/login', '/session-expired']

export function createOfflineClient(
  options: OfflineClientOptions,
  environment: Environment = createBrowserEnvironment(),
): OfflineClient {
  const { queryClient, policies, serviceWorkerUrl = '/sw.js', syncDelayMs = 3_000 } = options
  const { pausedOn = (path) => signedOutPaths.includes(path), readTokens = environment.readTokens } = options
  const { clock, random, page, device, line, container, events, alarm, notes } = environment

  const restoreDefaults = letWorkerAnswer(queryClient)
  const bridge = createBridge({ line, clock })
  const { checkConnection, sync } = bridge
  const monitor = createConnectivityMonitor({ clock, random, page, device, checkConnection })
  const lastSyncAtMs = Number(notes.read(lastSyncNote)) || null
  const driver = createSyncDriver({
    ...{ clock, random, page, alarm, sync, connectivity: monitor, pausedOn, syncDelayMs, lastSyncAtMs },
  })
  const { warmUp } = bridge
  const readiness = createReadinessKeeper({
    ...{ clock, random, page, warmUp, connectivity: monitor, busy: driver.busy },
  })
  const stopFeeding = feedOnlineManager({ onlineManager, connectivity: monitor, busy: driver.busy, device })
  const mirror = createMirror({ queryClient, policies, bridge, sync: driver, connectivity: monitor, clock })
  const answers = createAnswerLedger({ queryClient, policies, peer: bridge.peer, page })
  const registration = createWorkerRegistration({
    container,
    scriptUrl: serviceWorkerUrl,
    clock,
    page,
    onFirstControl: () => void takeIn(),
  })

  /** What the page asked before the worker was in charge is in no store: it is asked once more, through the worker. */
  async function takeIn(): Promise<void> {
    await handOverSession()
    mirror.refresh()
    void driver.wake('automatic')
    readiness.wake()
    await queryClient.refetchQueries({ type: 'active', predicate: (query) => !isMirrorKey(query.queryKey) })
  }

  async function handOverSession(): Promise<void> {
    const tokens = readTokens()
    if (tokens) await bridge.adoptSession(tokens)
  }

  async function meet(): Promise<void> {
    const greeting = await bridge.greet()
    if (greeting.ok && greeting.value.userId === null) await handOverSession()
    await driver.wake('automatic')
    readiness.wake()
  }

  function hear(event: EngineEvent): void {
    switch (event.type) {
      case 'write-queued':
        void driver.wake('write-queued')
        mirror.refresh()
        break
      case 'sync-progress':
        // Only where something is really received: two pages must not wake each other for ever.
        if (event.done > 0) void driver.wake('running-elsewhere')
        driver.progress(event.done, event.total)
        break
      case 'sync-started':
        driver.stepElsewhere({ isRunning: true })
        break
      case 'sync-ended':
        driver.stepElsewhere({ isRunning: false, received: event.received })
        mirror.refresh()
        break
      case 'writes-changed':
        mirror.refresh()
        break
      case 'connectivity':
        monitor.tell(event.connectivity)
        break
      case 'session':
        mirror.sessionChanged(event.userId)
        readiness.sessionChanged(event.userId)
        if (event.userId === null) answers.forget()
        void driver.wake('automatic')
        break
      case 'trouble':
        mirror.report(event.failure)
        break
      case 'answered':
        answers.tell(event)
        break
      case 'warm-up':
        readiness.tell(event)
        break
    }
  }

  const undo = [
    events.subscribe((message) => {
      const event = parseEngineEvent(message)
      if (event) hear(event)
    }),
    driver.subscribe((state) => {
      if (state.lastSyncAtMs !== null) notes.write(lastSyncNote, String(state.lastSyncAtMs))
    }),
    page.onVisibility(() => {
      if (page.isVisible()) mirror.refresh()
    }),
    stopFeeding,
    restoreDefaults,
  ]
  void meet()

  return {
    bridge,
    monitor,
    driver,
    readiness,
    answers,
    registration,
    installer: environment.installer,
    writes: mirror.writes,
    trouble: mirror.trouble,
    policies,
    isVisible: page.isVisible,
    apiUrl: options.apiUrl,
    nowMs: () => clock.now(),
    timer: clock.timer,
    ...createWriteCalls(bridge, mirror, driver),
    close() {
      for (const step of undo) step()
      mirror.close()
      readiness.close()
      answers.close()
      driver.close()
      monitor.close()
      registration.close()
      bridge.close()
    },
  }
}
