// The offers of the app itself, and what may be known beforehand.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ok } from '../../shared/failure.ts'
import { write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { InstallPrompt, UpdatePrompt } from './app-prompts.tsx'
import { useOfflineAvailability } from './use-offline-availability.ts'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

const languages = ['en', 'hi', 'ml', 'ta']
const said = () => screen.getByRole('status').textContent ?? ''
const isIn = (language: string, words: string) =>
  language === 'en' ? words.length > 0 : words !== '' && !/[a-z]{4}/.test(words.replaceAll('CARE', ''))

describe('[PG27] UpdatePrompt', () => {
  it('offers the newer version, carries it out on a press, and can be put off', async () => {
    const { registration, applyUpdate } = await renderOffline(<UpdatePrompt />)
    expect(said()).toBe('')
    act(() => registration.set({ kind: 'controlled', updateReady: true }))
    expect(said()).toContain('A newer version of CARE is ready.')
    expect(applyUpdate).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Update now' }))
    expect(applyUpdate).toHaveBeenCalledOnce()
    fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
    expect(said()).toBe('')
  })

  it.each(languages)('[PG7] speaks %s', async (language) => {
    const { registration } = await renderOffline(<UpdatePrompt />, language)
    act(() => registration.set({ kind: 'controlled', updateReady: true }))
    expect(isIn(language, said())).toBe(true)
  })
})

describe('[PG27] InstallPrompt', () => {
  it('is there where the browser offers it, and asks the browser on a press', async () => {
    const { installer, askInstall } = await renderOffline(<InstallPrompt />)
    expect(said()).toBe('')
    act(() => installer.set('offered'))
    fireEvent.click(screen.getByRole('button', { name: 'Install' }))
    expect(askInstall).toHaveBeenCalledOnce()
    act(() => installer.set('no'))
    expect(said()).toBe('')
  })

  it('says how it is done by hand where the browser has no offer', async () => {
    const { installer } = await renderOffline(<InstallPrompt />)
    act(() => installer.set('by-hand'))
    expect(said()).toContain('Add to Home Screen')
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Not now'])
  })

  it.each(languages)('[PG7] speaks %s in every state', async (language) => {
    const { installer } = await renderOffline(<InstallPrompt />, language)
    for (const state of ['offered', 'by-hand'] as const) {
      act(() => installer.set(state))
      expect(isIn(language, said())).toBe(true)
    }
  })
})

function Probe({ address }: { address: string }) {
  return <output>{JSON.stringify(useOfflineAvailability(address))}</output>
}

describe('[PG26] useOfflineAvailability', () => {
  it('asks the worker, again when something was saved, and not at every rendering', async () => {
    const { available, setWrites, container } = await renderOffline(
      <Probe address="/api/v1/patient/p/?limit=1" />,
    )
    await act(async () => {})
    expect(available.mock.calls).toEqual([
      [{ method: 'GET', path: '/api/v1/patient/p/', query: [['limit', '1']] }],
    ])
    expect(container.textContent).toBe('{"isHere":false}')
    available.mockResolvedValue(ok({ isHere: true, fetchedAtMs: null, isIncomplete: false }))
    await act(async () => setWrites([write()]))
    expect(container.textContent).toBe('{"isHere":true,"fetchedAtMs":null,"isIncomplete":false}')
    expect(available).toHaveBeenCalledTimes(2)
  })
})
