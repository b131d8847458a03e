// What is said of each reason to wait.

import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../shared/failure.ts'
import type { Why } from '../../../shared/replay/why.ts'
import { en } from './en.ts'
import type { Sentence } from './failure-words.ts'
import { type WhyTools, whyWords } from './why-words.ts'

const nowMs = Date.UTC(2025, 9, 15, 10, 57)
const lost: Failure = { code: 'no-answer', reason: 'timeout' }

const fill = ({ key, values = {} }: Sentence): string =>
  (en[key] as string).replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]))
const tools: WhyTools = {
  words: {
    say: (key, values) => fill({ key: key as Sentence['key'], ...(values ? { values } : {}) }),
    sayField: (field) => field.replace('_', ' '),
  },
  times: { short: (atMs) => `<${atMs - nowMs}>` },
  nowMs,
}
const told = (why: Why) => whyWords(why, tools).map(fill).join(' ')
const attention = (failure: Failure) => told({ code: 'attention', failure })

describe('[PG7] why a write waits', () => {
  it.each<[string, Why, RegExp]>([
    ['received', { code: 'received', atMs: nowMs }, /^CARE has received it\.$/],
    ['next', { code: 'next' }, /sent with the next sync/],
    ['no network', { code: 'paused', pause: 'offline' }, /^There is no network\. It is sent by itself/],
    ['no server', { code: 'paused', pause: 'unreachable' }, /^CARE cannot be reached\./],
    ['a portal', { code: 'paused', pause: 'captive-portal' }, /Sign in there/],
    ['a dead session', { code: 'paused', pause: 'auth-required' }, /Sign in again/],
    ['nobody', { code: 'paused', pause: 'no-session' }, /^Nobody is signed in/],
    ['a server at rest', { code: 'server-rests', untilMs: nowMs + 300_000 }, /tried again at <300000>\.$/],
    ['sending', { code: 'sending', sinceMs: nowMs }, /being sent now/],
    ['others before it', { code: 'behind', labels: ['Asha', 'Asha'] }, /have this first: Asha\. Then/],
    ['stuck ones before it', { code: 'held', labels: ['Asha'] }, /needs your attention: Asha\./],
    ['a conflict', { code: 'conflict', fields: ['phone_number'] }, /in CARE: phone number\. Decide/],
  ])('says %s', (_, why, words) => {
    expect(told(why)).toMatch(words)
  })

  it('says when a lost answer is looked for: in seconds while that is near, then by the clock', () => {
    const looking = (inMs: number) => told({ code: 'looking', atMs: nowMs + inMs, failure: lost })
    expect(looking(9_400)).toBe(
      "CARE's answer got lost. The tablet looks in about 10 seconds whether CARE has it, and sends it only if not.",
    )
    expect(looking(-5_000)).toContain('looks in a moment')
    expect(looking(90_000)).toContain('in about 90 seconds')
    expect(looking(90_001)).toContain('at <90001>')
    expect(told({ code: 'looking', atMs: nowMs, failure: { code: 'server-error', status: 500 } })).toMatch(
      /^CARE had a fault/,
    )
  })

  it('says how many tries are left', () => {
    const failure: Failure = { code: 'busy', status: 503 }
    expect(told({ code: 'retry', atMs: nowMs + 20_000, failure, tries: 2, of: 5 })).toBe(
      'CARE is busy. It is tried again in about 20 seconds: 2 of 5 tries so far.',
    )
  })

  it('names three of many', () => {
    expect(told({ code: 'behind', labels: ['A', 'B', '', 'D', 'E'] })).toContain(
      'A, B, Record without a name and 2 more',
    )
  })

  it('says what a person can do about each kind of failure', () => {
    expect(attention({ code: 'refused', status: 400, words: 'No' })).toMatch(/corrected, tried again/)
    expect(attention({ code: 'invalid', issues: [] })).toMatch(/corrected, tried again/)
    expect(attention({ code: 'likely-duplicate', candidates: [] })).toMatch(/same person/)
    expect(attention({ code: 'unsure', candidates: [] })).toMatch(/does not send it twice/)
    expect(attention({ code: 'record-gone' })).toMatch(/takes no more changes/)
    expect(attention({ code: 'record-closed', status: 'completed' })).toMatch(/takes no more changes/)
    expect(attention({ code: 'server-error', status: 500 })).toMatch(/several times without success/)
    expect(attention({ code: 'unknown-type', type: 'x' })).toMatch(/Update CARE\. It stays here/)
  })
})
