// Entry `care-offline/react`: the provider, the pieces that people see, and the hooks behind them.

export type { WriteCalls } from '../write-calls.ts'
export { ConflictDialog, type ConflictDialogProps } from './conflict-dialog.tsx'
export { ConnectivityIndicator } from './connectivity-indicator.tsx'
export { type SyncControl, useConnectivity, useSync, useWriteCalls, useWrites } from './hooks.ts'
export { OfflineProvider, type OfflineProviderProps } from './offline-provider.tsx'
export { OfflineReadiness, useOfflineReadiness } from './offline-readiness.tsx'
export { PendingBadge, type PendingBadgeProps } from './pending-badge.tsx'
export { SyncBanner, type SyncBannerProps } from './sync-banner.tsx'
export { SyncStatusPage, type SyncStatusPageProps } from './sync-status-page.tsx'
export { failureWords, type Sentence } from './words/failure-words.ts'
