// What stands in the host's QueryClient, and which of its queries are asked again, and when.

import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { WriteList, WriteSummary } from '../shared/bridge/engine-api.ts'
import { fail, ok, type Result } from '../shared/failure.ts'
import type { PolicySet } from '../shared/policy/policies.ts'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import { createMirror } from './mirror.ts'
import { connectivityKey, syncKey, writesKey } from './mirror-keys.ts'
import { createSubject } from './subject.ts'
import { initialSyncState } from './sync-state.ts'
import { write } from './testing/fake-offline-client.ts'
import { createPageClock } from './testing/page-clock.ts'

/** Only what the mirror reads of it. */
const policies = {
  reads: [
    {
      key: 'patient.detail',
      fromQueryKey: ([name]: readonly unknown[]) => (name === 'patient' ? {} : undefined),
    },
    { key: 'bed.list', fromQueryKey: ([name]: readonly unknown[]) => (name === 'beds' ? {} : undefined) },
    { key: 'note.list' },
  ],
  writes: [
    { type: 'create_patient', affects: [{ read: 'patient.detail' }] },
    { type: 'create_note', affects: [{ read: 'note.list' }] },
  ],
} as unknown as PolicySet

const listOf = (writes: WriteSummary[], userId = 'u'): WriteList => ({ userId, writes, othersWaiting: 0 })

async function setUp(first: Result<WriteList> = ok(listOf([]))) {
  const clock = createPageClock()
  const queryClient = new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', retry: false } },
  })
  const sync = createSubject(initialSyncState(null))
  const connectivity = createSubject<KnownConnectivity>('online')
  let answer = first
  let loads = 0
  const asked: string[] = []
  const mirror = createMirror({
    ...{ queryClient, policies, sync, connectivity, clock },
    bridge: {
      writes: async () => {
        loads++
        return answer
      },
    },
  })
  for (const name of ['patient', 'beds', 'notes']) {
    new QueryObserver(queryClient, { queryKey: [name, 1], queryFn: () => asked.push(name) }).subscribe(
      () => {},
    )
  }
  await clock.advance(100)
  asked.length = 0
  /** The engine's list is another one now, and says so. */
  const change = async (list: WriteList) => {
    answer = ok(list)
    mirror.refresh()
    await clock.advance(100)
  }
  const setSyncing = (isSyncing: boolean) => sync.set({ ...sync.get(), isSyncing })
  const answerWith = (result: Result<WriteList>) => {
    answer = result
  }
  return {
    clock,
    queryClient,
    sync,
    connectivity,
    mirror,
    asked,
    change,
    setSyncing,
    answerWith,
    loads: () => loads,
  }
}

describe('the mirror', () => {
  it('keeps what the engine knows under documented keys', async () => {
    const { queryClient, connectivity, sync, setSyncing, change } = await setUp()
    expect(queryClient.getQueryData(writesKey)).toEqual(listOf([]))
    await change(listOf([write()]))
    expect(queryClient.getQueryData(writesKey)).toEqual(listOf([write()]))
    connectivity.set('offline')
    setSyncing(true)
    expect(queryClient.getQueryData(connectivityKey)).toBe('offline')
    expect(queryClient.getQueryData(syncKey)).toEqual(sync.get())
  })

  it('puts it back when the host clears its cache', async () => {
    const { clock, queryClient } = await setUp()
    queryClient.clear()
    await clock.settle()
    expect(queryClient.getQueryData(writesKey)).toEqual(listOf([]))
    expect(queryClient.getQueryData(connectivityKey)).toBe('online')
  })

  it('asks only the queries again that a saved write shows in', async () => {
    const { asked, change } = await setUp()
    await change(listOf([write()]))
    expect(asked).toEqual(['patient'])
  })

  it('asks unnamed queries again where an affected read has no name', async () => {
    const { asked, change } = await setUp()
    await change(listOf([write({ type: 'create_note' })]))
    expect(asked).toEqual(['notes'])
  })

  it('asks once, after a run has ended, for all that CARE received in it', async () => {
    const two = [write(), write({ id: 'w2' })]
    const { clock, asked, change, setSyncing, answerWith } = await setUp(ok(listOf(two)))
    setSyncing(true)
    await change(listOf([write({ syncStatus: 'success' }), write({ id: 'w2' })]))
    expect(asked).toEqual([])
    answerWith(ok(listOf(two.map((each) => ({ ...each, syncStatus: 'success' as const })))))
    setSyncing(false)
    await clock.advance(100)
    expect(asked).toEqual(['patient'])
  })

  it('[PG5] asks again for what a person has changed in a write that stays', async () => {
    const list = listOf([write({ syncStatus: 'conflict' })])
    const { clock, mirror, asked } = await setUp(ok(list))
    mirror.touched('w1')
    await clock.advance(100)
    expect(asked).toEqual(['patient'])
  })

  it('shows what is saved during a run at once', async () => {
    const { asked, change, setSyncing } = await setUp()
    setSyncing(true)
    await change(listOf([write()]))
    expect(asked).toEqual(['patient'])
  })

  it('gathers many changes into one question', async () => {
    const { clock, mirror, loads } = await setUp()
    const before = loads()
    for (let i = 0; i < 20; i++) mirror.refresh()
    await clock.advance(1_000)
    expect(loads() - before).toBe(1)
  })

  it('says when the list cannot be had, and has it as soon as it can', async () => {
    const failure = { code: 'storage', reason: 'blocked', detail: '' } as const
    const { clock, mirror, answerWith } = await setUp(fail(failure))
    expect(mirror.writes.get()).toEqual({ status: 'failed', failure })
    answerWith(ok(listOf([])))
    await clock.advance(5_000)
    expect(mirror.writes.get()).toEqual({ status: 'ready', list: listOf([]) })
  })

  it('goes on showing the last list while the engine does not answer', async () => {
    const { clock, mirror, answerWith } = await setUp(ok(listOf([write()])))
    answerWith(fail({ code: 'bridge', reason: 'timeout' }))
    mirror.refresh()
    await clock.advance(100)
    expect(mirror.writes.get()).toEqual({ status: 'ready', list: listOf([write()]) })
  })

  it("hides one user's writes at once when another signs in", async () => {
    const { queryClient, mirror, asked, change } = await setUp(ok(listOf([write()])))
    mirror.sessionChanged('v')
    expect(mirror.writes.get()).toEqual({ status: 'loading' })
    expect(queryClient.getQueryData(writesKey)).toEqual(listOf([], 'v'))
    await change(listOf([write({ id: 'other' })], 'v'))
    expect(asked).toEqual([])
  })

  it('shows a trouble for a while, and forgets it when the storage still answers', async () => {
    const { clock, mirror, change } = await setUp()
    mirror.report({ code: 'storage', reason: 'quota', detail: '' })
    expect(mirror.trouble.get()).toMatchObject({ reason: 'quota' })
    await change(listOf([]))
    expect(mirror.trouble.get()).toMatchObject({ reason: 'quota' })
    await clock.advance(30_000)
    await change(listOf([]))
    expect(mirror.trouble.get()).toBeNull()
  })
})
