// What people read and press beside their work.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { minutesAgo, nowMs, write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { ConnectivityIndicator } from './connectivity-indicator.tsx'
import { useSync } from './hooks.ts'
import { PendingBadge } from './pending-badge.tsx'
import { SyncBanner } from './sync-banner.tsx'

const clockTime = (atMs: number) =>
  new Intl.DateTimeFormat('en-IN', { hour: 'numeric', minute: '2-digit' }).format(atMs)

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

describe('PendingBadge', () => {
  it('shows nothing for a record that this tablet has not touched', async () => {
    const { container, setWrites } = await renderOffline(<PendingBadge record="other" />)
    act(() => setWrites([write()]))
    expect(container.textContent).toBe('')
  })

  it('follows a record from saved to received', async () => {
    const { setWrites } = await renderOffline(<PendingBadge record="P1" />)
    const badge = () => screen.getByRole('status').textContent
    act(() => setWrites([write()]))
    expect(badge()).toBe(`Saved on this tablet ${clockTime(minutesAgo(15))}`)
    act(() => setWrites([write({ syncStatus: 'sending' })]))
    expect(badge()).toBe(`Saved on this tablet ${clockTime(minutesAgo(15))}, sending now`)
    act(() => setWrites([write({ syncStatus: 'success', receivedAtMs: nowMs })]))
    expect(badge()).toBe(`Received by CARE ${clockTime(nowMs)}`)
  })

  it('tells the write that needs somebody before the others', async () => {
    const { setWrites } = await renderOffline(<PendingBadge record="p1" />)
    const stuck = write({ id: 'w0', sequence: 1, syncStatus: 'failed', needsAttention: true })
    act(() => setWrites([write({ sequence: 2 }), stuck]))
    expect(screen.getByRole('status').textContent).toBe('Needs attention')
  })

  it('names the day of what was not saved today', async () => {
    const { setWrites } = await renderOffline(<PendingBadge record="p1" />)
    act(() => setWrites([write({ savedAtMs: minutesAgo(3 * 24 * 60) })]))
    expect(screen.getByRole('status').textContent).toContain('12 Oct')
  })

  it('tells the most urgent of records that are shown as one', async () => {
    const { setWrites } = await renderOffline(<PendingBadge record={['p1', 'e1']} />)
    const encounter = write({ id: 'w2', sequence: 2, recordIds: ['e1'], syncStatus: 'blocked' })
    act(() => setWrites([encounter, write({ syncStatus: 'failed', needsAttention: true })]))
    expect(screen.getByRole('status').textContent).toBe('Needs attention')
  })
})

describe('ConnectivityIndicator', () => {
  it.each([
    ['online', 'Online'],
    ['unreachable', 'CARE cannot be reached'],
    ['offline', 'No network'],
    ['captive-portal', 'Wi-Fi asks for a sign-in'],
    ['unknown', ''],
  ] as const)('says %s in words', async (connectivity, words) => {
    const { container, monitor } = await renderOffline(<ConnectivityIndicator />)
    act(() => monitor.set(connectivity))
    expect(container.textContent).toBe(words)
  })

  it('S6: speaks the language of the app, also when that changes while it is shown', async () => {
    const { container, monitor, changeLanguage } = await renderOffline(<ConnectivityIndicator />)
    act(() => monitor.set('offline'))
    expect(container.textContent).toBe('No network')
    await act(() => changeLanguage('hi'))
    expect(container.textContent).toBe('नेटवर्क नहीं है')
  })
})

