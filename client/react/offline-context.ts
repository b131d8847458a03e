// How the pieces find the layer.

import { createContext, useContext, useSyncExternalStore } from 'react'
import type { OfflineClient } from '../offline-client.ts'
import type { Subject } from '../subject.ts'

export const OfflineContext = createContext<OfflineClient | null>(null)

export function useOffline(): OfflineClient {
  const client = useContext(OfflineContext)
  if (!client) throw new Error('care-offline: this must stand inside <OfflineProvider>')
  return client
}

export const useSubject = <Value>(subject: Subject<Value>): Value =>
  useSyncExternalStore(subject.subscribe, subject.get, subject.get)
