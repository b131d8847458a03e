// What is worth a short word while somebody works: that work is kept here, that CARE has received it, that it needs
// somebody, that CARE is back. One word for many of a kind; none for reads, and none for what is sent at once.

import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { OfflineClient } from '../offline-client.ts'
import type { Undo } from '../subject.ts'
import { groupOf } from './write-status.ts'

export interface SyncNews {
  kind: 'kept' | 'received' | 'attention' | 'online'
  count: number
}

/** Long enough to gather what is saved with one click. */
const gatherMs = 300

export function watchForNews(client: OfflineClient, tell: (news: SyncNews) => void): Undo {
  const { writes, monitor, driver, timer } = client
  let userId: string | null | undefined
  let groups = new Map<string, ReturnType<typeof groupOf>>()
  /** Waits, or waited, while CARE could not be reached: of these people hear that they have arrived. */
  const heldBack = new Set<string>()
  const gathered = { kept: 0, received: 0, attention: 0 }
  let gathering: ReturnType<typeof timer> | undefined
  let lastConnectivity = monitor.get()

  const isAway = (): boolean => !['online', 'unknown'].includes(monitor.get())

  function look(): void {
    const view = writes.get()
    if (view.status !== 'ready') return
    const { list } = view
    if (list.userId === userId) for (const write of list.writes) compare(write)
    // What was here before is no news, but its arrival is.
    else heldBack.clear()
    if (list.userId !== userId) for (const { id } of list.writes.filter(isWaiting)) heldBack.add(id)
    userId = list.userId
    groups = new Map(list.writes.map((write) => [write.id, groupOf(write)]))
    gather()
  }

  function compare(write: WriteSummary): void {
    const before = groups.get(write.id)
    const now = groupOf(write)
    if (now === 'waiting' && isAway() && !heldBack.has(write.id)) {
      heldBack.add(write.id)
      if (before === undefined) gathered.kept++
    }
    if (now === 'attention' && before !== 'attention') gathered.attention++
    if (now === 'done' && heldBack.delete(write.id)) gathered.received++
  }

  function gather(): void {
    if (gathering || gathered.kept + gathered.received + gathered.attention === 0) return
    gathering = timer(gatherMs)
    void gathering.done.then(() => {
      gathering = undefined
      for (const kind of ['kept', 'attention'] as const) say(kind)
      // A run goes on: its end tells of all of it.
      if (!driver.get().isSyncing) say('received')
    })
  }

  function say(kind: keyof typeof gathered): void {
    const count = gathered[kind]
    gathered[kind] = 0
    if (count > 0 && client.isVisible()) tell({ kind, count })
  }

  const undo = [
    writes.subscribe(look),
    driver.subscribe(gather),
    monitor.subscribe((now) => {
      const wasAway = !['online', 'unknown'].includes(lastConnectivity)
      lastConnectivity = now
      // What waits says that CARE is back when it arrives there.
      if (now === 'online' && wasAway && ![...groups.values()].includes('waiting') && client.isVisible())
        tell({ kind: 'online', count: 1 })
    }),
  ]
  look()
  return () => {
    gathering?.cancel()
    for (const step of undo) step()
  }
}

const isWaiting = (write: WriteSummary): boolean => groupOf(write) === 'waiting'
