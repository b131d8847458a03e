// Entry `care-offline`: the layer's page side without React.

export type { EngineApi, Greeting, SyncReport, WriteList, WriteSummary } from '../shared/bridge/engine-api.ts'
export type { Connectivity } from '../shared/connection/connectivity.ts'
export type { Failure, Result } from '../shared/failure.ts'
export type { Bridge, Peer } from './bridge/bridge.ts'
export type { ConnectivityMonitor, KnownConnectivity } from './connectivity-monitor.ts'
export type { WritesView } from './mirror.ts'
export { connectivityKey, syncKey, writesKey } from './mirror-keys.ts'
export { createOfflineClient, type OfflineClient, type OfflineClientOptions } from './offline-client.ts'
export type { Subject } from './subject.ts'
export type { SyncDriver } from './sync-driver.ts'
export type { SyncState } from './sync-state.ts'
export type { RegistrationState, WorkerRegistration } from './worker-registration.ts'
