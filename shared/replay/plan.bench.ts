// How the work before each step grows with the outbox: reading rows, and planning what goes next.

import { bench, describe } from 'vitest'
import { IdMap } from '../ids/id-map.ts'
import { parseWrite } from '../outbox/parse-write.ts'
import { pendingWrite } from '../testing/any-write.ts'
import { planReplay } from './plan.ts'

const ids = new IdMap()
/** A ward's day: each tenth write registers somebody, the nine after it are about her. */
const outbox = (size: number) =>
  Array.from({ length: size }, (_, i) => {
    const record = `record-${Math.floor(i / 10)}`
    return pendingWrite({
      id: `write-${i}`,
      sequence: i + 1,
      mentions: i % 10 === 0 ? [] : [record],
      created: i % 10 === 0 ? [{ pointer: '/id', id: record }] : [],
    })
  })

for (const size of [100, 1_000, 5_000]) {
  const rows = outbox(size)
  describe(`${size} writes that wait`, () => {
    bench('rows are parsed', () => {
      rows.map(parseWrite)
    })
    bench('a step is planned', () => {
      planReplay(rows, ids, 0)
    })
  })
}
