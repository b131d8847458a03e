// What a person does with a write that waits, and what is asked before it is done.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { fail, ok } from '../../shared/failure.ts'
import { write } from '../testing/fake-offline-client.ts'
import {
  button,
  choose,
  dialog,
  inDialog,
  openSyncPage,
  press,
  pressInDialog,
} from '../testing/sync-page.tsx'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

describe('the buttons of a row', () => {
  it('are those that the engine allows', async () => {
    const { setWrites } = await openSyncPage({ syncStatus: 'failed', needsAttention: true, actions: [] })
    expect(screen.queryByRole('button', { name: /: Asha Nair$/ })).toBeNull()
    act(() => setWrites([write({ actions: ['retry', 'discard', 'edit', 'fold', 'resolve'] })]))
    const names = screen.getAllByRole('button', { name: /: Asha Nair$/ }).map((each) => each.textContent)
    // Nobody has a form for `edit` here.
    expect(names).toEqual([
      'Decide what stays',
      'Try again',
      'Put this change into the registration',
      'Discard',
    ])
  })

  it("opens the host's form where the host has one", async () => {
    const opened: string[] = []
    await openSyncPage({ actions: ['edit'] }, (writeId) => opened.push(writeId))
    await press('Edit: Asha Nair')
    expect(opened).toEqual(['w1'])
  })

  it('follows the focus to the list that the row moves to, or to the row that takes its place', async () => {
    const { setWrites } = await openSyncPage({
      syncStatus: 'failed',
      needsAttention: true,
      actions: ['retry'],
    })
    const other = write({ id: 'w2', label: 'Binu Das' })
    button('Try again: Asha Nair').focus()
    act(() => setWrites([write(), other]))
    expect(document.activeElement?.getAttribute('data-write')).toBe('w1')
    act(() => setWrites([other]))
    expect(document.activeElement?.getAttribute('data-write')).toBe('w2')
    act(() => setWrites([]))
    expect(document.activeElement?.textContent).toBe('Sync status')
  })

  it('takes the focus from nobody who is elsewhere', async () => {
    const { setWrites } = await openSyncPage({
      syncStatus: 'failed',
      needsAttention: true,
      actions: ['retry'],
    })
    button('Try again: Asha Nair').focus()
    button('Sync now').focus()
    act(() => setWrites([]))
    expect(document.activeElement).toBe(button('Sync now'))
  })
})

describe('discarding', () => {
  it('is never one click: it wants a reason first', async () => {
    const { discard } = await openSyncPage({ actions: ['discard'] })
    await press('Discard: Asha Nair')
    expect(document.activeElement?.textContent).toBe('Discard Asha Nair?')
    expect(inDialog().getByText(/^New patient: it will never be sent to CARE/)).toBeDefined()
    await pressInDialog('Discard')
    expect(inDialog().getByText('Choose a reason first.')).toBeDefined()
    expect(document.activeElement).toBe(inDialog().getByRole('radio', { name: 'It was entered twice' }))
    choose('Another reason')
    await pressInDialog('Discard')
    expect(inDialog().getByText('Write the reason in a few words.')).toBeDefined()
    expect(document.activeElement).toBe(inDialog().getByRole('textbox', { name: 'Which reason?' }))
    expect(discard).not.toHaveBeenCalled()
    fireEvent.change(inDialog().getByRole('textbox'), { target: { value: ' a trial ' } })
    await pressInDialog('Discard')
    expect(discard.mock.calls).toEqual([['w1', 'a trial', []]])
    expect(dialog()).toBeNull()
    expect(screen.getByText('Asha Nair was discarded.')).toBeDefined()
  })

  it('names what goes with it, and asks once more', async () => {
    const { discard } = await openSyncPage({ actions: ['discard'] })
    const needs = [
      { id: 'w2', label: 'Asha Nair', type: 'create_encounter' },
      { id: 'w3', label: 'Vitals, Asha Nair', type: 'non_structured_questionnaire' },
    ]
    discard.mockResolvedValueOnce(ok({ done: false, needs }))
    await press('Discard: Asha Nair')
    choose('It was entered twice')
    await pressInDialog('Discard')
    expect(document.activeElement?.textContent).toMatch(/^These belong to it/)
    expect(
      inDialog()
        .getAllByRole('listitem')
        .map((each) => each.textContent),
    ).toEqual(['Asha Nair New encounter', 'Vitals, Asha Nair Form'])
    await pressInDialog('Discard all 3')
    expect(discard.mock.calls).toEqual([
      ['w1', 'entered-twice', []],
      ['w1', 'entered-twice', ['w2', 'w3']],
    ])
    expect(dialog()).toBeNull()
  })

  it('keeps it when it is left, by the button or by Escape', async () => {
    const { discard } = await openSyncPage({ actions: ['discard'] })
    await press('Discard: Asha Nair')
    await pressInDialog('Keep it')
    expect(dialog()).toBeNull()
    await press('Discard: Asha Nair')
    // What the browser makes of Escape.
    act(() => void screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true })))
    expect(dialog()).toBeNull()
    expect(discard).not.toHaveBeenCalled()
  })

  it('says why it could not be done, and stays', async () => {
    const { discard } = await openSyncPage({ actions: ['discard'] })
    discard.mockResolvedValueOnce(fail({ code: 'not-now', state: 'sending' }))
    await press('Discard: Asha Nair')
    choose('It is no longer needed')
    await pressInDialog('Discard')
    expect(inDialog().getByText(/^It could not be done\. This cannot be done with it now\./)).toBeDefined()
  })

  it('asks once, however often it is pressed, and cannot be left meanwhile', async () => {
    const { discard } = await openSyncPage({ actions: ['discard'] })
    let end = () => {}
    discard.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          end = () => resolve(ok({ done: true }))
        }),
    )
    await press('Discard: Asha Nair')
    choose('It was entered twice')
    await pressInDialog('Discard')
    await pressInDialog('Discard')
    act(() => void screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true })))
    expect(dialog()).not.toBeNull()
    await act(async () => end())
    expect(dialog()).toBeNull()
    expect(discard).toHaveBeenCalledTimes(1)
  })
})

