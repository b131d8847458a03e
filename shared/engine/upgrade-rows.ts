// At start: what was saved under earlier versions of the policies is put into today's shape. What no policy can upgrade
// stays as it is and waits for a person.

import { idsInRequest } from '../ids/replace-ids.ts'
import { requestOf } from '../ids/replace-offline-ids.ts'
import { isJson } from '../json.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Policies } from '../policy/policies.ts'

export async function upgradeRows(outbox: Outbox, policies: Policies): Promise<void> {
  for (const write of await outbox.outdated((key) => policies.write(key)?.version)) {
    const payload = upgraded(write, policies)
    if (payload === undefined) continue
    const mentions = idsInRequest({ ...requestOf(write), body: payload })
    const policyVersion = policies.write(write.syncRouteKey)?.version ?? write.policyVersion
    const { syncStatus: status, revision = 0 } = write
    await outbox.markWriteStatus(
      write.id,
      { type: 'upgraded', payload, mentions, policyVersion },
      { status, revision },
    )
  }
}

/** An upgrade that fails is a bug of the policy; the row must outlive it. */
function upgraded(write: OfflineWrite, policies: Policies) {
  try {
    const payload = policies.write(write.syncRouteKey)?.upgrade?.(write.payload, write.policyVersion)
    return isJson(payload) ? payload : undefined
  } catch {
    return undefined
  }
}
