// The page's side put together: what it asks of the worker at the start, on events, and on the first visit.

import { onlineManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, describe, expect, it } from 'vitest'
import { protocolVersion } from '../shared/bridge/engine-api.ts'
import type { EngineEvent } from '../shared/bridge/engine-event.ts'
import type { PolicySet } from '../shared/policy/policies.ts'
import { createOfflineClient, type OfflineClient } from './offline-client.ts'
import type { Environment } from './ports.ts'
import { createSubject } from './subject.ts'
import { createFakeDevice, createFakePage } from './testing/fake-page.ts'
import { createFakeWorkerLine } from './testing/fake-worker-line.ts'
import { createPageClock } from './testing/page-clock.ts'

const answers: Record<string, unknown> = {
  greet: { protocol: protocolVersion, build: 'b', instance: 'i', userId: null },
  writes: { ok: true, value: { userId: 'u', writes: [], othersWaiting: 0 } },
  sync: {
    ok: true,
    value: { received: 0, waiting: 0, needAttention: 0, more: false, nextInMs: null, paused: null },
  },
  checkConnection: { ok: true, value: 'online' },
  warmUp: { ok: true, value: null },
  adoptSession: { ok: true, value: 'u' },
  retry: { ok: true, value: 1 },
  why: { ok: true, value: { code: 'next' } },
  details: { ok: true, value: null },
  resolve: { ok: true, value: true },
  edit: { ok: true, value: true },
  fold: { ok: true, value: true },
  adopt: { ok: true, value: true },
  discard: { ok: true, value: { done: true } },
}

const opened: OfflineClient[] = []
afterEach(() => {
  for (const client of opened.splice(0)) client.close()
})

async function setUp({ controlled = true } = {}) {
  const clock = createPageClock()
  const line = createFakeWorkerLine()
  const page = createFakePage()
  const device = createFakeDevice()
  const notes = new Map<string, string>()
  line.onCall = (call) => call.reply(answers[call.name])
  line.present = controlled
  let hasController = controlled
  let tell: (message: unknown) => void = () => {}
  const environment: Environment = {
    ...{ clock, line, page, device },
    random: { fraction: () => 0.5 },
    installer: { ...createSubject('no' as const), ask: async () => {} },
    container: {
      hasController: () => hasController,
      onControllerChange: line.onControllerChange,
      register: async () =>
        Object.assign(new EventTarget(), {
          active: null,
          waiting: null,
          installing: null,
          update: async () => {},
        }),
    },
    events: {
      subscribe(listener) {
        tell = listener
        return () => {}
      },
    },
    alarm: { set: async () => {} },
    notes: { read: (name) => notes.get(name) ?? null, write: (name, text) => void notes.set(name, text) },
    readTokens: () => ({ access: 'a', refresh: 'r' }),
  }
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false }, mutations: { gcTime: 5 } },
  })
  const client = createOfflineClient(
    {
      queryClient,
      apiUrl: 'https://careapi.example.org',
      policies: { reads: [], writes: [] } as unknown as PolicySet,
    },
    environment,
  )
  opened.push(client)
  await clock.settle()
  const calls = () => [...new Set(line.calls.splice(0).map((call) => call.name))]
  const takeControl = () => {
    hasController = true
    line.present = true
    line.changeController()
  }
  return {
    clock,
    line,
    page,
    notes,
    queryClient,
    client,
    calls,
    takeControl,
    tell: (event: EngineEvent) => tell(event),
  }
}

