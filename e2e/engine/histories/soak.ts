// `npm run soak [-- count]`: as many histories as one likes, each batch with a new seed. Stops at the first that ends
// badly, and prints what is needed to keep it.

import fc from 'fast-check'
import { endsWell } from './property.ts'

const wanted = Number(process.argv[2] ?? 20_000)
const batch = 250
const startedAtMs = Date.now()

let played = 0
while (played < wanted) {
  const outcome = await fc.check(endsWell(), { numRuns: Math.min(batch, wanted - played) })
  played += outcome.numRuns
  if (outcome.failed) {
    console.log(`\nA history ends badly: seed ${outcome.seed}, path ${outcome.counterexamplePath}`)
    console.log(String(outcome.errorInstance))
    console.log(JSON.stringify(outcome.counterexample?.[0]))
    process.exit(1)
  }
  const perSecond = (played / (Date.now() - startedAtMs)) * 1_000
  process.stdout.write(`\r${played} of ${wanted} histories end well, ${perSecond.toFixed(0)} a second `)
}
console.log()
