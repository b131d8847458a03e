// Everything that a host's service worker needs: one call at its top level.

import { registerRoute } from 'workbox-routing'
import { type EngineEvent, eventChannelName } from '../shared/bridge/engine-event.ts'
import { type Engine, openEngine, type ReplayOptions } from '../shared/engine/open-engine.ts'
import type { Failure } from '../shared/failure.ts'
import { createPolicies, type PolicySet } from '../shared/policy/policies.ts'
import { openOutboxDatabase } from '../shared/store/outbox-database.ts'
import { openResponseStore } from '../shared/store/response-database.ts'
import { createAlarmClock } from './alarm-clock.ts'
import { createTrafficClassifier, toApiBase } from './api-traffic.ts'
import { serveEngine } from './bridge/serve-engine.ts'
import { createEngineHost } from './engine-host.ts'
import { EngineStrategy } from './engine-strategy.ts'
import { createWorkerPorts, platformDatabase, scope } from './environment.ts'
import { installShell, type PrecacheList } from './shell.ts'
import { tellResult } from './tell-result.ts'

export interface OfflineOptions extends ReplayOptions {
  /** Where the API lives, without a trailing slash: `https://careapi.example.org`. Empty: this very origin. */
  apiUrl: string
  /** What may happen offline, route by route: `carePolicies`, with or without your own. */
  policies: PolicySet
  /** `self.__WB_MANIFEST`. Leave it out where the host precaches its shell itself. */
  precache?: PrecacheList
  /** The page that answers every navigation; `/index.html` by default. */
  navigateFallback?: string
  /** Told to pages in the greeting. */
  build?: string
}

/** Woken by the network, the worker waits at most so long before it sends. */
const reconnectSpreadMs = 2_000

export function installOffline(options: OfflineOptions): void {
  const { navigateFallback = '/index.html', build = '0', precache } = options
  const apiUrl = toApiBase(options.apiUrl, scope.location.origin)
  const policies = createPolicies(options.policies)
  const ports = createWorkerPorts(apiUrl)
  const channel = new BroadcastChannel(eventChannelName)
  let mayHoldTemporaryIds = true
  let contentOrigins: ReadonlySet<string> | undefined

  const emit = (event: EngineEvent): void => {
    channel.postMessage(event)
    if (event.type !== 'write-queued') return
    mayHoldTemporaryIds = true
    alarm.set()
  }
  const onTrouble = (failure: Failure): void => emit({ type: 'trouble', failure })

  const open = async (): Promise<Engine> => {
    const database = await openOutboxDatabase(platformDatabase, ports.clock)
    const responses = await openResponseStore(platformDatabase, ports.clock)
    const engine = await openEngine({ ...options, apiUrl, ports, database, responses, emit, build })
    contentOrigins = engine.contentOrigins()
    mayHoldTemporaryIds = await engine.hasTemporaryIds()
    return engine
  }
  const host = createEngineHost(open, ports.clock.now, build, onTrouble)
  const standBack = () => ports.clock.timer(ports.random.fraction() * reconnectSpreadMs).done
  const alarm = createAlarmClock(host.get, standBack, (drained) => tellResult(scope, drained))

  if (precache) installShell(scope, { precache, navigateFallback, now: ports.clock.now })
  // A worker that has just started does not know them yet, and asks before it lets one go.
  const mayTakeContent = (origin: string): boolean =>
    contentOrigins?.has(origin) ?? origin !== scope.location.origin
  const classify = createTrafficClassifier(apiUrl, policies, () => mayHoldTemporaryIds, mayTakeContent)
  const strategy = new EngineStrategy({
    apiUrl,
    contentPrefix: policies.prefix,
    getEngine: host.get,
    onTrouble,
  })
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    registerRoute(({ request, url }) => classify(request, url) ?? false, strategy, method)
  }
  serveEngine(scope, host.api)
  takeOver()
}

/** The first worker takes the open pages at once; a newer one waits until a person says so. */
function takeOver(): void {
  let isFirst = false
  scope.addEventListener('install', () => {
    isFirst = scope.registration.active === null
  })
  scope.addEventListener('activate', (event) => {
    if (isFirst) event.waitUntil(scope.clients.claim())
  })
  scope.addEventListener('message', (event) => {
    if (event.origin === scope.location.origin && event.data?.type === 'SKIP_WAITING')
      event.waitUntil(scope.skipWaiting())
  })
}
