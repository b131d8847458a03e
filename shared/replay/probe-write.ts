// Looks whether a write whose answer was lost has landed. Never sends the write.

import type { IdMap } from '../ids/id-map.ts'
import { idsIn } from '../ids/replace-ids.ts'
import { replaceOfflineIdsInWrite } from '../ids/replace-offline-ids.ts'
import type { Json } from '../json.ts'
import type { Attempt, WriteRecord } from '../outbox/offline-write.ts'
import { namesEveryId } from '../outbox/outbox.ts'
import type { Policies } from '../policy/policies.ts'
import type { ProbeResult } from '../policy/write-policy.ts'
import type { Line } from './ask.ts'
import { askFirst, type Unanswered } from './ask-first.ts'

export type Probed = ProbeResult | Unanswered

/** `attempt`: the newest one. */
export async function probeWrite(
  write: WriteRecord & { attempt: Attempt },
  ids: IdMap,
  policies: Policies,
  line: Line,
): Promise<Probed> {
  const policy = policies.write(write.syncRouteKey)
  if (policy?.version !== write.policyVersion) return { unsure: [] }
  const { request } = replaceOfflineIdsInWrite(write, ids)
  const matched = { policy, request, params: policy.path.match(request.path) ?? {} }
  const probed = await askFirst(
    line,
    write.userId,
    policy.probe(matched, {
      userId: write.userId,
      writeId: write.id,
      attemptedAtMs: write.attempt.serverMs,
      notBeforeMs: (write.firstAttempt ?? write.attempt).notBeforeMs,
      claimed: claimedIds(ids),
    }),
  )
  if (!('result' in probed)) return probed
  const { result } = probed
  if ('found' in result && !namesEveryId(write, result.found)) return { unsure: idsOf(result.found) }
  return result
}

/** Records on the server that belong to other writes of this tablet. */
const claimedIds = (ids: IdMap): ReadonlySet<string> =>
  new Set(Array.from(ids.toServer.values(), (id) => id.toLowerCase()))

const idsOf = (found: Json): string[] => idsIn(JSON.stringify(found)).slice(0, 5)
