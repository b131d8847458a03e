// How ready this tablet is to work without the network: which of the lists that a shift needs are here, and how old.

import type { Readiness } from '../bridge/engine-api.ts'

export type TallyOfReadiness = ReturnType<typeof createReadiness>

export function createReadiness() {
  const known = new Map<string, { resource: string; fetchedAtMs: number | undefined }>()
  const leftOut = new Set<string>()
  return {
    /** Some answer has named it: it counts from now on, whenever somebody comes to look at it. */
    expect(key: string, resource: string): void {
      if (!leftOut.has(key) && !known.has(key)) known.set(key, { resource, fetchedAtMs: undefined })
    },
    /** `fetchedAtMs`: undefined where it is not here. */
    know(key: string, resource: string, fetchedAtMs: number | undefined): void {
      leftOut.delete(key)
      known.set(key, { resource, fetchedAtMs })
    },
    /** It is not to be had, and nobody waits for it. */
    leaveOut(key: string): void {
      leftOut.add(key)
      known.delete(key)
    },
    /** What no answer names any more: who has left the ward is not missed. */
    forgetOthers(named: ReadonlySet<string>): void {
      for (const key of known.keys()) if (!named.has(key)) known.delete(key)
    },
    get(): Readiness {
      const all = [...known.values()]
      const times = all.flatMap(({ fetchedAtMs }) => (fetchedAtMs === undefined ? [] : [fetchedAtMs]))
      const missing = all.filter(({ fetchedAtMs }) => fetchedAtMs === undefined)
      return {
        done: times.length,
        total: all.length,
        atMs: times.length === 0 ? null : Math.min(...times),
        missing: [...new Set(missing.map(({ resource }) => resource))],
      }
    },
  }
}
