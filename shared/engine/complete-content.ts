// "The content has come": a request that belongs to a write which waits here, or to a form that the server has
// answered. It never goes alone, where this layer knows the whole.

import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { ContentTools } from './announce-content.ts'
import { type PreparedWrite, prepareOfflineWrite } from './save-offline-write.ts'
import { translateRequest } from './translate.ts'

export type Completed =
  /** Its write is here: what it says is said by that. */
  | { row: OfflineWrite }
  /** The whole, of which this is the last step. */
  | (PreparedWrite & { matched: MatchedWrite })
  /** The form is kept here, and its content has not come. */
  | 'without-content'
  /** Nothing is known of it: a write like any other. */
  | undefined

export async function completeContent(
  tools: ContentTools,
  asked: MatchedWrite,
  view: LocalView,
  userId: string,
): Promise<Completed> {
  const recordId = asked.policy.completes?.(asked)
  if (recordId === undefined) return undefined
  const row = view.rows.find(({ created, syncRouteKey }) => {
    const makesIt = created.some(({ id }) => id === recordId || view.ids.getServerId(id) === recordId)
    return makesIt && tools.policies.write(syncRouteKey)?.content !== undefined
  })
  if (row) return { row }
  const awaited = await tools.contents.awaited(recordId)
  if (awaited?.userId !== userId) return undefined
  if (awaited.reached.id === undefined) return 'without-content'
  const { request } = translateRequest(awaited.request, view.ids)
  const matched = tools.policies.matchStored(awaited, request)
  if (!matched) return undefined
  // The page says it only after the store has taken the content, past this layer or through it.
  const reached = { ...awaited.reached, isPut: true as const }
  return { matched, ...(await prepareOfflineWrite(tools, matched, view, userId, { recordId, reached })) }
}
