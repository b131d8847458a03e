// What the banner has to say, most urgent first. One line for the network or the sending, and one for each thing
// that somebody must do.

import type { SyncPause } from '../../shared/bridge/engine-api.ts'
import type { Failure } from '../../shared/failure.ts'
import type { Peer } from '../bridge/bridge.ts'
import type { KnownConnectivity } from '../connectivity-monitor.ts'
import type { WritesView } from '../mirror.ts'
import type { SyncState } from '../sync-state.ts'
import type { RegistrationState } from '../worker-registration.ts'
import type { IconName } from './icon.tsx'
import { failureWords } from './words/failure-words.ts'
import type { SayKey } from './words/use-words.ts'
import { groupWrites, type Tone } from './write-status.ts'

export interface BannerFacts {
  registration: RegistrationState
  peer: Peer
  trouble: Failure | null
  connectivity: KnownConnectivity
  sync: SyncState
  writes: WritesView
}

export interface Notice {
  tone: Tone
  icon: IconName
  sentences: { key: SayKey; values?: Record<string, string | number> }[]
  progress?: { done: number; total: number }
  action?: 'reload' | 'update'
}

export function bannerNotices(facts: BannerFacts): Notice[] {
  const { attention, waiting } = groupWrites(facts.writes.status === 'ready' ? facts.writes.list.writes : [])
  const cannotSave = [storageNotice(facts), workerNotice(facts)].filter((notice) => notice !== undefined)
  const notices = [
    ...cannotSave,
    mainNotice(facts, waiting.length, cannotSave.length === 0),
    attention.length > 0 && say('danger', 'alert', 'banner_attention', { count: attention.length }),
    updateReady(facts.registration) && {
      ...say('info', 'update', 'banner_update'),
      action: 'update' as const,
    },
  ].filter((notice) => notice !== false && notice !== undefined)
  return notices.sort((a, b) => urgency[b.tone] - urgency[a.tone])
}

const urgency: Record<Tone, number> = { danger: 4, warning: 3, info: 2, good: 1, calm: 0 }

function storageNotice({ trouble, writes }: BannerFacts): Notice | undefined {
  const failure = trouble ?? (writes.status === 'failed' ? writes.failure : null)
  if (failure?.code !== 'storage') return undefined
  const notice: Notice = { tone: 'danger', icon: 'alert', sentences: [failureWords(failure)] }
  const isHelpedElsewhere = failure.reason === 'quota' || failure.reason === 'blocked'
  return isHelpedElsewhere ? notice : { ...notice, action: 'reload' }
}

function workerNotice({ registration, peer }: BannerFacts): Notice | undefined {
  if (peer.kind === 'stranger') {
    return { ...say('warning', 'update', 'failure_bridge_protocol'), action: 'reload' }
  }
  switch (registration.kind) {
    case 'uncontrolled':
      return { ...say('warning', 'alert', 'banner_uncontrolled'), action: 'reload' }
    case 'unsupported':
      return say('warning', 'alert', 'banner_unsupported')
    case 'insecure':
      return say('warning', 'alert', 'banner_insecure')
    case 'failed':
      return say('warning', 'alert', 'banner_failed')
    case 'registering':
    case 'controlled':
      return undefined
  }
}

function mainNotice(
  { connectivity, sync }: BannerFacts,
  waiting: number,
  canSave: boolean,
): Notice | undefined {
  const count = { key: 'banner_waiting' as const, values: { count: waiting } }
  const withCount = (notice: Notice): Notice =>
    waiting > 0 ? { ...notice, sentences: [...notice.sentences, count] } : notice
  if (isPaused(sync, 'auth-required') && waiting > 0) {
    return say('warning', 'key', 'banner_auth', { count: waiting })
  }
  switch (connectivity) {
    case 'captive-portal':
      return withCount(say('warning', 'wifi', 'banner_captive_portal'))
    case 'unreachable':
      return withCount(
        say('warning', 'cloud-off', canSave ? 'banner_unreachable' : 'banner_unreachable_unsaved'),
      )
    case 'offline':
      return withCount(say('warning', 'cloud-off', canSave ? 'banner_offline' : 'banner_offline_unsaved'))
    case 'online':
    case 'unknown':
      return sendingNotice(sync, waiting)
  }
}

function sendingNotice(sync: SyncState, waiting: number): Notice | undefined {
  const { isSyncing, syncedCount: done, totalCount: total } = sync
  if (isSyncing && total > 0) {
    return { ...say('info', 'sending', 'banner_syncing', { done, total }), progress: { done, total } }
  }
  if (waiting > 0 && sync.isNobodySignedIn) return say('warning', 'key', 'banner_auth', { count: waiting })
  return waiting > 0 ? say('info', 'tablet', 'banner_waiting', { count: waiting }) : undefined
}

const isPaused = (sync: SyncState, pause: SyncPause): boolean => sync.report?.paused === pause

const updateReady = (registration: RegistrationState): boolean =>
  'updateReady' in registration && registration.updateReady

const say = (
  tone: Tone,
  icon: IconName,
  key: SayKey,
  values: Record<string, string | number> = {},
): Notice => ({
  tone,
  icon,
  sentences: [{ key, values }],
})
