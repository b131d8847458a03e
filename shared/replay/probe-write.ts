// Looks whether a write whose answer was lost has landed. Never sends the write.

import { idsIn } from '../ids/replace-ids.ts'
import { replaceOfflineIdsInWrite } from '../ids/replace-offline-ids.ts'
import type { Json } from '../json.ts'
import type { WriteIn } from '../outbox/offline-write.ts'
import { namesEveryId } from '../outbox/outbox.ts'
import type { Policies } from '../policy/policies.ts'
import type { ProbeResult } from '../policy/write-policy.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { Asked, Line } from './ask.ts'

export type Probed = ProbeResult | Extract<Asked, { kind: 'postponed' | 'paused' }>

export async function probeWrite(
  write: WriteIn<'unconfirmed'>,
  view: LocalView,
  policies: Policies,
  line: Line,
): Promise<Probed> {
  const policy = policies.write(write.syncRouteKey)
  if (!policy) return { unsure: [] }
  const { request } = replaceOfflineIdsInWrite(write, view.ids)
  const matched = { policy, request, params: policy.path.match(request.path) ?? {} }
  const probe = policy.probe(matched, {
    userId: write.userId,
    attemptedAtMs: write.attempt.startedAtMs,
    claimed: claimedIds(view),
  })
  let step = probe.next(undefined)
  while (!step.done) {
    const asked = await line.ask(write.userId, step.value)
    if (asked.kind === 'postponed' || asked.kind === 'paused') return asked
    step = probe.next(asked.kind === 'answer' ? asked.body : undefined)
  }
  const result = step.value
  if ('found' in result && !namesEveryId(write, result.found)) return { unsure: idsOf(result.found) }
  return result
}

/** Records on the server that belong to other writes of this tablet. */
function claimedIds({ ids, writes }: LocalView): ReadonlySet<string> {
  const claimed = new Set<string>(Array.from(ids.toServer.values(), (id) => id.toLowerCase()))
  for (const { projected } of writes) {
    if (projected.synced) for (const id of projected.createdIds) claimed.add(id.toLowerCase())
  }
  return claimed
}

const idsOf = (found: Json): string[] => idsIn(JSON.stringify(found)).slice(0, 5)
