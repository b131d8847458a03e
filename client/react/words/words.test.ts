// Every language says everything, with the same gaps.

import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../shared/failure.ts'
import { addWords, wordsNamespace } from './add-words.ts'
import { detailWords } from './detail-words.ts'
import { en } from './en.ts'
import { failureWords } from './failure-words.ts'
import { hi } from './hi.ts'
import { ml } from './ml.ts'
import { ta } from './ta.ts'

const gapsIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe.each([
  ['Hindi', hi],
  ['Malayalam', ml],
  ['Tamil', ta],
])('the words in %s', (_, words) => {
  it('have the gaps of the English, and no word left in English', () => {
    for (const [key, text] of Object.entries(words)) {
      const english = en[key as keyof typeof en]
      expect([key, gapsIn(text)]).toEqual([key, gapsIn(english)])
      expect([key, text]).not.toEqual([key, english])
    }
  })
})

describe('the names of details', () => {
  it('are there in every language, under the keys of the English', () => {
    const english = detailWords('en')
    for (const language of ['hi', 'ml', 'ta'] as const) {
      const words = detailWords(language)
      expect(Object.keys(words)).toEqual(Object.keys(english))
      for (const [key, text] of Object.entries(words)) {
        expect([language, key, text]).not.toEqual([language, key, english[key]])
        expect(text.trim()).not.toBe('')
      }
    }
  })

  it('take no key that the layer says something else under', () => {
    expect(Object.keys(detailWords('en')).filter((key) => key in en)).toEqual([])
  })
})

describe('addWords', () => {
  it('waits for the host, and leaves the words that the host has set itself', async () => {
    const i18n = i18next.createInstance()
    addWords(i18n)
    await i18n.init({ lng: 'hi', resources: { hi: { [wordsNamespace]: { retry: 'दोबारा' } } } })
    expect(i18n.t('retry', { ns: wordsNamespace })).toBe('दोबारा')
    expect(i18n.t('sync_now', { ns: wordsNamespace })).toBe(hi.sync_now)
    expect(i18n.t('banner_waiting', { ns: wordsNamespace, count: 3 })).toContain('3')
  })
})

describe('failureWords', () => {
  const failures: Failure[] = [
    { code: 'no-answer', reason: 'timeout' },
    { code: 'not-the-api', status: 200 },
    { code: 'busy', status: 503 },
    { code: 'server-error', status: 500 },
    { code: 'refused', status: 400, words: 'No such ward' },
    { code: 'auth-required' },
    { code: 'unsure', candidates: ['1'] },
    { code: 'likely-duplicate', candidates: [{ id: '1', label: 'Asha Nair' }] },
    { code: 'record-gone' },
    { code: 'record-closed', status: 'completed' },
    { code: 'not-now', state: 'success' },
    { code: 'overtaken' },
    { code: 'missing-parent', ids: ['1'] },
    { code: 'circular', ids: ['1'] },
    { code: 'unknown-type', type: 'x' },
    { code: 'invalid', issues: [{ at: ['age'], words: 'Age is needed' }] },
    { code: 'storage', reason: 'quota', detail: 'x' },
    { code: 'bridge', reason: 'protocol' },
  ]

  it('has a sentence without codes for every failure', () => {
    for (const failure of failures) {
      const { key } = failureWords(failure)
      expect(en[key]).toMatch(/^[A-Z].*[.}]$/)
      expect(en[key]).not.toMatch(/\d{3}|undefined/)
    }
  })

  it("shows the server's own words of a refusal, and what the form lacks", () => {
    expect(failureWords({ code: 'refused', status: 400, words: 'No such ward' }).values).toEqual({
      words: 'No such ward',
    })
    const invalid: Failure = {
      code: 'invalid',
      issues: [
        { at: [], words: 'a' },
        { at: [], words: 'b' },
      ],
    }
    expect(failureWords(invalid).values).toEqual({ words: 'a; b' })
  })
})
