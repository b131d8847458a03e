// Whether a read would be answered from this tablet if the network were away now. Asks nobody, changes nothing.

import type { ApiRequest } from '../api-request.ts'
import type { Availability } from '../bridge/engine-api.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { loadLocalView } from '../projection/projected-writes.ts'
import { inServerIds } from './in-server-ids.ts'
import { type RecallTools, recall } from './recall.ts'

export async function lookHere(
  tools: RecallTools & { outbox: Outbox },
  request: ApiRequest,
  userId: string,
): Promise<Availability> {
  const asked = tools.policies.matchRead(request)
  if (!asked) return { isHere: false }
  const view = await loadLocalView(tools.outbox, tools.policies, userId)
  const { renamed, read } = inServerIds(asked, view)
  const recalled =
    (renamed && (await recall(tools, renamed, view, userId))) ?? (await recall(tools, read, view, userId))
  return recalled
    ? { isHere: true, fetchedAtMs: recalled.sinceMs ?? null, isIncomplete: recalled.incomplete }
    : { isHere: false }
}
