// Where a write stands, in people's terms: which list it belongs to, its tone and its words.

import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { IconName } from './icon.tsx'
import type { Sentence } from './words/failure-words.ts'
import type { Times } from './words/use-words.ts'

export type Tone = 'calm' | 'good' | 'info' | 'warning' | 'danger'

export type WriteGroup = 'attention' | 'waiting' | 'done'

export function groupOf(write: WriteSummary): WriteGroup {
  if (write.syncStatus === 'success') return 'done'
  const isStuck = write.needsAttention || write.syncStatus === 'conflict' || write.syncStatus === 'unreadable'
  return isStuck ? 'attention' : 'waiting'
}

export function groupWrites(writes: readonly WriteSummary[]): Record<WriteGroup, WriteSummary[]> {
  const groups: Record<WriteGroup, WriteSummary[]> = { attention: [], waiting: [], done: [] }
  for (const write of writes) groups[groupOf(write)].push(write)
  return groups
}

export interface WriteStatus {
  tone: Tone
  icon: IconName
  words: Sentence
}

export function statusOf(write: WriteSummary, times: Times): WriteStatus {
  switch (write.syncStatus) {
    case 'success': {
      const time = write.receivedAtMs === null ? '' : times.short(write.receivedAtMs)
      return { tone: 'good', icon: 'check', words: { key: 'status_received', values: { time } } }
    }
    case 'conflict':
      return { tone: 'danger', icon: 'alert', words: { key: 'status_conflict' } }
    case 'unreadable':
      return { tone: 'danger', icon: 'alert', words: { key: 'status_unreadable' } }
    case 'sending':
      if (write.content) {
        const size = (write.content.bytes / 1_000_000).toFixed(1)
        const words = { key: 'status_sending_content', values: { step: write.content.step, size } } as const
        return { tone: 'info', icon: 'sending', words }
      }
      return { tone: 'info', icon: 'sending', words: { key: 'status_sending' } }
    case 'unconfirmed':
      return { tone: 'warning', icon: 'waiting', words: { key: 'status_checking' } }
    case 'blocked':
      return { tone: 'warning', icon: 'waiting', words: { key: 'status_blocked' } }
    case 'failed':
      if (write.needsAttention || write.retryAtMs === null) {
        return { tone: 'danger', icon: 'alert', words: { key: 'status_attention' } }
      }
      return {
        tone: 'warning',
        icon: 'waiting',
        words: { key: 'status_retry_at', values: { time: times.short(write.retryAtMs) } },
      }
    case 'pending':
      return { tone: 'warning', icon: 'tablet', words: { key: 'status_waiting' } }
  }
}

/** The short form that stands on the record itself. */
export function badgeOf(write: WriteSummary, times: Times): WriteStatus {
  const group = groupOf(write)
  if (group === 'attention') return { tone: 'danger', icon: 'alert', words: { key: 'badge_attention' } }
  if (group === 'done') {
    const time = write.receivedAtMs === null ? '' : times.short(write.receivedAtMs)
    return { tone: 'good', icon: 'check', words: { key: 'badge_received', values: { time } } }
  }
  const values = { time: times.short(write.savedAtMs) }
  // A request may hang: until CARE has answered it is the tablet that has the record.
  return write.syncStatus === 'sending'
    ? { tone: 'info', icon: 'sending', words: { key: 'badge_sending', values } }
    : { tone: 'warning', icon: 'tablet', words: { key: 'badge_saved', values } }
}

const urgency: Record<WriteGroup, number> = { attention: 2, waiting: 1, done: 0 }

export function isAbout(write: WriteSummary, recordIds: readonly string[]): boolean {
  const ids = new Set(recordIds.map((id) => id.toLowerCase()))
  return write.recordIds.some((known) => ids.has(known.toLowerCase()))
}

/** The write that says most about these records: what needs somebody, else what waits, else the newest received. */
export function tellingWrite(
  writes: readonly WriteSummary[],
  recordIds: readonly string[],
): WriteSummary | undefined {
  return writes
    .filter((write) => isAbout(write, recordIds))
    .sort((a, b) => urgency[groupOf(b)] - urgency[groupOf(a)] || b.sequence - a.sequence)[0]
}
