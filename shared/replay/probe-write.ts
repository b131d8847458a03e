// Looks whether a write whose answer was lost has landed. Never sends the write.

import type { ServerClock } from '../connection/server-clock.ts'
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

type Attempted = WriteRecord & { attempt: Attempt }

interface ProbeTools {
  policies: Policies
  line: Line
  serverClock: Pick<ServerClock, 'now'>
}

/** `attempt`: the newest one. */
export async function probeWrite(
  write: Attempted,
  ids: IdMap,
  { policies, line, serverClock }: ProbeTools,
): Promise<Probed> {
  const matched = policies.matchStored(write, replaceOfflineIdsInWrite(write, ids).request)
  if (!matched) return { unsure: [] }
  const probed = await askFirst(
    line,
    write.userId,
    matched.policy.probe(matched, {
      userId: write.userId,
      writeId: write.id,
      attemptedAtMs: write.attempt.serverMs,
      notBeforeMs: lowerBound(write, serverClock.now()),
      claimed: claimedIds(write, ids),
      ...(write.reached?.id === undefined ? {} : { recordId: write.reached.id }),
    }),
  )
  if (!('result' in probed)) return probed
  const { result } = probed
  if ('found' in result && !namesEveryId(write, result.found)) return { unsure: idsOf(result.found) }
  return result
}

/** A server whose clock stands before that has been put right since: then nothing is certain. */
function lowerBound({ attempt, firstAttempt = attempt }: Attempted, serverNowMs: number): number {
  return serverNowMs < firstAttempt.notBeforeMs ? 0 : firstAttempt.notBeforeMs
}

/** Records on the server that belong to other writes of this tablet, or that a person has said are others. */
const claimedIds = ({ notThese = [] }: WriteRecord, ids: IdMap): ReadonlySet<string> =>
  new Set([...ids.toServer.values(), ...notThese].map((id) => id.toLowerCase()))

const idsOf = (found: Json): string[] => idsIn(JSON.stringify(found)).slice(0, 5)
