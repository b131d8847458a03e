// A conflict as people settle it.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { fail, ok } from '../../shared/failure.ts'
import type { ConflictData } from '../../shared/outbox/offline-write.ts'
import { choose, dialog, inDialog, openSyncPage, press, pressInDialog } from '../testing/sync-page.tsx'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

describe('a conflict', () => {
  const conflict: ConflictData = {
    base: { phone_number: '+9111', address: null, blood_group: 'A' },
    mine: { phone_number: '+9122', address: '12 Hill Road', blood_group: 'A' },
    theirs: { phone_number: '+9133', address: '14 Hill Road', blood_group: 'B' },
    fields: ['phone_number', 'address'],
    changedBy: 'Geetika Deo',
    changedAt: '2025-10-15T09:40:00Z',
  }
  async function openConflict(data: ConflictData | null = conflict, language = 'en') {
    const parts: Partial<WriteSummary> = {
      type: 'update_patient',
      syncStatus: 'conflict',
      needsAttention: true,
    }
    const fake = await openSyncPage({ ...parts, actions: ['resolve'] }, undefined, language)
    fake.details.mockResolvedValueOnce(
      ok({ payload: {}, path: '', entered: null, record: {}, conflict: data, journal: [] }),
    )
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: /: Asha Nair$/ })))
    return fake
  }

  it('shows what it was, mine and theirs for each detail that two have changed', async () => {
    await openConflict()
    const groups = inDialog().getAllByRole('group')
    expect(groups.map((group) => group.textContent)).toEqual([
      'Phone numberBefore+9111Yours +9122Now in CARE +9133',
      'AddressBeforeEmptyYours 12 Hill RoadNow in CARE 14 Hill Road',
    ])
    expect(inDialog().getByText(/^Changed in CARE by Geetika Deo on 15 Oct 2025/)).toBeDefined()
    expect(
      inDialog()
        .getAllByRole('radio')
        .filter((each) => (each as HTMLInputElement).checked),
    ).toEqual([])
  })

  it('is settled detail by detail, and only when each is decided', async () => {
    const { resolve } = await openConflict()
    choose(/^Yours/, 0)
    await pressInDialog('Save what was decided')
    expect(inDialog().getByText('Choose one of the two for each.')).toBeDefined()
    expect(document.activeElement).toBe(inDialog().getAllByRole('radio')[2])
    expect(resolve).not.toHaveBeenCalled()
    choose(/^Now in CARE/, 1)
    await pressInDialog('Save what was decided')
    expect(resolve.mock.calls).toEqual([['w1', { fields: { phone_number: 'mine', address: 'theirs' } }]])
    expect(dialog()).toBeNull()
    expect(screen.getByText('Asha Nair is back among what is sent.')).toBeDefined()
  })

  it.each([
    ['Take all of mine', 'mine'],
    ['Take all from CARE', 'theirs'],
  ])('takes one side for all (%s), still to be saved', async (name, side) => {
    const { resolve } = await openConflict()
    await pressInDialog(name)
    expect(resolve).not.toHaveBeenCalled()
    await pressInDialog('Save what was decided')
    expect(resolve.mock.calls).toEqual([['w1', { fields: { phone_number: side, address: side } }]])
  })

  it('[CA47] of several records in one form tells of which each detail is', async () => {
    const [one, two] = ['/requests/0/body/datapoints/0/status', '/requests/0/body/datapoints/1/status']
    const { resolve } = await openConflict({
      base: { [one]: 'active', [two]: 'active' },
      mine: { [one]: 'stopped', [two]: 'on_hold' },
      theirs: { [one]: 'completed', [two]: 'completed' },
      fields: [one, two],
      about: { [one]: 'Paracetamol', [two]: 'Ibuprofen' },
    })
    const names = inDialog()
      .getAllByRole('group')
      .map((group) => group.querySelector('legend')?.textContent)
    expect(names).toEqual(['Paracetamol: Status', 'Ibuprofen: Status'])
    await pressInDialog('Take all of mine')
    await pressInDialog('Save what was decided')
    expect(resolve.mock.calls).toEqual([['w1', { fields: { [one]: 'mine', [two]: 'mine' } }]])
  })

  it('says that nobody knows what it was before', async () => {
    await openConflict({ base: null, mine: { name: 'A' }, theirs: { name: 'B' }, fields: ['name'] })
    expect(inDialog().getByRole('group').textContent).toContain('BeforeNot known here')
    expect(inDialog().queryByText(/^Changed in CARE/)).toBeNull()
  })

  it.each([
    [{ changedBy: 'Geetika Deo' }, 'Changed in CARE by Geetika Deo.'],
    [{ changedBy: 'Geetika Deo', changedAt: 'lately' }, 'Changed in CARE by Geetika Deo.'],
    [{ changedAt: '2025-10-15T09:40:00Z' }, /^Changed in CARE on 15 Oct 2025/],
  ])('says as much as is known of who changed it: %o', async (hint, words) => {
    const { changedBy: _by, changedAt: _at, ...rest } = conflict
    await openConflict({ ...rest, ...hint })
    expect(inDialog().getByText(words)).toBeDefined()
  })

  it('may be over, or out of reach', async () => {
    await openConflict(null)
    expect(inDialog().getByText(/no longer in conflict/)).toBeDefined()
    await pressInDialog('Close')
    expect(dialog()).toBeNull()
    cleanup()
    const { details } = await openSyncPage({
      syncStatus: 'conflict',
      needsAttention: true,
      actions: ['resolve'],
    })
    details.mockResolvedValueOnce(fail({ code: 'bridge', reason: 'timeout' }))
    await press(/^Decide what stays/)
    expect(inDialog().getByText(/does not answer/)).toBeDefined()
  })

  it.each([
    ['hi', 'फ़ोन नंबर', 'जो तय किया, उसे सेव करें'],
    ['ml', 'ഫോൺ നമ്പർ', 'തീരുമാനം സേവ് ചെയ്യുക'],
    ['ta', 'தொலைபேசி எண்', 'முடிவைச் சேமி'],
  ])('is asked in %s', async (language, field, save) => {
    await openConflict(conflict, language)
    expect(inDialog().getByRole('group', { name: field })).toBeDefined()
    expect(inDialog().getByRole('button', { name: save })).toBeDefined()
    // What is left in Latin letters are names, numbers and CARE itself.
    const latin = screen.getByRole('dialog').textContent?.match(/[A-Za-z]{3,}/g) ?? []
    const known = ['CARE', 'Asha', 'Nair', 'Geetika', 'Deo', 'Hill', 'Road']
    expect(latin.filter((word) => !known.includes(word))).toEqual([])
  })
})
