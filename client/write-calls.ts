// What a person may ask of one write. The list is looked at again after each answer, also after a refusal: what was
// asked may be over because the write has moved on. Where something may go now, a run starts.

import type { EngineApi } from '../shared/bridge/engine-api.ts'
import type { Result } from '../shared/failure.ts'
import type { Bridge } from './bridge/bridge.ts'
import type { Mirror } from './mirror.ts'
import type { SyncDriver } from './sync-driver.ts'

export type WriteCalls = Pick<
  EngineApi,
  'retry' | 'why' | 'details' | 'resolve' | 'discard' | 'edit' | 'fold' | 'adopt'
>

export function createWriteCalls(
  bridge: Pick<Bridge, keyof WriteCalls>,
  mirror: Pick<Mirror, 'refresh' | 'touched'>,
  driver: Pick<SyncDriver, 'wake'>,
): WriteCalls {
  async function thenSend<Value>(asked: Promise<Result<Value>>, look: () => void): Promise<Result<Value>> {
    const result = await asked
    look()
    if (result.ok) void driver.wake('manual')
    return result
  }

  return {
    why: bridge.why,
    details: bridge.details,
    retry: (writeId) => thenSend(bridge.retry(writeId), mirror.refresh),
    resolve: (writeId, resolution) =>
      thenSend(bridge.resolve(writeId, resolution), () => mirror.touched(writeId)),
    edit: (writeId, payload, path) =>
      thenSend(bridge.edit(writeId, payload, path), () => mirror.touched(writeId)),
    fold: (writeId) => thenSend(bridge.fold(writeId), mirror.refresh),
    // What belongs to the record may go now.
    adopt: (writeId, candidateId) => thenSend(bridge.adopt(writeId, candidateId), mirror.refresh),
    async discard(writeId, reason, also) {
      const result = await bridge.discard(writeId, reason, also)
      mirror.refresh()
      // What it held back may go now.
      if (result.ok && result.value.done) void driver.wake('automatic')
      return result
    },
  }
}
