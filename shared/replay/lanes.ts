// Writes that a lock of the server would make collide go one at a time; the policies name the locks.

import { requestOf } from '../ids/replace-offline-ids.ts'
import type { WriteRecord } from '../outbox/offline-write.ts'
import type { Policies } from '../policy/policies.ts'

export function lanesOf(write: WriteRecord, policies: Policies): string[] {
  const matched = policies.matchStored(write, requestOf(write))
  return matched?.policy.lanes?.(matched) ?? []
}

/** Of these writes, in order, as many as may go side by side: no two in one lane, none in a lane that is taken. */
export function chooseSideBySide<Write>(
  writes: readonly Write[],
  lanes: (write: Write) => readonly string[],
  taken: readonly string[],
  most: number,
): Write[] {
  const busy = new Set(taken)
  const chosen: Write[] = []
  for (const write of writes) {
    if (chosen.length >= most) break
    const wanted = lanes(write)
    if (wanted.some((lane) => busy.has(lane))) continue
    for (const lane of wanted) busy.add(lane)
    chosen.push(write)
  }
  return chosen
}
