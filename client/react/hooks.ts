// What a host's own components may ask the layer.

import { useMemo } from 'react'
import type { KnownConnectivity } from '../connectivity-monitor.ts'
import type { WritesView } from '../mirror.ts'
import type { WriteCalls } from '../write-calls.ts'
import { useOffline, useSubject } from './offline-context.ts'

export interface SyncControl {
  isSyncing: boolean
  /** Of the run that goes on, or of the last one. */
  syncedCount: number
  totalCount: number
  /** Starts a run, or joins the one that goes on; resolves at its end. */
  startSync(): Promise<void>
  /** Forgets the counts of the last run and why it failed. */
  resetSync(): void
  /** When a run last got through to CARE. */
  lastSyncAt: Date | null
}

export function useSync(): SyncControl {
  const { driver } = useOffline()
  const { isSyncing, syncedCount, totalCount, lastSyncAtMs } = useSubject(driver)
  return useMemo(
    () => ({
      isSyncing,
      syncedCount,
      totalCount,
      startSync: () => driver.wake('manual'),
      resetSync: driver.reset,
      lastSyncAt: lastSyncAtMs === null ? null : new Date(lastSyncAtMs),
    }),
    [driver, isSyncing, syncedCount, totalCount, lastSyncAtMs],
  )
}

/** The signed-in user's writes on this tablet, newest first. */
export const useWrites = (): WritesView => useSubject(useOffline().writes)

/**
 * What may be asked of one write: `why`, `details`, `retry`, `resolve`, `discard`, `edit`, `fold`, `adopt`. Which of them
 * it allows now stands in its `actions`.
 */
export const useWriteCalls = (): WriteCalls => useOffline()

export const useConnectivity = (): KnownConnectivity => useSubject(useOffline().monitor)
