// What people read on the sync page. What they can do there: write-questions.test.tsx.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fail } from '../../shared/failure.ts'
import { nowMs, write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { SyncStatusPage } from './sync-status-page.tsx'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

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
