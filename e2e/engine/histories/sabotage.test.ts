// The test of the test: with any one of the engine's safeguards taken out, the histories must notice.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endsWell } from './property.ts'
import { type Sabotage, sabotages } from './sabotage.ts'
import { type Invariant, Violation } from './violation.ts'

/** Many more than any of them needs. The seed is fixed: what is to be found is known. */
const bounds = { numRuns: 2_000, endOnFailure: true }

const cases: [keyof typeof sabotages, number, Invariant[]][] = [
  // A write that has landed counts as absent then, so that a person may take it back.
  ['no probe', 5, ['none doubled', 'what a person took back is not sent']],
  ['a probe that always finds', 1, ['nothing shown as received that is not', 'parents first']],
  ['no patience with what nobody answered', 1, ['none doubled']],
  ['no lock, and no patience', 1, ['none doubled']],
  ['no journal before sending', 5, ['none doubled', 'what a person took back is not sent']],
  ['no find-twin', 5, ['none doubled', 'what is saved is shown']],
  ['a disk that forgets', 1, ['none lost']],
]

describe('histories', () => {
  it.each(cases)('notice %s', { timeout: 240_000 }, async (name, seed, invariants) => {
    const sabotage: Sabotage = sabotages[name]
    const { failed, errorInstance } = await fc.check(endsWell(sabotage), { ...bounds, seed })
    expect(failed).toBe(true)
    expect(errorInstance).toBeInstanceOf(Violation)
    expect(invariants).toContain((errorInstance as Violation).invariant)
  })
})
