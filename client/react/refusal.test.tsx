// What people read of a refusal, in each language, and what they can do about it.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WriteDetails, WriteSummary } from '../../shared/bridge/engine-api.ts'
import { type RefusalKind, refusalKinds } from '../../shared/care/refusal/kinds.ts'
import { type Failure, ok, type RefusalReason } from '../../shared/failure.ts'
import type { Json } from '../../shared/json.ts'
import { write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { button, dialog, inDialog, openSyncPage, press } from '../testing/sync-page.tsx'
import { NeedsAttention } from './needs-attention.tsx'
import { refusalKey, refusalWords } from './words/refusal-words.ts'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

const said = 'Slot is already full'
const values = { who: 'Dr. Rao', most: '5', form: 'Vitals', identifier: 'Hospital number', value: 'H-7' }
const refused = (reason?: RefusalReason): Failure => ({
  code: 'refused',
  status: 400,
  words: said,
  ...(reason ? { reason } : {}),
})
const stuck = (reason?: RefusalReason, parts: Partial<WriteSummary> = {}): Partial<WriteSummary> => ({
  syncStatus: 'failed',
  needsAttention: true,
  failure: refused(reason),
  actions: ['retry', 'edit', 'discard'],
  ...parts,
})
const languages = ['en', 'hi', 'ml', 'ta'] as const
const gapsIn = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
const factOf = (name: string) => screen.getByText(name).nextElementSibling?.textContent

describe('the words of refusals', () => {
  it.each(languages)(
    '[RF5] %s has a sentence for every kind, and says what to do, without codes',
    (language) => {
      const words = refusalWords(language)
      const english = refusalWords('en')
      expect(Object.keys(words)).toEqual(Object.keys(english))
      for (const kind of refusalKinds) {
        for (const key of [refusalKey(kind), `${refusalKey(kind)}_do`]) {
          expect([key, gapsIn(words[key])]).toEqual([key, gapsIn(english[key])])
          expect(words[key]).toMatch(/\S.*[.।]$/)
          expect(words[key]).not.toMatch(/\d{3}|undefined|[a-z]_[a-z]/)
        }
      }
      if (language === 'en') return
      for (const [key, text] of Object.entries(words)) expect([key, text]).not.toEqual([key, english[key]])
    },
  )

  it.each(refusalKinds.flatMap((kind) => languages.map((language) => [kind, language] as const)))(
    '[RF5] %s is told on the row in %s, with CARE’s own words beneath',
    async (kind, language) => {
      const reason: RefusalReason = { kind, values, at: '2025-10-16T05:00:00Z' }
      await openSyncPage(stuck(reason), undefined, language)
      const row = screen.getByRole('listitem').textContent ?? ''
      const todo = refusalWords(language)[`${refusalKey(kind)}_do`] ?? ''
      expect(row).toContain(todo)
      expect(row).toContain(said)
      expect(row).not.toContain('{{')
    },
  )
})

describe('a refused write on the page', () => {
  it('[RF5] tells when and with whom', async () => {
    await openSyncPage(stuck({ kind: 'slot-full', values, at: '2025-10-16T05:00:00Z' }))
    expect(factOf('Reason')).toMatch(
      /^The slot on 16 Oct 2025, .* with Dr\. Rao is full by now\. Choose another slot, or discard the booking\.$/,
    )
    expect(factOf('What CARE said')).toBe(said)
  })

  it('[RF5] leaves out what nobody knows', async () => {
    await openSyncPage(stuck({ kind: 'slot-full' }))
    expect(factOf('Reason')).toBe('This slot is full by now. Choose another slot, or discard the booking.')
  })

  it('[RF1] is told in CARE’s words where nobody knows what they mean, or has words for it', async () => {
    await openSyncPage(stuck())
    expect(factOf('Reason')).toBe(`CARE did not accept it: ${said}`)
    cleanup()
    await openSyncPage(stuck({ kind: 'something-of-a-host' }))
    expect(factOf('Reason')).toBe(`CARE did not accept it: ${said}`)
  })

  it('[RF4] names the questions that are wrong', async () => {
    const about = [{ name: 'Pain', words: 'Question not answered' }]
    await openSyncPage(stuck({ kind: 'answers-invalid', about }))
    expect(factOf('What CARE said')).toBe('Pain: Question not answered')
  })

  it('[RF9] a lock is nobody’s work while it is tried by itself', async () => {
    const failure: Failure = { code: 'busy', status: 423 }
    await openSyncPage({ syncStatus: 'failed', retryAtMs: 1, failure, actions: ['retry'] })
    expect(factOf('Reason')).toMatch(/You need do nothing: it is sent by itself/)
    cleanup()
    await openSyncPage({ syncStatus: 'failed', needsAttention: true, failure, actions: ['retry'] })
    expect(factOf('Reason')).toBe('CARE is busy.')
  })
})

describe('the ways to mend it', () => {
  it.each<[RefusalKind, string]>([
    ['slot-full', 'Choose another slot'],
    ['encounter-closed', 'Choose another encounter'],
    ['appointment-linked', 'Send without the appointment'],
    ['questionnaire-revised', 'Fill in again'],
    ['too-many-encounters', 'Show the open encounters'],
    ['details-invalid', 'Edit'],
  ])('[RF10] of %s: the button says what can be done, and opens the host’s form', async (kind, name) => {
    const onEdit = vi.fn()
    await openSyncPage(stuck({ kind }), onEdit)
    await press(`${name}: Asha Nair`)
    expect(onEdit.mock.calls).toEqual([['w1']])
  })

  it('[RF10] are offered for what the host has a form for', async () => {
    const { setWrites } = await renderOffline(
      <NeedsAttention record="p1" onEdit={vi.fn()} editable={({ type }) => type === 'create_patient'} />,
    )
    act(() => setWrites([write({ ...stuck(), type: 'create_encounter' })]))
    expect(screen.queryByRole('button', { name: /^Edit/ })).toBeNull()
    act(() => setWrites([write(stuck())]))
    expect(button('Edit: Asha Nair')).toBeDefined()
  })

  it('[RF10] say that it is the same person, after asking once more; the refusal is no question of trying', async () => {
    const candidates = [{ id: 'c1', label: 'Asha N., born 1990' }]
    const { adopt } = await openSyncPage(
      stuck({ kind: 'identifier-taken', candidates }, { actions: ['retry', 'edit', 'adopt', 'discard'] }),
      vi.fn(),
    )
    expect(screen.queryByRole('button', { name: /somebody else/ })).toBeNull()
    expect(button('Try again: Asha Nair')).toBeDefined()
    await press('It is the same person: Asha N., born 1990: Asha Nair')
    expect(inDialog().getByRole('heading')).toBe(document.activeElement)
    await act(async () => {
      fireEvent.click(inDialog().getByRole('button', { name: 'Yes, it is the same' }))
    })
    expect(adopt.mock.calls).toEqual([['w1', 'c1']])
    expect(dialog()).toBeNull()
  })
})

describe('what was entered', () => {
  const details = (parts: Partial<WriteDetails>): WriteDetails => ({
    ...{ payload: { name: 'Asha', gender: 'female' }, record: {}, entered: null, path: '' },
    ...{ conflict: null, journal: [] },
    ...parts,
  })
  const open = async (parts: Partial<WriteDetails>) => {
    const fake = await openSyncPage(stuck({ kind: 'encounter-closed' }))
    fake.details.mockResolvedValueOnce(ok(details(parts)))
    await press('What was entered')
    return screen.getByRole('button', { name: 'What was entered' })
  }

  it('[RF11] is shown in full, under its questions', async () => {
    const entered: { name: string; value: Json }[] = [
      { name: 'Temperature', value: '38.2 °C' },
      { name: 'Notes', value: 'two\nlines' },
    ]
    const opener = await open({ entered })
    expect(opener.getAttribute('aria-expanded')).toBe('true')
    expect(factOf('Temperature')).toBe('38.2 °C')
    expect(factOf('Notes')).toBe('two\nlines')
  })

  it('[RF11] is told from the payload where there is nothing better', async () => {
    await open({})
    expect(screen.getByText('Gender: Female')).toBeDefined()
  })
})

describe('on the record itself', () => {
  it('[RF12] what CARE has not taken is shown, with the same buttons; nothing of other records', async () => {
    const { setWrites, retry } = await renderOffline(<NeedsAttention record={['p1', 'e1']} />)
    act(() =>
      setWrites([
        write({ ...stuck({ kind: 'no-permission' }), id: 'mine' }),
        write({ ...stuck(), id: 'other', label: 'Binu', recordIds: ['p2'] }),
        write({ id: 'waits' }),
      ]),
    )
    const rows = screen.getAllByRole('listitem')
    expect(rows).toHaveLength(1)
    expect(within(rows[0] as HTMLElement).getByText(/You do not have the permission/)).toBeDefined()
    await press('Try again: Asha Nair')
    expect(retry.mock.calls).toEqual([['mine']])
  })

  it('[RF12] the focus goes to what is left when a row goes', async () => {
    const { setWrites } = await renderOffline(<NeedsAttention record="p1" />)
    const first = write({ ...stuck(), id: 'a' })
    const second = write({ ...stuck(), id: 'b', label: 'Binu' })
    act(() => setWrites([first, second]))
    act(() => button('Try again: Asha Nair').focus())
    act(() => setWrites([second]))
    expect(document.activeElement?.getAttribute('data-write')).toBe('b')
  })
})
