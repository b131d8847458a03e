// The sentence about readiness, as people read it.
// @vitest-environment happy-dom

import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { renderOffline } from '../testing/render-offline.tsx'
import { OfflineReadiness } from './offline-readiness.tsx'

afterEach(cleanup)

describe('how ready the tablet is', () => {
  it('[WU7] is said in a sentence, with what is missing by name and the age of the oldest part', async () => {
    const { setReadiness } = await renderOffline(<OfflineReadiness />)
    expect(screen.queryByRole('status')).toBeNull()
    const part = { done: 34, total: 52, atMs: null, isRunning: false }
    act(() => setReadiness({ ...part, missing: ['slot', 'questionnaire', 'symptom', 'observation'] }))
    expect(screen.getByRole('status').textContent).toBe(
      'Ready for offline work: 34 of 52 lists. Not on this tablet: slots, forms, and records of patients.',
    )
    act(() => setReadiness({ ...part, missing: ['slot'], isRunning: true }))
    expect(screen.getByRole('status').textContent).toBe('Getting ready for offline work: 34 of 52 lists.')
    act(() => setReadiness({ ...part, done: 52, atMs: 0, missing: [] }))
    expect(screen.getByRole('status').textContent).toMatch(
      /^Ready for offline work: all 52 lists are on this tablet\. The oldest is from .+\.$/,
    )
  })

  it.each(['hi', 'ml', 'ta'])('[PG7] is said in %s', async (language) => {
    const { setReadiness } = await renderOffline(<OfflineReadiness />, language)
    act(() => setReadiness({ done: 1, total: 2, atMs: 0, missing: ['slot', 'zone'], isRunning: false }))
    expect(screen.getByRole('status').textContent).not.toMatch(/[a-z]{4}/)
  })
})
