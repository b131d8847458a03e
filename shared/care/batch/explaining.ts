// A refused batch: the first of its sub-requests that tells why. Those that were good report 200, and were rolled back.

import { valueAt } from '../../json.ts'
import type { Explain, WritePolicy } from '../../policy/write-policy.ts'
import { asObject, objectsIn } from '../json-record.ts'
import { answerAt, subWritesIn } from './sub-writes.ts'

export const explainBatch = (policies: readonly WritePolicy[]): Explain =>
  function* ({ request }, { body, provisional }) {
    const results = objectsIn(asObject(body).results)
    for (const { write, index } of subWritesIn(request, policies) ?? []) {
      const status = Number(results[index]?.status_code)
      if (!(status > 299) || !write.policy.explain) continue
      const refused = {
        status,
        body: results[index]?.data,
        provisional: valueAt(provisional, answerAt(index)) ?? null,
      }
      const reason = yield* write.policy.explain(write, refused)
      if (reason) return { ...reason, part: index }
    }
    return undefined
  }
