// What can be taken out of the engine from the outside, through its own seams: to see that the histories notice.

import { IDBKeyRange } from 'fake-indexeddb'
import type { ReplayOptions } from '../../../shared/engine/open-engine.ts'
import type { JsonObject } from '../../../shared/json.ts'
import type { PolicySet } from '../../../shared/policy/policies.ts'
import type { Locks, Random } from '../../../shared/ports.ts'
import { OutboxDatabase } from '../../../shared/store/outbox-database.ts'
import type { Disk } from './disk.ts'

export interface Sabotage {
  policies?: (policies: PolicySet) => PolicySet
  locks?: (locks: Locks) => Locks
  replay?: ReplayOptions
  random?: (random: Random) => Random
  /** What becomes of the disk when a process has died. */
  afterDeath?: (disk: Disk) => Promise<void>
}

const withProbe = (policies: PolicySet, probe: PolicySet['writes'][number]['probe']): PolicySet => ({
  ...policies,
  writes: policies.writes.map((policy) => ({ ...policy, probe })),
})

/** Rows as they are found by the next process. */
async function rewriteOutbox(
  disk: Disk,
  change: (row: JsonObject) => JsonObject | undefined | 'lost',
): Promise<void> {
  const database = new OutboxDatabase({ indexedDB: disk.indexedDB, IDBKeyRange }, 'care-offline-outbox')
  await database.open()
  const rows = database.table<JsonObject, string>('offlineWrites')
  for (const row of await rows.toArray()) {
    const next = change(row)
    if (next === 'lost') await rows.delete(String(row.id))
    else if (next) await rows.put(next)
  }
  database.close()
}

export const sabotages = {
  'no probe': {
    policies: (policies) =>
      // biome-ignore lint/correctness/useYield: it asks nothing, which is the sabotage.
      withProbe(policies, function* () {
        return { absent: true }
      }),
  },
  'a probe that always finds': {
    policies: (policies) =>
      // biome-ignore lint/correctness/useYield: it asks nothing, which is the sabotage.
      withProbe(policies, function* ({ request }) {
        const made = { id: '00000000-0000-4000-8000-000000000000' }
        const isBatch = request.path.endsWith('/batch_requests/')
        return { found: isBatch ? { results: [{ data: made }, { data: made }] } : made }
      }),
  },
  'no patience with what nobody answered': { replay: { lateCommitMs: 0 } },
  // With patience alone, an attempt that is taken for dead while it lives is over before anybody believes it.
  'no lock, and no patience': {
    locks: () => ({ withLock: (_, run) => run(), ifFree: (_, run) => run() }),
    replay: { lateCommitMs: 0 },
  },
  'no journal before sending': {
    // That it is being sent is known to the process alone: when it dies, the row is as it was.
    afterDeath: (disk) =>
      rewriteOutbox(disk, ({ attempt, ...row }) =>
        row.syncStatus === 'sending' ? { ...row, syncStatus: 'pending' } : undefined,
      ),
  },
  'no find-twin': {
    // The run's own name is the first that a process asks for: now all runs have the same.
    random: (random) => {
      let isFirst = true
      return {
        ...random,
        uuid: () => {
          const name = isFirst ? '00000000-0000-4000-9000-000000000000' : random.uuid()
          isFirst = false
          return name
        },
      }
    },
  },
  'a disk that forgets': {
    afterDeath: (disk) => rewriteOutbox(disk, (row) => (row.syncStatus === 'pending' ? 'lost' : undefined)),
  },
} satisfies Record<string, Sabotage>
