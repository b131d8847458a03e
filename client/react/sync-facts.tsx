// The head of the sync page: when this tablet last got through, what stands in the way, which server it talks to.

import type { SyncPause } from '../../shared/bridge/engine-api.ts'
import type { Connectivity } from '../../shared/connection/connectivity.ts'
import type { Failure } from '../../shared/failure.ts'
import { ConnectivityIndicator } from './connectivity-indicator.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import { OfflineReadiness } from './offline-readiness.tsx'
import type { WordKey } from './words/en.ts'
import { failureWords } from './words/failure-words.ts'
import { useTimes, useWords } from './words/use-words.ts'

/** The sign beside the title says by itself whether CARE can be reached; here is what else can stand in the way. */
type Obstacle = Exclude<SyncPause, Connectivity>

const obstacles: Record<Obstacle, { now: WordKey; never: WordKey }> = {
  'auth-required': { now: 'paused_auth_required', never: 'never_synced_signed_out' },
  'no-session': { now: 'paused_no_session', never: 'never_synced_signed_out' },
  storage: { now: 'paused_storage', never: 'never_synced_storage' },
}

const isObstacle = (pause: SyncPause): pause is Obstacle => Object.hasOwn(obstacles, pause)

interface SyncFactsProps {
  waiting: number
  others: number
  /** What the page tells itself: not told twice. */
  told: Failure | null
}

export function SyncFacts({ waiting, others, told }: SyncFactsProps) {
  const { driver, monitor, apiUrl, nowMs } = useOffline()
  const { say } = useWords()
  const times = useTimes(nowMs)
  const sync = useSubject(driver)
  const connectivity = useSubject(monitor)
  const isReached = connectivity === 'online' || connectivity === 'unknown'
  const paused = sync.report?.paused ?? null
  const obstacle = isReached && paused !== null && isObstacle(paused) ? obstacles[paused] : null
  const failure = sync.failure && sync.failure.code !== told?.code ? failureWords(sync.failure) : null
  return (
    <>
      <div className="co-page-facts">
        <ConnectivityIndicator />
        <p>
          {sync.lastSyncAtMs === null
            ? say(obstacle?.never ?? (isReached ? 'never_synced_soon' : 'never_synced'))
            : say('last_sync', { time: times.full(sync.lastSyncAtMs) })}
        </p>
        <p>{say('page_server', { host: hostOf(apiUrl) })}</p>
        <OfflineReadiness />
      </div>
      <div role="status">
        {obstacle && waiting > 0 && <p className="co-message co-warning">{say(obstacle.now)}</p>}
        {failure && <p className="co-message co-danger">{say(failure.key, failure.values)}</p>}
        {waiting > 0 && !sync.sendsWhenClosed && (
          <p className="co-message co-warning">{say('page_keep_open')}</p>
        )}
        {others > 0 && <p className="co-message co-calm">{say('banner_others', { count: others })}</p>}
      </div>
    </>
  )
}

const hostOf = (apiUrl: string): string => (URL.canParse(apiUrl) ? new URL(apiUrl).host : apiUrl)
