// The test of all histories, in parts, so that several workers share them. Each part has a seed of its own, the same in
// each run, so that a change is judged by what it changed; `npm run soak` takes new ones. One that fails tells its seed
// and path, and what is left of the history: keep that in `kept-histories.ts`, under a name.

import fc from 'fast-check'
import { describe, it } from 'vitest'
import { endsWell } from './property.ts'

const parts = 2
const firstSeed = Number(process.env.SEED ?? 20_261_122)
const runs = Math.ceil(Number(process.env.HISTORIES ?? 2_000) / parts)

export function describeHistories(part: number): void {
  describe('any shift', () => {
    it(
      `[RP6] ends with each form in CARE once, or here with a reason (part ${part}: ${runs} histories)`,
      {
        timeout: 120_000 + runs * 500,
      },
      () => fc.assert(endsWell(), { numRuns: runs, seed: firstSeed + part }),
    )
  })
}
