// Which user's outbox is replayed, by whom it is asked, and what pages hear of it.

import type { SyncReport } from '../bridge/engine-api.ts'
import { days } from '../policy/read-policy.ts'
import type { Pace } from '../replay/pace.ts'
import { SyncManager } from '../replay/sync-manager.ts'
import type { ReplayTools } from '../replay/sync-one-write.ts'
import type { EngineParts } from './engine-parts.ts'

export interface SyncRunner {
  /** One bounded step for the tablet's present user. */
  step(): Promise<SyncReport>
  /** Steps for everybody whose session lives, until nothing more can be done; at most for `budgetMs`. */
  drain(budgetMs: number): Promise<{ received: number; waiting: number }>
  /** Somebody has left: nothing more is begun; what is in the air settles. */
  stop(): void
}

/** Received writes stay for so long: they show as received, and keep what they made in sight. */
const keepReceivedMs = days(7)

/** The server forgets what was not finished as soon. */
const keepAwaitedMs = days(1)

const nothing: SyncReport = {
  received: 0,
  waiting: 0,
  needAttention: 0,
  more: false,
  nextInMs: null,
  paused: 'no-session',
}

export function createSyncRunner(
  { outbox, contents, sessions, ports, emit }: EngineParts,
  replay: ReplayTools & { pace: Pace },
): SyncRunner {
  const managers = new Map<string, SyncManager>()
  const managerOf = (userId: string): SyncManager => {
    const known = managers.get(userId)
    if (known) return known
    const manager = new SyncManager({
      ...replay,
      userId,
      onSyncStart: () => emit({ type: 'sync-started', userId }),
      onProgress: (done, total) => {
        emit({ type: 'sync-progress', userId, done, total })
        emit({ type: 'writes-changed', userId })
      },
      onSyncComplete: ({ received }) => {
        emit({ type: 'sync-ended', userId, received })
        emit({ type: 'writes-changed', userId })
      },
    })
    managers.set(userId, manager)
    return manager
  }
  return {
    stop() {
      for (const manager of managers.values()) manager.abort()
    },
    async step() {
      const session = await sessions.current()
      if (!session) return nothing
      await outbox.clean(ports.clock.now() - keepReceivedMs)
      await contents.clean(ports.clock.now() - keepAwaitedMs)
      const { userId } = session
      return managerOf(userId)
        .sync()
        .catch((error: unknown) => {
          emit({ type: 'sync-ended', userId, received: 0 })
          throw error
        })
    },
    async drain(budgetMs) {
      const endAtMs = ports.clock.now() + budgetMs
      let received = 0
      let waiting = 0
      for (const { userId } of await sessions.active()) {
        let report = await managerOf(userId).sync()
        received += report.received
        while (mayGoOn(report) && ports.clock.now() + (report.nextInMs ?? 0) < endAtMs) {
          await ports.clock.timer(report.more ? 0 : (report.nextInMs ?? 0)).done
          report = await managerOf(userId).sync()
          received += report.received
        }
        waiting += report.waiting
      }
      return { received, waiting }
    },
  }
}

const mayGoOn = (report: SyncReport): boolean =>
  report.paused === null && (report.more || report.nextInMs !== null)
