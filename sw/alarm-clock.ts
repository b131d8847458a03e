// Background Sync, through Workbox's queue, as an alarm clock and nothing else: the queue never holds a request (it
// deletes before it sends, and takes any answer for success). When it rings, our own replay runs.

import { Queue } from 'workbox-background-sync'
import { alarmQueueName } from '../shared/bridge/alarm.ts'
import type { Engine } from '../shared/engine/open-engine.ts'

/** Chromium lets a handler run for three minutes and then starts another beside it: stop before. */
const budgetMs = 150_000

export interface AlarmClock {
  /** To be called while a page is there: a worker alone may not register. */
  set(): void
}

export function createAlarmClock(
  getEngine: () => Promise<Engine>,
  /** Resolves after a random moment: the tablets of a hospital hear of the network in the same second. */
  standBack: () => Promise<void>,
  onDrained: (drained: { received: number; waiting: number }) => Promise<void>,
): AlarmClock {
  const queue = new Queue(alarmQueueName, {
    onSync: async () => {
      await standBack()
      const drained = await (await getEngine()).runner.drain(budgetMs)
      await onDrained(drained)
      // Only an Error makes the browser ring again.
      if (drained.waiting > 0) throw new Error('outbox-not-drained')
    },
  })
  return {
    set: () => {
      // Where Background Sync is missing or denied the page's own triggers do the work.
      queue.registerSync().catch(() => undefined)
    },
  }
}