describe('SyncBanner', () => {
  it('is calm when there is nothing to say', async () => {
    const { container, setSync } = await renderOffline(<SyncBanner onOpen={() => {}} />)
    expect(container.textContent).toBe('')
    act(() => setSync({ lastSyncAtMs: nowMs }))
    expect(container.textContent).toBe(`Last sync ${clockTime(nowMs)}`)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('shows how far the sending is', async () => {
    const { setSync } = await renderOffline(<SyncBanner />)
    act(() => setSync({ isSyncing: true, syncedCount: 2, totalCount: 5 }))
    const bar = screen.getByRole('progressbar', { name: 'Sending 2 of 5' })
    expect(bar.getAttribute('value')).toBe('2')
  })

  it('leads to the sync page', async () => {
    let opened = 0
    const { setWrites } = await renderOffline(<SyncBanner onOpen={() => void opened++} />)
    act(() => setWrites([write(), write({ id: 'w2' })]))
    expect(screen.getByText('2 saved items are waiting to be sent.')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Show details' }))
    expect(opened).toBe(1)
  })

  it('asks to sign in again, and says for how much', async () => {
    const { setWrites, setSync } = await renderOffline(<SyncBanner />)
    const report = {
      received: 0,
      waiting: 1,
      needAttention: 0,
      more: false,
      nextInMs: null,
      paused: 'auth-required' as const,
    }
    act(() => {
      setWrites([write()])
      setSync({ report })
    })
    expect(screen.getByText('Sign in again to send 1 saved item.')).toBeDefined()
  })

  it('asks to sign in again also where nothing was sent since the page was loaded', async () => {
    const { setWrites, setSync, monitor } = await renderOffline(<SyncBanner />)
    act(() => {
      setWrites([write()])
      setSync({ isNobodySignedIn: true })
    })
    expect(screen.getByText('Sign in again to send 1 saved item.')).toBeDefined()
    // Without network nobody can sign in: that comes first then.
    act(() => monitor.set('offline'))
    expect(screen.getByText(/^There is no network/)).toBeDefined()
  })

  it('tells Wi-Fi without CARE from no network', async () => {
    const { monitor } = await renderOffline(<SyncBanner />)
    act(() => monitor.set('unreachable'))
    expect(screen.getByText(/^Wi-Fi is on but CARE cannot be reached/)).toBeDefined()
    act(() => monitor.set('captive-portal'))
    expect(screen.getByText(/^Wi-Fi is on but asks for a sign-in/)).toBeDefined()
    act(() => monitor.set('offline'))
    expect(screen.getByText(/^There is no network/)).toBeDefined()
  })

  it('says storage trouble plainly, and at once', async () => {
    const { trouble } = await renderOffline(<SyncBanner />)
    act(() => trouble.set({ code: 'storage', reason: 'quota', detail: 'QuotaExceededError' }))
    expect(screen.getByRole('alert').textContent).toBe(
      'This tablet is full and cannot save new work. Delete other files or apps.',
    )
  })

  it('does not promise to save where nothing can be saved', async () => {
    const { trouble, registration, monitor } = await renderOffline(<SyncBanner />)
    act(() => monitor.set('offline'))
    expect(screen.getByText(/stays on this tablet/)).toBeDefined()
    act(() => trouble.set({ code: 'storage', reason: 'unavailable', detail: '' }))
    expect(screen.queryByText(/stays on this tablet/)).toBeNull()
    act(() => {
      trouble.set(null)
      registration.set({ kind: 'failed', words: '' })
    })
    expect(screen.getByText(/nothing new can be saved on this tablet now/)).toBeDefined()
  })

  it('begins with what needs somebody', async () => {
    const { container, setWrites } = await renderOffline(<SyncBanner onOpen={() => {}} />)
    act(() => setWrites([write(), write({ id: 'w2', syncStatus: 'conflict' })]))
    const [first] = container.querySelectorAll('.co-notice')
    expect(first?.textContent).toBe('1 item needs your attention.Show details')
  })

  it('offers the update, and the way back under the worker', async () => {
    const { registration, applyUpdate } = await renderOffline(<SyncBanner />)
    act(() => registration.set({ kind: 'controlled', updateReady: true }))
    fireEvent.click(screen.getByRole('button', { name: 'Update now' }))
    act(() => registration.set({ kind: 'uncontrolled', updateReady: false }))
    fireEvent.click(screen.getByRole('button', { name: 'Load again' }))
    expect(applyUpdate).toHaveBeenCalledTimes(2)
  })
})

function Probe() {
  const { isSyncing, syncedCount, totalCount, startSync, resetSync, lastSyncAt } = useSync()
  return (
    <>
      <output>{JSON.stringify({ isSyncing, syncedCount, totalCount, lastSyncAt })}</output>
      <button type="button" onClick={startSync}>
        start
      </button>
      <button type="button" onClick={resetSync}>
        reset
      </button>
    </>
  )
}

describe('useSync', () => {
  it('gives the counts, the last time and the buttons', async () => {
    const { container, setSync, wake, reset } = await renderOffline(<Probe />)
    act(() => setSync({ isSyncing: true, syncedCount: 1, totalCount: 3, lastSyncAtMs: nowMs }))
    expect(JSON.parse(container.querySelector('output')?.textContent ?? '')).toEqual({
      isSyncing: true,
      syncedCount: 1,
      totalCount: 3,
      lastSyncAt: new Date(nowMs).toISOString(),
    })
    fireEvent.click(screen.getByText('start'))
    fireEvent.click(screen.getByText('reset'))
    expect(wake).toHaveBeenCalledWith('manual')
    expect(reset).toHaveBeenCalled()
  })
})
