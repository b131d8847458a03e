// Web Locks between the processes of one tablet: first come first served, freed when the holder dies.

import type { Locks } from '../../../shared/ports.ts'

interface Claim {
  holder: object
  begin: () => void
}

export interface TabletLocks {
  withLock<Value>(holder: object, name: string, run: () => Promise<Value>): Promise<Value>
  ifFree: <Value>(holder: object, name: string, run: () => Promise<Value>) => Promise<Value | undefined>
  /** The process has died: all it held or waited for is free. */
  free(holder: object): void
}

export function createTabletLocks(): TabletLocks {
  const queues = new Map<string, Claim[]>()

  function release(name: string, gone: (claim: Claim) => boolean): void {
    const queue = queues.get(name) ?? []
    const first = queue[0]
    const left = queue.filter((claim) => !gone(claim))
    if (left.length === 0) queues.delete(name)
    else queues.set(name, left)
    // The next may be another process: it goes on in a task of its own.
    const next = left[0]
    if (next && next !== first) setImmediate(next.begin)
  }

  function withLock<Value>(holder: object, name: string, run: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const claim: Claim = {
        holder,
        begin: () =>
          void Promise.resolve()
            .then(run)
            .then(resolve, reject)
            .finally(() => release(name, (other) => other === claim)),
      }
      const queue = queues.get(name) ?? []
      queues.set(name, [...queue, claim])
      if (queue.length === 0) claim.begin()
    })
  }

  return {
    withLock,
    ifFree: async (holder, name, run) => (queues.has(name) ? undefined : withLock(holder, name, run)),
    free(holder) {
      for (const name of [...queues.keys()]) release(name, (claim) => claim.holder === holder)
    },
  }
}

/** The port of one process. `step` counts its calls and may kill it: then nothing it asked for happens. */
export function locksOf(locks: TabletLocks, life: { step(): void; readonly dead: boolean }): Locks {
  const never = new Promise<never>(() => undefined)
  const guarded =
    <Value>(run: () => Promise<Value>) =>
    (): Promise<Value> => {
      if (!life.dead) life.step()
      return life.dead ? never : run()
    }
  return {
    withLock(name, run) {
      if (!life.dead) life.step()
      return life.dead ? never : locks.withLock(life, name, guarded(run))
    },
    ifFree(name, run) {
      if (!life.dead) life.step()
      return life.dead ? never : locks.ifFree(life, name, guarded(run))
    },
  }
}
