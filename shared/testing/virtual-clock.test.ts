import { describeClock } from './clock-contract.ts'
import { createVirtualClock } from './virtual-clock.ts'

describeClock('the one that stands still', () => {
  const clock = createVirtualClock()
  return { clock, pass: clock.advance }
})