describe('the offline client', () => {
  it('greets, asks for the state of things, and syncs at the start', async () => {
    const { clock, calls, notes } = await setUp()
    await clock.advance(100)
    expect(calls().sort()).toEqual(['adoptSession', 'checkConnection', 'greet', 'sync', 'warmUp', 'writes'])
    expect(notes.get('care-offline:last-sync')).toMatch(/^\d+$/)
  })

  it('lets the worker answer queries, and keeps the other defaults of the host', async () => {
    const { queryClient, client } = await setUp()
    expect(queryClient.getDefaultOptions()).toEqual({
      queries: { retry: false, networkMode: 'always', refetchOnReconnect: true },
      mutations: { gcTime: 5, networkMode: 'always' },
    })
    client.close()
    expect(queryClient.getDefaultOptions()).toEqual({ queries: { retry: false }, mutations: { gcTime: 5 } })
  })

  it('hands over the tokens and asks everything again when the first worker takes charge', async () => {
    const { clock, line, queryClient, calls, takeControl } = await setUp({ controlled: false })
    let fetches = 0
    new QueryObserver(queryClient, { queryKey: ['patient'], queryFn: () => ++fetches }).subscribe(() => {})
    await clock.settle()
    expect(fetches).toBe(1)
    takeControl()
    await clock.advance(100)
    expect(line.calls.find((call) => call.name === 'adoptSession')?.args).toEqual([
      { access: 'a', refresh: 'r' },
    ])
    expect(calls()).toEqual(expect.arrayContaining(['greet', 'adoptSession', 'writes', 'sync']))
    expect(fetches).toBe(2)
  })

  it('does what the engine tells it', async () => {
    const { clock, client, calls, tell } = await setUp()
    await clock.advance(100)
    calls()
    tell({ type: 'write-queued', userId: 'u' })
    await clock.advance(100)
    expect(calls().sort()).toEqual(['sync', 'writes'])
    tell({ type: 'connectivity', connectivity: 'captive-portal' })
    expect(client.monitor.get()).toBe('captive-portal')
    expect(onlineManager.isOnline()).toBe(false)
    tell({ type: 'trouble', failure: { code: 'storage', reason: 'quota', detail: '' } })
    expect(client.trouble.get()).toMatchObject({ reason: 'quota' })
  })

  it('joins a run elsewhere that gets on, and not one that does not', async () => {
    const { clock, calls, tell } = await setUp()
    await clock.advance(100)
    calls()
    tell({ type: 'sync-progress', userId: 'u', done: 0, total: 4 })
    await clock.advance(100)
    expect(calls()).toEqual([])
    tell({ type: 'sync-progress', userId: 'u', done: 1, total: 4 })
    await clock.advance(100)
    expect(calls()).toContain('sync')
  })

  it('tells TanStack that it is online after the run that follows', async () => {
    const { clock, client, tell } = await setUp()
    await clock.advance(100)
    tell({ type: 'connectivity', connectivity: 'unreachable' })
    client.monitor.tell('online')
    // Halfway between the shortest wait and the longest.
    await clock.advance(1_900)
    expect(onlineManager.isOnline()).toBe(false)
    await clock.advance(1_500)
    expect(onlineManager.isOnline()).toBe(true)
  })

  it('S2: the network going and coming back leaves what the host holds as it is', async () => {
    const { clock, client, queryClient, tell } = await setUp()
    await clock.advance(100)
    const edited = { name: 'edited since the last answer' }
    queryClient.setQueryData(['patient', 1], edited)
    for (const connectivity of ['offline', 'unreachable', 'offline'] as const) {
      tell({ type: 'connectivity', connectivity })
      await clock.advance(5_000)
      client.monitor.tell('online')
      await clock.advance(5_000)
      expect(queryClient.getQueryData(['patient', 1])).toBe(edited)
    }
  })

  it('starts a run after something was put back in the queue', async () => {
    const { clock, client, calls } = await setUp()
    await clock.advance(100)
    calls()
    expect(await client.retry('all')).toEqual({ ok: true, value: 1 })
    await clock.advance(100)
    expect(calls().sort()).toEqual(['retry', 'sync', 'writes'])
  })

  it.each([
    ['resolve', ['w1', { fields: { name: 'mine' } }]],
    ['edit', ['w1', { name: 'Asha' }]],
    ['edit', ['w1', { note: 'first' }, '/api/v1/slot/2/']],
    ['fold', ['w1']],
    ['adopt', ['w1', 'r1']],
    ['discard', ['w1', 'twice', ['w2']]],
  ] as const)('passes %s on, looks at the list again and starts a run', async (name, args) => {
    const { clock, client, line, calls } = await setUp()
    await clock.advance(100)
    calls()
    const act = client[name] as (...all: unknown[]) => Promise<unknown>
    expect(await act(...args)).toEqual(answers[name])
    expect(line.calls[0]).toMatchObject({ name, args })
    await clock.advance(100)
    expect(calls().sort()).toEqual([name, 'sync', 'writes'].sort())
  })

  it('sends nothing because something was looked at, named, or could not be done', async () => {
    const { clock, client, line, calls } = await setUp()
    await clock.advance(100)
    calls()
    await client.why('w1')
    await client.details('w1')
    await clock.advance(100)
    expect(calls()).toEqual(['why', 'details'])
    const notNow = { ok: false, failure: { code: 'not-now', state: 'success' } }
    const needs = { ok: true, value: { done: false, needs: [] } }
    line.onCall = (call) => call.reply({ ...answers, discard: needs, edit: notNow }[call.name])
    await client.discard('w1', 'twice', [])
    expect(await client.edit('w1', {})).toEqual(notNow)
    await clock.advance(100)
    expect(calls()).toEqual(['discard', 'edit', 'writes'])
  })

  it('shows that the worker sends, and does not join it', async () => {
    const { clock, client, calls, tell } = await setUp()
    await clock.advance(100)
    calls()
    tell({ type: 'sync-started', userId: 'u' })
    expect(client.driver.get().isSyncing).toBe(true)
    await clock.advance(100)
    expect(calls()).toEqual([])
    tell({ type: 'sync-ended', userId: 'u', received: 1 })
    expect(client.driver.get()).toMatchObject({ isSyncing: false, lastSyncAtMs: clock.now() })
  })

  it('leaves nothing running when it is closed', async () => {
    const { clock, client, calls } = await setUp()
    await clock.advance(100)
    client.close()
    calls()
    await clock.advance(10_000_000)
    expect(calls()).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})
