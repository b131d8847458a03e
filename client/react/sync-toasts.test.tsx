// What is said in passing of saved work, and how seldom.
// @vitest-environment happy-dom

import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { SyncToasts } from './sync-toasts.tsx'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

async function setUp(language = 'en') {
  const said: string[] = []
  let press = () => {}
  let opened = 0
  const toast = (kind: string) => (words: string, options: { action?: { onClick: () => void } }) => {
    said.push(`${kind}: ${words}`)
    if (options.action) press = options.action.onClick
  }
  const toasts = { success: toast('success'), info: toast('info'), warning: toast('warning') }
  const fake = await renderOffline(<SyncToasts toast={toasts} onOpen={() => void opened++} />, language)
  const later = () => act(() => fake.clock.advance(1_000))
  return { ...fake, said, later, press: () => press(), opened: () => opened }
}

const received = (id: string) => write({ id, syncStatus: 'success', receivedAtMs: 1 })

describe('[PG24] toasts', () => {
  it('tell once of all that was saved with one click, and of all that a run has brought to CARE', async () => {
    const { setWrites, setSync, monitor, said, later } = await setUp()
    act(() => setWrites([]))
    act(() => monitor.set('offline'))
    act(() => setWrites([write()]))
    act(() => setWrites([write(), write({ id: 'w2' })]))
    await later()
    expect(said.splice(0)).toEqual([
      'info: 2 items kept on this tablet. They are sent when CARE can be reached.',
    ])
    act(() => monitor.set('online'))
    act(() => setSync({ isSyncing: true }))
    act(() => setWrites([received('w1'), write({ id: 'w2', syncStatus: 'sending' })]))
    await later()
    act(() => setWrites([received('w1'), received('w2')]))
    await later()
    expect(said).toEqual([])
    act(() => setSync({ isSyncing: false }))
    await later()
    expect(said).toEqual(['success: CARE has received 2 items.'])
  })

  it('say nothing of what is sent at once, nor of what was there before', async () => {
    const { setWrites, monitor, said, later } = await setUp()
    act(() => monitor.set('online'))
    act(() => setWrites([write({ id: 'old', syncStatus: 'conflict' }), received('older')]))
    act(() => setWrites([write({ syncStatus: 'sending' })]))
    await later()
    act(() => setWrites([received('w1')]))
    await later()
    expect(said).toEqual([])
  })

  it('tell that what waited since the last visit has arrived', async () => {
    const { setWrites, said, later } = await setUp()
    act(() => setWrites([write()]))
    act(() => setWrites([received('w1')]))
    await later()
    expect(said).toEqual(['success: CARE has received 1 item.'])
  })

  it('lead to what needs somebody', async () => {
    const { setWrites, said, later, press, opened } = await setUp()
    act(() => setWrites([write(), write({ id: 'w2' })]))
    act(() => setWrites([write({ syncStatus: 'conflict' }), write({ id: 'w2' })]))
    act(() => setWrites([write({ syncStatus: 'conflict' }), write({ id: 'w2', syncStatus: 'conflict' })]))
    await later()
    expect(said).toEqual(['warning: 2 items could not be sent. They are kept until you decide.'])
    press()
    expect(opened()).toBe(1)
  })

  it('tell that CARE is back where nothing else does', async () => {
    const { setWrites, monitor, said } = await setUp()
    act(() => setWrites([]))
    act(() => monitor.set('online'))
    act(() => monitor.set('unreachable'))
    act(() => monitor.set('online'))
    expect(said.splice(0)).toEqual(['success: CARE can be reached again.'])
    act(() => monitor.set('offline'))
    act(() => setWrites([write()]))
    act(() => monitor.set('online'))
    expect(said).toEqual([])
  })

  it('[PG6] begin anew with another person', async () => {
    const { setWrites, writes, said, later } = await setUp()
    act(() => setWrites([write()]))
    const theirs = [write({ syncStatus: 'conflict' }), write({ id: 'w2', syncStatus: 'conflict' })]
    act(() => writes.set({ status: 'ready', list: { userId: 'other', writes: theirs, othersWaiting: 0 } }))
    await later()
    expect(said).toEqual([])
  })

  it.each(['hi', 'ml', 'ta'])('[PG7] speak %s', async (language) => {
    const { setWrites, monitor, said, later } = await setUp(language)
    act(() => monitor.set('offline'))
    act(() => setWrites([]))
    act(() => setWrites([write(), write({ id: 'w2' })]))
    await later()
    act(() => setWrites([write({ syncStatus: 'conflict' }), received('w2')]))
    await later()
    act(() => monitor.set('online'))
    expect(said).toHaveLength(4)
    for (const words of said)
      expect(words.slice(words.indexOf(':')).replaceAll('CARE', '')).not.toMatch(/[a-z]{4}/)
  })
})
