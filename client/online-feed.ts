// Tells TanStack's onlineManager what the layer knows. It hears "online" only after what was saved has been sent, so
// that its refetches do not race with the replay.

import type { Connectivity } from '../shared/connection/connectivity.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import type { Device } from './ports.ts'
import type { Subject, Undo } from './subject.ts'

/** The part of TanStack's `onlineManager` that is used. */
interface OnlineManager {
  setEventListener(setup: (setOnline: (online: boolean) => void) => (() => void) | undefined): void
}

export interface OnlineFeedOptions {
  onlineManager: OnlineManager
  connectivity: Subject<KnownConnectivity>
  /** Sending goes on, or is about to. Must turn true before `connectivity` tells others that it is online. */
  busy: Subject<boolean>
  /** What the manager listens to again when the feed ends. */
  device: Device
}

const down = new Set<KnownConnectivity>(['offline', 'unreachable', 'captive-portal'] satisfies Connectivity[])

export function feedOnlineManager({ onlineManager, connectivity, busy, device }: OnlineFeedOptions): Undo {
  onlineManager.setEventListener((setOnline) => {
    let online = !down.has(connectivity.get())
    const look = () => {
      const isDown = down.has(connectivity.get())
      if (isDown || !busy.get()) online = !isDown
      setOnline(online)
    }
    setOnline(online)
    const undo = [connectivity.subscribe(look), busy.subscribe(look)]
    return () => {
      for (const step of undo) step()
    }
  })
  return () =>
    onlineManager.setEventListener((setOnline) => device.onChange(() => setOnline(device.mayBeOnline())))
}
