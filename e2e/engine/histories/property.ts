// The property that every history must have.

import fc from 'fast-check'
import { clonePlainDataQuickly } from './plain-clone.ts'
import { play } from './play.ts'
import type { Sabotage } from './sabotage.ts'
import { type History, history } from './steps.ts'

export function endsWell(sabotage: Sabotage = {}): fc.IAsyncProperty<[History]> {
  clonePlainDataQuickly()
  const platformTask = globalThis.setImmediate
  return fc.asyncProperty(history, async (steps) => {
    await play(steps, sabotage)
    // Whoever watches over this process hears from it.
    await new Promise<void>((resolve) => platformTask(resolve))
  })
}
