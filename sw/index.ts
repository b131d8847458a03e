// care-offline/sw: for the host's service worker.

export { installOffline, type OfflineOptions } from './install-offline.ts'
export type { PrecacheList } from './shell.ts'
