// What the replay must know of one user's outbox: what is not received yet, and every id that was ever mapped.

import { IdMap } from '../ids/id-map.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { Outbox } from '../outbox/outbox.ts'

export interface ReplayView {
  ids: IdMap
  rows: OfflineWrite[]
}

export async function loadReplayView(outbox: Outbox, userId: string): Promise<ReplayView> {
  // The rows first: what is received in between is then in the map, and not the other way round.
  const rows = await outbox.unsettled(userId)
  return { rows, ids: new IdMap(await outbox.idMap(userId)) }
}