describe('somebody who may be in CARE already', () => {
  const likely: Partial<WriteSummary> = {
    syncStatus: 'failed',
    needsAttention: true,
    failure: { code: 'likely-duplicate', candidates: [{ id: 'r1', label: 'Asha Nair, 34' }] },
    actions: ['retry', 'adopt', 'discard'],
  }

  it('is the same person, when that is said twice', async () => {
    const { adopt } = await openSyncPage(likely)
    await press('It is the same person: Asha Nair, 34: Asha Nair')
    expect(
      inDialog().getByText(/^All that was saved here for Asha Nair goes to Asha Nair, 34 in CARE/),
    ).toBeDefined()
    expect(adopt).not.toHaveBeenCalled()
    await pressInDialog('Yes, it is the same')
    expect(adopt.mock.calls).toEqual([['w1', 'r1']])
    expect(screen.getByText('Asha Nair counts as received.')).toBeDefined()
  })

  it('is somebody else, and gets a record', async () => {
    const { retry } = await openSyncPage(likely)
    expect(screen.queryByRole('button', { name: /^Try again/ })).toBeNull()
    await press('It is somebody else, send it: Asha Nair')
    expect(retry.mock.calls).toEqual([['w1']])
  })

  it('is not tried with all the others', async () => {
    await openSyncPage(likely)
    expect(screen.queryByRole('button', { name: 'Try all again' })).toBeNull()
  })

  it('is a record without a name where only its id is known', async () => {
    const { adopt } = await openSyncPage({
      type: 'create_encounter',
      resourceType: 'encounter',
      syncStatus: 'failed',
      needsAttention: true,
      failure: { code: 'unsure', candidates: ['e1', 'e2'] },
      actions: ['retry', 'adopt'],
    })
    expect(button(/^It is another one, send it/)).toBeDefined()
    await press(/^It is record 2 of 2 found in CARE/)
    adopt.mockResolvedValueOnce(fail({ code: 'record-gone' }))
    await pressInDialog('Yes, it is the same')
    expect(adopt.mock.calls).toEqual([['w1', 'e2']])
    expect(inDialog().getByText(/The record was deleted in CARE/)).toBeDefined()
  })
})

describe('a change of what is not in CARE yet', () => {
  it('is put into it, when that is said twice', async () => {
    const { fold } = await openSyncPage({ type: 'update_patient', syncStatus: 'blocked', actions: ['fold'] })
    await press(/^Put this change into the registration/)
    expect(inDialog().getByText(/^The record of Asha Nair has not reached CARE yet/)).toBeDefined()
    await pressInDialog('Put it in')
    expect(fold.mock.calls).toEqual([['w1']])
  })
})

describe.each(['hi', 'ml', 'ta'])('the discard dialog in %s', (language) => {
  it('has no word left in English', async () => {
    const { discard } = await openSyncPage({ actions: ['discard'] }, undefined, language)
    await press(/: Asha Nair$/)
    const latin = () =>
      (screen.getByRole('dialog').textContent?.match(/[A-Za-z]{3,}/g) ?? []).filter(
        (word) => !['CARE', 'Asha', 'Nair'].includes(word),
      )
    choose(/./, 3)
    expect(inDialog().getByRole('textbox')).toBeDefined()
    expect(latin()).toEqual([])
    discard.mockResolvedValueOnce(
      ok({ done: false, needs: [{ id: 'w2', label: '', type: 'create_encounter' }] }),
    )
    choose(/./, 0)
    await act(async () => void fireEvent.submit(screen.getByRole('dialog').querySelector('form') as Element))
    expect(inDialog().getAllByRole('listitem')).toHaveLength(1)
    expect(latin()).toEqual([])
  })
})
