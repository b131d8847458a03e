// The one file of this ring that touches the platform's globals for time, chance, network and locks: as ports.

import type { Clock, Locks, Network, Ports, Random } from '../shared/ports.ts'
import type { IndexedDb } from '../shared/store/outbox-database.ts'
import { createFetchNetwork } from './fetch-network.ts'

declare const self: ServiceWorkerGlobalScope

export const scope: ServiceWorkerGlobalScope = self

export const platformDatabase: IndexedDb = { indexedDB: self.indexedDB, IDBKeyRange }

const clock: Clock = {
  now: () => Date.now(),
  timer(ms) {
    let handle: ReturnType<typeof setTimeout> | undefined
    const done = new Promise<void>((resolve) => {
      handle = setTimeout(resolve, ms)
    })
    return { done, cancel: () => clearTimeout(handle) }
  },
}

const random: Random = {
  fill: (bytes) => self.crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  fraction: () => Math.random(),
  uuid: () => self.crypto.randomUUID(),
}

const locks: Locks = {
  withLock: (name, run) => self.navigator.locks.request(name, run),
  ifFree: (name, run) =>
    self.navigator.locks.request(name, { ifAvailable: true }, (lock) =>
      lock ? run() : Promise.resolve(undefined),
    ),
}

export function createWorkerPorts(apiUrl: string): Ports {
  const network: Network = createFetchNetwork(
    apiUrl,
    (input, init) => self.fetch(input, init),
    () => self.navigator.onLine,
  )
  return { clock, random, network, locks }
}
