// Keeps what the engine knows in the page: the list of writes and its troubles, live, and under documented keys of the
// host's QueryClient. When writes change, the host's affected queries are asked again; the worker, which answers them,
// projects the writes into the answers. Knows no payloads.

import type { QueryClient } from '@tanstack/react-query'
import type { WriteList, WriteSummary } from '../shared/bridge/engine-api.ts'
import type { Failure } from '../shared/failure.ts'
import type { PolicySet } from '../shared/policy/policies.ts'
import type { Clock } from '../shared/ports.ts'
import { affectedQueries } from './affected-queries.ts'
import type { Bridge } from './bridge/bridge.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import { connectivityKey, isMirrorKey, mirrorRoot, syncKey, writesKey } from './mirror-keys.ts'
import { createSubject, type Subject } from './subject.ts'
import type { SyncState } from './sync-state.ts'

export type WritesView =
  | { status: 'loading' }
  | { status: 'ready'; list: WriteList }
  | { status: 'failed'; failure: Failure }

export interface Mirror {
  writes: Subject<WritesView>
  /** What is wrong with the layer's storage; null when nothing is known to be. */
  trouble: Subject<Failure | null>
  /** Asks the engine for the list, soon. */
  refresh(): void
  /** A write holds something else now: the list is asked for, and what it shows in is asked again. */
  touched(writeId: string): void
  /** Another user is at the tablet, or nobody: what was shown is no longer theirs to see. */
  sessionChanged(userId: string | null): void
  report(trouble: Failure): void
  close(): void
}

export interface MirrorOptions {
  queryClient: QueryClient
  policies: PolicySet
  bridge: Pick<Bridge, 'writes'>
  sync: Subject<SyncState>
  connectivity: Subject<KnownConnectivity>
  clock: Clock
}

const gatherMs = 50
const retryMs = 5_000
/** A list that can be read proves little about what could not be written a moment ago: people must see it. */
const troubleStaysMs = 30_000

export function createMirror({
  queryClient,
  policies,
  bridge,
  sync,
  connectivity,
  clock,
}: MirrorOptions): Mirror {
  const writes = createSubject<WritesView>({ status: 'loading' })
  const trouble = createSubject<Failure | null>(null)
  /** Types of writes that reached CARE or became others: their queries are asked again when no run goes on. */
  const settledTypes = new Set<string>()
  let timer: ReturnType<Clock['timer']> | undefined
  let troubleAtMs = 0
  let isLoading = false
  let loadAgain = false
  let closed = false

  function refreshIn(ms: number): void {
    timer?.cancel()
    timer = clock.timer(ms)
    void timer.done.then(() => {
      timer = undefined
      return load()
    })
  }

  async function load(): Promise<void> {
    if (isLoading) {
      loadAgain = true
      return
    }
    isLoading = true
    loadAgain = false
    const result = await bridge.writes()
    isLoading = false
    if (closed) return
    if (loadAgain) refreshIn(0)
    else if (!result.ok) refreshIn(retryMs)
    if (result.ok) show(result.value)
    else if (writes.get().status !== 'ready') writes.set({ status: 'failed', failure: result.failure })
  }

  function show(list: WriteList): void {
    const before = writes.get()
    writes.set({ status: 'ready', list })
    if (clock.now() - troubleAtMs >= troubleStaysMs) trouble.set(null)
    queryClient.setQueryData(writesKey, list)
    if (before.status !== 'ready' || before.list.userId !== list.userId) return
    const { queued, settled } = changesBetween(before.list.writes, list.writes)
    askAgain(new Set(queued))
    for (const type of settled) settledTypes.add(type)
    if (!sync.get().isSyncing) askAgainForSettled()
  }

  function askAgainForSettled(): void {
    const types = new Set(settledTypes)
    settledTypes.clear()
    askAgain(types)
  }

  function askAgain(types: ReadonlySet<string>): void {
    if (types.size === 0) return
    const isAffected = affectedQueries(policies, types)
    void queryClient.invalidateQueries({ predicate: (query) => isAffected(query.queryKey) })
  }

  function publish(): void {
    if (closed) return
    const view = writes.get()
    if (view.status === 'ready') queryClient.setQueryData(writesKey, view.list)
    queryClient.setQueryData(connectivityKey, connectivity.get())
    queryClient.setQueryData(syncKey, sync.get())
  }

  queryClient.setQueryDefaults([mirrorRoot], {
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
  })
  publish()
  refreshIn(0)

  let wasSyncing = sync.get().isSyncing
  const undo = [
    connectivity.subscribe((known) => queryClient.setQueryData(connectivityKey, known)),
    sync.subscribe((state) => {
      queryClient.setQueryData(syncKey, state)
      if (wasSyncing && !state.isSyncing) void load().then(() => !closed && askAgainForSettled())
      wasSyncing = state.isSyncing
    }),
    // A host that clears its cache (CARE does when somebody signs out) clears ours with it.
    queryClient.getQueryCache().subscribe((event) => {
      if (event.type === 'removed' && isMirrorKey(event.query.queryKey)) void Promise.resolve().then(publish)
    }),
  ]

  return {
    writes,
    trouble,
    refresh() {
      if (!timer) refreshIn(gatherMs)
    },
    touched(writeId) {
      const view = writes.get()
      const write = view.status === 'ready' ? view.list.writes.find(({ id }) => id === writeId) : undefined
      if (write) settledTypes.add(write.type)
      if (!timer) refreshIn(gatherMs)
    },
    sessionChanged(userId) {
      const view = writes.get()
      if (view.status === 'ready' && view.list.userId !== userId) {
        writes.set({ status: 'loading' })
        queryClient.setQueryData(writesKey, { userId, writes: [], othersWaiting: 0 } satisfies WriteList)
      }
      refreshIn(0)
    },
    report(failure) {
      troubleAtMs = clock.now()
      trouble.set(failure)
    },
    close() {
      closed = true
      timer?.cancel()
      for (const step of undo) step()
    },
  }
}

/** Types of the writes that are new or say something else, and of those that CARE has received or that are gone. */
function changesBetween(
  before: WriteSummary[],
  after: WriteSummary[],
): { queued: string[]; settled: string[] } {
  const old = new Map(before.map((write) => [write.id, write]))
  const now = new Set(after.map((write) => write.id))
  // Also what says something else now, whoever changed it in whichever tab.
  const queued = after.filter(
    (write) => write.syncStatus !== 'success' && old.get(write.id)?.revision !== write.revision,
  )
  const settled = after.filter(
    (write) => write.syncStatus === 'success' && old.get(write.id)?.syncStatus !== 'success',
  )
  const gone = before.filter((write) => !now.has(write.id))
  return {
    queued: queued.map((write) => write.type),
    settled: [...settled, ...gone].map((write) => write.type),
  }
}
