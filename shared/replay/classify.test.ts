import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carePolicies } from '../care/index.ts'
import { html, json, silence } from '../testing/fake-network.ts'
import { computeBackoffDelay } from './backoff.ts'
import { classify } from './classify.ts'
import { mergeUpdate } from './merge.ts'

const kindOf = (answer: Parameters<typeof classify>[0]) => classify(answer, carePolicies).kind

describe('what an answer means', () => {
  it('[RP1] a dead session is told by its code, another 403 is a refusal', () => {
    const dead = { detail: 'Invalid Token, please relogin to continue', code: 'token_not_valid' }
    expect(kindOf(json(dead, 403))).toBe('dead-session')
    expect(kindOf(json({ detail: 'Authentication credentials were not provided.' }, 403))).toBe(
      'dead-session',
    )
    expect(kindOf(json({ detail: 'Cannot Create Patient' }, 403))).toBe('refused')
  })

  it('[RP2] what is not the API is never success', () => {
    expect(kindOf(html(200))).toBe('not-the-api')
    expect(kindOf({ ...json({ id: 'x' }), redirected: true } as ReturnType<typeof json>)).toBe('not-the-api')
    expect(kindOf(html(511))).toBe('not-the-api')
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 200, max: 299 }), (text, status) => {
        const answer = { ...html(status), text } as ReturnType<typeof html>
        if (status !== 204) expect(kindOf(answer)).not.toBe('accepted')
      }),
    )
  })

  it('[RP3] silence and 500 are ambiguous; 423, 429 and "try again" wait', () => {
    expect(kindOf(silence)).toBe('ambiguous')
    expect(kindOf(json({}, 500))).toBe('ambiguous')
    expect(kindOf(html(504))).toBe('ambiguous')
    expect(kindOf(json({ detail: 'The resource you are trying to access is locked' }, 423))).toBe('later')
    expect(kindOf(json({ detail: 'slow down' }, 429))).toBe('later')
    const locked = {
      errors: [{ type: 'validation_error', msg: 'Patient creation failed, try again after a while' }],
    }
    expect(kindOf(json(locked, 400))).toBe('later')
  })

  it('[RP4] a refusal carries the words of the server, from any of its shapes', () => {
    const words = (body: Parameters<typeof json>[0]) => {
      const verdict = classify(json(body, 400), carePolicies)
      return verdict.kind === 'refused' && verdict.failure.code === 'refused'
        ? verdict.failure.words
        : undefined
    }
    expect(words({ errors: [{ type: 'validation_error', msg: 'Patient does not exist' }] })).toBe(
      'Patient does not exist',
    )
    expect(words({ errors: [{ type: 'enum', loc: ['gender'], msg: "Input should be 'male'" }] })).toBe(
      "gender: Input should be 'male'",
    )
    expect(words({ errors: [{ question_id: 'q', error: 'Question not answered' }] })).toBe(
      'Question not answered',
    )
    expect(words({ results: [{ reference_id: 'a', status_code: 403, data: { detail: 'Cannot' } }] })).toBe(
      'Cannot',
    )
    expect(words({ password: ['This field is required.'] })).toBe('password: This field is required.')
  })
})

describe('backoff', () => {
  it('[RP5] is jittered, capped, and never shorter than the server asked', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(600_000),
        (tries, fraction, least) => {
          const delay = computeBackoffDelay(tries, fraction, least)
          expect(delay).toBeGreaterThanOrEqual(least)
          expect(delay).toBeLessThanOrEqual(Math.max(least, 300_000))
        },
      ),
    )
    expect(computeBackoffDelay(0, 0.5)).toBe(1_000)
    expect(computeBackoffDelay(3, 0.5)).toBe(8_000)
  })
})

describe('merging an update', () => {
  const rule = { fields: ['name', 'phone', 'status'], neverMerge: ['status'] }
  const base = { name: 'Asha', phone: '1', status: 'open' }

  it('[CF1] changes in other fields are kept, and mine is sent', () => {
    const merge = mergeUpdate({ ...base, name: 'Asha Nair' }, { ...base, phone: '2' }, base, rule)
    expect(merge).toMatchObject({
      kind: 'send',
      payload: { name: 'Asha Nair', phone: '2', status: 'open' },
      merged: true,
    })
  })

  it('[CF2] a change of the same field, or of one that is never merged, waits for a person', () => {
    expect(mergeUpdate({ ...base, name: 'A' }, { ...base, name: 'B' }, base, rule)).toMatchObject({
      kind: 'conflict',
      conflictData: { fields: ['name'] },
    })
    expect(mergeUpdate({ ...base, name: 'A' }, { ...base, status: 'closed' }, base, rule)).toMatchObject({
      kind: 'conflict',
      conflictData: { fields: ['status'] },
    })
  })

  it('[CF2] also where my payload does not speak of it', () => {
    expect(mergeUpdate({ name: 'A' }, { ...base, status: 'closed' }, base, rule)).toMatchObject({
      kind: 'conflict',
      conflictData: { fields: ['status'] },
    })
  })

  it('[CF1] a moment is the same however it is written', () => {
    const at = (start: string) => ({ ...base, name: start })
    expect(mergeUpdate(at('2026-11-22T09:00:00.000Z'), at('2026-11-22T09:00:00Z'), base, rule).kind).toBe(
      'same',
    )
    expect(mergeUpdate(at('2026-11-22T09:00:00Z'), at('2026-11-22T14:30:00+05:30'), base, rule).kind).toBe(
      'same',
    )
    expect(mergeUpdate(at('2026-11-22T09:00:00Z'), at('2026-11-22T09:00:01Z'), base, rule).kind).toBe(
      'conflict',
    )
  })

  it('[CF3] without a base any difference is a conflict; what is there already is done', () => {
    expect(mergeUpdate({ ...base, name: 'A' }, base, undefined, rule).kind).toBe('conflict')
    expect(mergeUpdate(base, base, undefined, rule).kind).toBe('same')
  })
})
