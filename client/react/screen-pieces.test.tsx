// What people read of the screen in view: what is not here, how old it is, and where a record is.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { carePolicies } from '../../shared/care/index.ts'
import { questionOf } from '../../shared/question.ts'
import type { LocalAnswer } from '../answer-ledger.ts'
import { minutesAgo, nowMs, write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { DataAge } from './data-age.tsx'
import { MissingParts } from './missing-parts.tsx'
import { Receipt } from './receipt.tsx'

const clockTime = (atMs: number) =>
  new Intl.DateTimeFormat('en-IN', { hour: 'numeric', minute: '2-digit' }).format(atMs)

function part(resource: string, parts: Partial<LocalAnswer> = {}): LocalAnswer {
  return {
    ...{ type: 'answered', clientId: 'me', question: `${resource} ?`, path: `/api/v1/${resource}/` },
    ...{ read: `${resource}.list`, resource, from: 'missed', fetchedAtMs: null, incomplete: false },
    ...parts,
  }
}

const stored = (resource: string, minutes: number, parts: Partial<LocalAnswer> = {}) =>
  part(resource, { from: 'store', fetchedAtMs: minutesAgo(minutes), ...parts })

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

const languages = ['en', 'hi', 'ml', 'ta']
const said = () => screen.getByRole('status').textContent

describe('[PG21] MissingParts', () => {
  it('names what is not here, and says that it must not be read as "none"', async () => {
    const { answers } = await renderOffline(<MissingParts />)
    expect(said()).toBe('')
    act(() =>
      answers.set([part('symptom'), part('symptom', { question: 'another' }), part('allergyIntolerance')]),
    )
    expect(said()).toBe(
      'Not on this tablet: symptoms and allergies. Do not read that as "none": CARE may have some.',
    )
    act(() => answers.set([part('allergyIntolerance')]))
    expect(said()).toContain('Not on this tablet: allergies.')
    act(() => answers.set([]))
    expect(said()).toBe('')
  })

  it('tells what is here in part from what is not here at all', async () => {
    const { answers } = await renderOffline(<MissingParts />)
    const partly = (resource: string) => stored(resource, 5, { incomplete: true })
    act(() => answers.set([part('symptom'), partly('appointment'), partly('symptom'), stored('patient', 5)]))
    expect(said()).toBe(
      'Not on this tablet: symptoms. Do not read that as "none": CARE may have some. ' +
        'Only partly on this tablet: appointments. There may be more in CARE.',
    )
  })

  it('speaks of one list where it stands beside it', async () => {
    const { answers } = await renderOffline(<MissingParts resource={['symptom', 'diagnosis']} />)
    act(() => answers.set([part('allergyIntolerance')]))
    expect(said()).toBe('')
    act(() => answers.set([part('symptom')]))
    expect(said()).toBe('Not on this tablet. That does not mean "none": CARE may have some.')
    act(() => answers.set([stored('diagnosis', 1, { incomplete: true })]))
    expect(said()).toBe('Only partly on this tablet. There may be more in CARE.')
  })

  it.each(languages)('[PG7] speaks %s, also of what it has no name for', async (language) => {
    const { answers } = await renderOffline(<MissingParts />, language)
    act(() => answers.set([part('symptom'), part('zone'), stored('appointment', 1, { incomplete: true })]))
    const words = said()?.replaceAll('CARE', '')
    if (language === 'en') expect(words).toContain('symptoms and other parts')
    else expect(words).not.toMatch(/[a-z]{4}/)
  })
})

describe('[PG22] DataAge', () => {
  it('says of when the oldest part is, and nothing where all comes from CARE', async () => {
    const { answers, container } = await renderOffline(<DataAge />)
    expect(container.textContent).toBe('')
    act(() => answers.set([part('symptom'), stored('patient', 3), stored('encounter', 12)]))
    expect(container.textContent).toBe(`As of ${clockTime(minutesAgo(12))}, 12 minutes ago`)
    act(() => answers.set([stored('patient', 0, { fetchedAtMs: null })]))
    expect(container.textContent).toBe('')
  })

  it('grows with the clock: old, then too old, by the limits of its policy', async () => {
    const { answers, container, clock } = await renderOffline(<DataAge resource="patient" />)
    const limits = carePolicies.reads.find(({ key }) => key === 'patient.detail')
    act(() => answers.set([stored('encounter', 99), stored('patient', 0, { read: 'patient.detail' })]))
    expect(container.textContent).toBe(`As of ${clockTime(nowMs)}, now`)
    await act(() => clock.advance(60_000))
    expect(container.textContent).toContain('1 minute ago')
    await act(() => clock.advance(limits?.staleAfterMs ?? 0))
    expect(container.textContent).toMatch(/^Old data: as of /)
    await act(() => clock.advance(limits?.maxAgeMs ?? 0))
    expect(container.textContent).toMatch(/^Too old to rely on: as of .+, 7 days ago$/)
  })

  it('is of one query of the host, where its key is given', async () => {
    const { answers, container } = await renderOffline(<DataAge queryKey={['patient', 'p1']} />)
    const asked = carePolicies.reads
      .find(({ key }) => key === 'patient.detail')
      ?.fromQueryKey?.(['patient', 'p1'])
    if (!asked || asked === 'untold') throw new Error('no such key')
    const about = (question: string) =>
      stored('patient', 5, { read: 'patient.detail', question, path: question })
    act(() => answers.set([about('another patient')]))
    expect(container.textContent).toBe('')
    act(() => answers.set([about(questionOf(asked))]))
    expect(container.textContent).toContain('5 minutes ago')
  })

  it.each(languages)('[PG7] speaks %s at every age', async (language) => {
    const { answers, container } = await renderOffline(<DataAge />, language)
    for (const minutes of [0, 5, 200, 3_000, 100_000]) {
      act(() => answers.set([stored('patient', minutes, { read: 'patient.detail' })]))
      const words = container.textContent?.replaceAll(/\b(am|pm|Oct|Aug)\b/gi, '')
      if (language === 'en') expect(words).toMatch(/As of|Old data|Too old/)
      else expect(words).not.toMatch(/[a-z]{4}/)
    }
  })
})

describe('[PG23] Receipt', () => {
  const saved = `Saved on this tablet ${clockTime(minutesAgo(15))}`

  it.each([
    ['waiting', { syncStatus: 'pending' }, 'Waiting to be sent'],
    ['being sent', { syncStatus: 'sending' }, 'Sending'],
    [
      'in doubt',
      { syncStatus: 'unconfirmed' },
      'CARE may have it already. That is looked up before it is sent again.',
    ],
    ['behind another', { syncStatus: 'blocked' }, 'Waits for another item'],
    [
      'to be tried again',
      { syncStatus: 'failed', retryAtMs: nowMs },
      `Will be tried again at ${clockTime(nowMs)}`,
    ],
    ['for a person', { syncStatus: 'failed', needsAttention: true }, 'Needs attention'],
    ['received', { syncStatus: 'success', receivedAtMs: nowMs }, `Received by CARE ${clockTime(nowMs)}`],
  ] as const)('says of a record that is %s', async (_, parts, words) => {
    const { setWrites } = await renderOffline(<Receipt of="p1" />)
    expect(said()).toBe('')
    act(() => setWrites([write(parts)]))
    expect(said()).toBe(saved + words)
    expect(screen.getByRole('status').getAttribute('aria-label')).toBe('Where this record is')
  })

  it('leads to where somebody decides, and only then', async () => {
    let opened = 0
    const { setWrites } = await renderOffline(<Receipt of="w1" onOpen={() => void opened++} />)
    act(() => setWrites([write()]))
    expect(screen.queryByRole('button')).toBeNull()
    act(() => setWrites([write({ syncStatus: 'conflict' })]))
    fireEvent.click(screen.getByRole('button', { name: 'Show details' }))
    expect(opened).toBe(1)
  })

  it('is of one write where its own id is given', async () => {
    const { setWrites } = await renderOffline(<Receipt of="w1" />)
    act(() => setWrites([write({ id: 'w2', syncStatus: 'conflict' }), write()]))
    expect(said()).toBe(`${saved}Waiting to be sent`)
  })

  it.each(languages)('[PG7] speaks %s', async (language) => {
    const { setWrites } = await renderOffline(<Receipt of="p1" />, language)
    act(() => setWrites([write({ syncStatus: 'conflict' })]))
    if (language === 'en') expect(said()).toContain('Saved')
    else expect(said()?.replaceAll('CARE', '')).not.toMatch(/[a-z]{4}/)
  })
})
