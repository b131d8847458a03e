// The head of the sync page: when this tablet last got through, what stands in the way, which server it talks to.

import type { SyncPause } from '../../shared/bridge/engine-api.ts'
import type { Failure } from '../../shared/failure.ts'
import type { KnownConnectivity } from '../connectivity-monitor.ts'
import type { SyncState } from '../sync-state.ts'
import { ConnectivityIndicator } from './connectivity-indicator.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import type { WordKey } from './words/en.ts'
import { failureWords } from './words/failure-words.ts'
import { useTimes, useWords } from './words/use-words.ts'

const pauses: Record<SyncPause, { now: WordKey; never: WordKey }> = {
  offline: { now: 'paused_offline', never: 'never_synced_offline' },
  unreachable: { now: 'paused_unreachable', never: 'never_synced_unreachable' },
  'captive-portal': { now: 'paused_captive_portal', never: 'never_synced_captive_portal' },
  'auth-required': { now: 'paused_auth_required', never: 'never_synced_signed_out' },
  'no-session': { now: 'paused_no_session', never: 'never_synced_signed_out' },
  storage: { now: 'paused_storage', never: 'never_synced_storage' },
}

/** What stands in the way of sending, as far as this page knows. */
function obstacle(sync: SyncState, connectivity: KnownConnectivity): SyncPause | null {
  if (connectivity !== 'online' && connectivity !== 'unknown') return connectivity
  const paused = sync.report?.paused ?? null
  // The network is back since that step.
  return paused === 'offline' || paused === 'unreachable' || paused === 'captive-portal' ? null : paused
}

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
  const inTheWay = obstacle(sync, useSubject(monitor))
  const failure = sync.failure && sync.failure.code !== told?.code ? failureWords(sync.failure) : null
  return (
    <>
      <div className="co-page-facts">
        <ConnectivityIndicator />
        <p>
          {sync.lastSyncAtMs === null
            ? say(inTheWay ? pauses[inTheWay].never : 'never_synced_soon')
            : say('last_sync', { time: times.full(sync.lastSyncAtMs) })}
        </p>
        <p>{say('page_server', { host: hostOf(apiUrl) })}</p>
      </div>
      <div role="status">
        {inTheWay && waiting > 0 && <p className="co-message co-warning">{say(pauses[inTheWay].now)}</p>}
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
