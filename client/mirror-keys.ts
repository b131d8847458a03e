// Where a host finds what the layer knows, in its own QueryClient. Read only: the mirror overwrites what stands there.

export const mirrorRoot = 'care-offline'

/** `WriteList`: the signed-in user's writes, newest first. */
export const writesKey = [mirrorRoot, 'writes'] as const
/** `KnownConnectivity`. */
export const connectivityKey = [mirrorRoot, 'connectivity'] as const
/** `SyncState`. */
export const syncKey = [mirrorRoot, 'sync'] as const

export const isMirrorKey = (key: readonly unknown[]): boolean => key[0] === mirrorRoot
