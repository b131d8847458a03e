// Locks within one process, first come first served.

import type { Locks } from '../ports.ts'

export interface FakeLocks extends Locks {
  isHeld(name: string): boolean
}

export function createFakeLocks(): FakeLocks {
  const tails = new Map<string, Promise<unknown>>()
  const run = async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    const before = tails.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    const tail = mine.catch(() => undefined)
    tails.set(name, tail)
    try {
      return await mine
    } finally {
      if (tails.get(name) === tail) tails.delete(name)
    }
  }
  return {
    withLock: run,
    ifFree: async (name, work) => (tails.has(name) ? undefined : run(name, work)),
    isHeld: (name) => tails.has(name),
  }
}
