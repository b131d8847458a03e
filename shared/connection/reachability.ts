// Whether the API can be reached, learned from the outcomes of real requests, and how long it is worth waiting for
// it. Lives as long as its host; after a restart it believes in the network until it learns better.

import type { Clock, Network } from '../ports.ts'
import type { Connectivity } from './connectivity.ts'

export interface Reachability {
  connectivity(): Connectivity
  /** An answer of the API came after so long. */
  answered(tookMs: number): void
  /** No answer; `leftAtMs` is when the request left. Nothing heard since then means that nobody is there. */
  silent(leftAtMs: number): void
  /** Something else answered in the API's place. */
  intruded(): void
  /** How long to wait before the stored answer (or the miss, where nothing is stored) is given. */
  patienceMs(somethingStored: boolean): number
}

const patience = {
  leastMs: 1_000,
  mostMs: 2_500,
  unreachableMs: 300,
  nothingStoredMs: 8_000,
  nothingLeftMs: 3_000,
}

export function createReachability(
  clock: Clock,
  network: Pick<Network, 'mayBeOnline'>,
  onChange: (connectivity: Connectivity) => void,
): Reachability {
  let heard: Exclude<Connectivity, 'offline'> = 'online'
  let told: Connectivity = 'online'
  let lastHeardAtMs = 0
  let usualMs = 500

  const connectivity = (): Connectivity => (network.mayBeOnline() ? heard : 'offline')
  const learn = (next: Exclude<Connectivity, 'offline'>): void => {
    heard = next
    const now = connectivity()
    if (now !== told) {
      told = now
      onChange(now)
    }
  }
  return {
    connectivity,
    answered(tookMs) {
      lastHeardAtMs = clock.now()
      usualMs = 0.7 * usualMs + 0.3 * tookMs
      learn('online')
    },
    silent(leftAtMs) {
      // A time that is still to come was heard before the clock was put back: it proves nothing.
      const heardSince = lastHeardAtMs > leftAtMs && lastHeardAtMs <= clock.now()
      if (!heardSince) learn('unreachable')
    },
    intruded: () => learn('captive-portal'),
    patienceMs(somethingStored) {
      const bad = heard !== 'online'
      if (!somethingStored) return bad ? patience.nothingLeftMs : patience.nothingStoredMs
      if (bad) return patience.unreachableMs
      return Math.min(patience.mostMs, Math.max(patience.leastMs, 4 * usualMs))
    },
  }
}
