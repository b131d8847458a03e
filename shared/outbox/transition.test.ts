import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anAttempt, pendingWrite } from '../testing/any-write.ts'
import type { OfflineWrite } from './offline-write.ts'
import { parseWrite } from './parse-write.ts'
import { IllegalTransition, mayTake, transition, type WriteEvent } from './transition.ts'

const failure = { code: 'server-error', status: 500 } as const
const attempt = anAttempt('attempt', 1)

const anyEvent: fc.Arbitrary<WriteEvent> = fc.constantFrom<WriteEvent>(
  { type: 'attempt-started', attempt },
  { type: 'accepted', response: { id: 'x' }, atMs: 2, settledAt: 3 },
  { type: 'answer-lost', failure, probeAtMs: 4 },
  { type: 'answer-lost', failure: { code: 'no-answer', reason: 'network' }, probeAtMs: 4 },
  { type: 'not-sent', failure: { code: 'auth-required' } },
  { type: 'postponed', failure, retryAtMs: 5 },
  { type: 'needs-attention', failure: { code: 'unsure', candidates: [] } },
  { type: 'needs-attention', failure: { code: 'refused', status: 400, words: 'no' } },
  { type: 'probe-found', response: { id: 'x' }, atMs: 2, settledAt: 3 },
  { type: 'probe-absent' },
  { type: 'probe-postponed', failure, probeAtMs: 6 },
  { type: 'parent-stuck', blockedBy: ['p'] },
  { type: 'released' },
  { type: 'conflict-found', conflictData: { base: null, mine: {}, theirs: {}, fields: [] } },
  { type: 'retry-asked' },
  { type: 'rebased', base: { name: 'x' } },
)

const start = pendingWrite({ id: 'w', sequence: 1, payload: { name: 'Asha' } })

/** Every write that a history of steps can lead to. */
const anyReached = fc.array(anyEvent, { maxLength: 12 }).map((events) => {
  let write: OfflineWrite = start
  const seen = [write]
  for (const event of events) {
    if (!mayTake(write, event.type)) continue
    write = transition(write, event)
    seen.push(write)
  }
  return seen
})

describe('the life of a write', () => {
  it('[ST1] no step loses what the user saved', () => {
    fc.assert(
      fc.property(anyReached, (seen) => {
        for (const write of seen) {
          expect(write).toMatchObject({ id: 'w', sequence: 1, payload: { name: 'Asha' }, userId: 'nurse' })
        }
      }),
    )
  })

  it('[ST2] a step that is not in the table throws and names both sides', () => {
    fc.assert(
      fc.property(anyReached, anyEvent, (seen, event) => {
        const write = seen.at(-1) ?? start
        if (mayTake(write, event.type)) return
        expect(() => transition(write, event)).toThrow(IllegalTransition)
      }),
    )
  })

  it('[ST3] received is the end', () => {
    fc.assert(
      fc.property(anyReached, anyEvent, (seen, event) => {
        const write = seen.at(-1) ?? start
        if (write.syncStatus === 'success') expect(mayTake(write, event.type)).toBe(false)
      }),
    )
  })

  it('[ST4] after a lost answer nothing is sent before somebody has looked', () => {
    const sending = transition(start, { type: 'attempt-started', attempt })
    const lost = transition(sending, {
      type: 'answer-lost',
      failure: { code: 'no-answer', reason: 'timeout' },
      probeAtMs: 9,
    })
    expect(lost).toMatchObject({ syncStatus: 'unconfirmed', retries: 0 })
    expect(mayTake(lost, 'attempt-started')).toBe(false)
    expect(transition(lost, { type: 'probe-absent' }).syncStatus).toBe('pending')
  })

  it('[ST5] a retry by hand of what the server may hold begins with a look', () => {
    const sending = transition(start, { type: 'attempt-started', attempt })
    const lost = transition(sending, { type: 'answer-lost', failure, probeAtMs: 0 })
    const unsure = transition(lost, {
      type: 'needs-attention',
      failure: { code: 'unsure', candidates: ['a', 'b'] },
    })
    expect(transition(unsure, { type: 'retry-asked' }).syncStatus).toBe('unconfirmed')
    const gateway = transition(lost, { type: 'needs-attention', failure: { code: 'busy', status: 504 } })
    expect(transition(gateway, { type: 'retry-asked' }).syncStatus).toBe('unconfirmed')
    const refused = transition(sending, {
      type: 'needs-attention',
      failure: { code: 'refused', status: 400, words: 'no' },
    })
    expect(transition(refused, { type: 'retry-asked' }).syncStatus).toBe('pending')
  })

  it('[OB4] every row that the engine writes is read back as it was', () => {
    fc.assert(
      fc.property(anyReached, (seen) => {
        for (const write of seen) expect(parseWrite(structuredClone(write))).toEqual({ readable: write })
      }),
    )
  })

  it('[OB4] a row that cannot be read is kept and shown, never thrown over', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        const parsed = parseWrite(junk)
        expect('unreadable' in parsed).toBe(true)
      }),
    )
    const damaged = { ...start, sequence: 'first' }
    expect(parseWrite(damaged)).toEqual({ unreadable: { id: 'w', userId: 'nurse', raw: damaged } })
  })
})
