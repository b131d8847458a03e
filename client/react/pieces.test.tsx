// What people read and press.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fail } from '../../shared/failure.ts'
import { minutesAgo, nowMs, write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { ConnectivityIndicator } from './connectivity-indicator.tsx'
import { useSync } from './hooks.ts'
import { PendingBadge } from './pending-badge.tsx'
import { SyncBanner } from './sync-banner.tsx'
import { SyncStatusPage } from './sync-status-page.tsx'

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

describe('SyncStatusPage', () => {
  const refused = write({
    id: 'w3',
    label: 'Binu Das',
    syncStatus: 'failed',
    needsAttention: true,
    retries: 1,
    lastAttemptAtMs: nowMs,
    failure: { code: 'refused', status: 400, words: 'phone_number: too short & odd' },
    actions: ['retry', 'discard'],
  })
  const child = write({
    id: 'w4',
    type: 'create_encounter',
    syncStatus: 'blocked',
    waitsFor: ['Binu Das', 'Binu Das'],
  })
  const received = write({ id: 'w5', label: 'Chitra', syncStatus: 'success', receivedAtMs: nowMs })
  const section = (name: RegExp) => within(screen.getByRole('region', { name }))

  it('sorts what is saved into what needs somebody, what waits and what is done', async () => {
    const { setWrites } = await renderOffline(<SyncStatusPage />)
    expect(screen.getByText('Looking at what is saved on this tablet…')).toBeDefined()
    act(() => setWrites([received, child, refused]))
    const attention = section(/^Needs attention \(1\)/)
    expect(attention.getByRole('heading', { name: 'Binu Das New patient' })).toBeDefined()
    expect(attention.getByText('CARE did not accept it: phone_number: too short & odd')).toBeDefined()
    const waiting = section(/^Waiting to be sent \(1\)/)
    expect(waiting.getByRole('heading', { name: 'Asha Nair New encounter' })).toBeDefined()
    expect(waiting.getByText('Binu Das')).toBeDefined()
    expect(
      section(/^Received by CARE \(1\)/).getByRole('heading', { name: 'Chitra New patient' }),
    ).toBeDefined()
  })

  it('tries one or all again', async () => {
    const { setWrites, retry } = await renderOffline(<SyncStatusPage />)
    act(() => setWrites([refused]))
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again: Binu Das' })))
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try all again' })))
    expect(retry.mock.calls).toEqual([['w3'], ['all']])
  })

  it('says when an item could not be tried again', async () => {
    const { setWrites, retry } = await renderOffline(<SyncStatusPage />)
    retry.mockResolvedValueOnce(fail({ code: 'bridge', reason: 'timeout' }))
    act(() => setWrites([refused]))
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again: Binu Das' })))
    expect(screen.getByRole('alert').textContent).toContain('The offline part of CARE does not answer.')
  })

  it('syncs when asked, and not twice at once', async () => {
    const { wake, setSync } = await renderOffline(<SyncStatusPage />)
    fireEvent.click(screen.getByRole('button', { name: 'Sync now' }))
    expect(wake).toHaveBeenCalledWith('manual')
    act(() => setSync({ isSyncing: true }))
    expect(screen.getByRole('button', { name: 'Sending…' }).hasAttribute('disabled')).toBe(true)
  })

  it('says why there has been no sync yet', async () => {
    const { monitor } = await renderOffline(<SyncStatusPage />)
    expect(screen.getByText(/the first one is about to start/)).toBeDefined()
    act(() => monitor.set('offline'))
    expect(screen.getByText('No sync from this tablet yet.')).toBeDefined()
  })

  it('says once that there is no network', async () => {
    const { container, monitor, setWrites, setSync } = await renderOffline(<SyncStatusPage />)
    const report = { received: 0, waiting: 1, needAttention: 0, more: false, nextInMs: null }
    act(() => {
      monitor.set('offline')
      setSync({ report: { ...report, paused: 'offline' } })
      setWrites([write()])
    })
    expect(container.textContent?.match(/no network/gi)).toHaveLength(1)
  })

  it('says when the list cannot be had', async () => {
    const { writes } = await renderOffline(<SyncStatusPage />)
    act(() => writes.set({ status: 'failed', failure: { code: 'storage', reason: 'blocked', detail: '' } }))
    expect(screen.getByRole('alert').textContent).toContain('Close all other tabs of CARE.')
  })

  it('does not call a list empty that cannot be read', async () => {
    const { trouble, setWrites } = await renderOffline(<SyncStatusPage />)
    act(() => {
      setWrites([])
      trouble.set({ code: 'storage', reason: 'newer-schema', detail: '' })
    })
    expect(screen.getByRole('alert').textContent).toContain('What is saved on this tablet cannot be shown.')
    expect(screen.queryByText('Nothing is waiting.')).toBeNull()
  })

  it('keeps a row that cannot be read in sight', async () => {
    const { setWrites } = await renderOffline(<SyncStatusPage />)
    act(() =>
      setWrites([
        write({ syncStatus: 'unreadable', label: '', type: 'unknown', savedAtMs: 0, needsAttention: true }),
      ]),
    )
    expect(screen.getByRole('heading', { name: 'Record without a name Saved item' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /^Try again/ })).toBeNull()
  })

  it('shows long lists in portions', async () => {
    const { setWrites } = await renderOffline(<SyncStatusPage />)
    act(() => setWrites(Array.from({ length: 120 }, (_, i) => write({ id: `w${i}`, sequence: i }))))
    expect(section(/^Waiting/).getAllByRole('listitem')).toHaveLength(50)
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(section(/^Waiting/).getAllByRole('listitem')).toHaveLength(100)
  })

  it('speaks Malayalam', async () => {
    await renderOffline(<SyncStatusPage />, 'ml')
    expect(screen.getByRole('heading', { name: 'സിങ്ക് നില' })).toBeDefined()
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
