// The layer as the pieces see it, in whatever state a test wants.

import { vi } from 'vitest'
import {
  type Availability,
  type Discarded,
  protocolVersion,
  type WriteDetails,
  type WriteSummary,
} from '../../shared/bridge/engine-api.ts'
import { carePolicies } from '../../shared/care/index.ts'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { Why } from '../../shared/replay/why.ts'
import { createVirtualClock } from '../../shared/testing/virtual-clock.ts'
import type { LocalAnswer } from '../answer-ledger.ts'
import type { Peer } from '../bridge/bridge.ts'
import type { KnownConnectivity } from '../connectivity-monitor.ts'
import type { WritesView } from '../mirror.ts'
import type { OfflineClient } from '../offline-client.ts'
import type { ReadinessView } from '../readiness.ts'
import { createSubject } from '../subject.ts'
import { initialSyncState, type SyncState } from '../sync-state.ts'
import type { RegistrationState } from '../worker-registration.ts'

/** A Wednesday morning. */
export const nowMs = Date.UTC(2025, 9, 15, 10, 57)
export const minutesAgo = (minutes: number): number => nowMs - minutes * 60_000

export function write(parts: Partial<WriteSummary> = {}): WriteSummary {
  return {
    id: 'w1',
    sequence: 1,
    type: 'create_patient',
    resourceType: 'patient',
    label: 'Asha Nair',
    recordIds: ['p1'],
    datedOnArrival: false,
    syncStatus: 'pending',
    needsAttention: false,
    failure: null,
    savedAtMs: minutesAgo(15),
    lastAttemptAtMs: null,
    receivedAtMs: null,
    retryAtMs: null,
    retries: 0,
    revision: 0,
    waitsFor: [],
    actions: [],
    ...parts,
  }
}

export function createFakeOfflineClient() {
  const registration = createSubject<RegistrationState>({ kind: 'controlled', updateReady: false })
  const peer = createSubject<Peer>({
    kind: 'met',
    greeting: { protocol: protocolVersion, build: 'b', instance: 'i', userId: 'u' },
  })
  const monitor = createSubject<KnownConnectivity>('online')
  const sync = createSubject<SyncState>(initialSyncState(null))
  const readiness = createSubject<ReadinessView | null>(null)
  const answers = createSubject<readonly LocalAnswer[]>([])
  const writes = createSubject<WritesView>({ status: 'loading' })
  const trouble = createSubject<Failure | null>(null)
  const applyUpdate = vi.fn()
  const wake = vi.fn(async () => {})
  const reset = vi.fn()
  const getReady = vi.fn()
  const retry = vi.fn(async (): Promise<Result<number>> => ok(1))
  const calls = {
    why: vi.fn(async (): Promise<Result<Why | null>> => ok({ code: 'next' })),
    details: vi.fn(async (): Promise<Result<WriteDetails | null>> => ok(null)),
    resolve: vi.fn(async (): Promise<Result<true>> => ok(true)),
    discard: vi.fn(async (): Promise<Result<Discarded>> => ok({ done: true })),
    edit: vi.fn(async (): Promise<Result<true>> => ok(true)),
    fold: vi.fn(async (): Promise<Result<true>> => ok(true)),
    adopt: vi.fn(async (): Promise<Result<true>> => ok(true)),
  }
  const installer = createSubject<'no' | 'offered' | 'by-hand'>('no')
  const askInstall = vi.fn(async () => {})
  const available = vi.fn(async (): Promise<Result<Availability>> => ok({ isHere: false }))
  const clock = createVirtualClock(nowMs)
  const client = {
    registration: { ...registration, applyUpdate, close() {} },
    bridge: { peer, available },
    monitor: { ...monitor, tell() {}, close() {} },
    driver: { ...sync, wake, reset, progress() {}, busy: createSubject(false), close() {} },
    readiness: { ...readiness, wake: getReady },
    installer: { ...installer, ask: askInstall },
    answers,
    writes,
    trouble,
    retry,
    ...calls,
    policies: carePolicies,
    isVisible: () => true,
    apiUrl: 'https://careapi.example.org',
    nowMs: clock.now,
    timer: clock.timer,
    close() {},
  } as unknown as OfflineClient
  return {
    ...{ client, registration, peer, monitor, sync, writes, trouble, applyUpdate, wake, reset, retry, clock },
    ...calls,
    getReady,
    answers,
    available,
    installer,
    askInstall,
    setReadiness: (view: ReadinessView | null) => readiness.set(view),
    setSync: (parts: Partial<SyncState>) => sync.set({ ...sync.get(), ...parts }),
    setWrites: (list: WriteSummary[], othersWaiting = 0) =>
      writes.set({ status: 'ready', list: { userId: 'u', writes: list, othersWaiting } }),
  }
}
