// The reads that a shift needs and no visit guarantees: asked in the background when an answer names them, if they
// are missing or old here. One at a time, so that the screen in view comes first.

import { type ApiRequest, canonicalKey } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { Caller } from './api-caller.ts'
import { type FetchTools, fetchRead } from './fetch-read.ts'

/** The most that one answer may set off, follow-ups included. */
const mostRequests = 150

export function createWarmUp(
  tools: FetchTools,
): (read: MatchedRead, body: Json, caller: Caller) => Promise<void> {
  const underWay = new Set<string>()
  return async (read, body, caller) => {
    const queue: ApiRequest[] = read.policy.warms?.(body, read) ?? []
    for (let i = 0; i < queue.length && i < mostRequests; i += 1) {
      const request = queue[i]
      const matched = request && tools.policies.matchRead(request)
      if (!matched || tools.reachability.connectivity() !== 'online') continue
      const key = `${caller.userId} ${canonicalKey(matched.request)}`
      if (underWay.has(key)) continue
      underWay.add(key)
      try {
        const answer = await warmOne(tools, matched, caller)
        if (answer !== undefined) queue.push(...(matched.policy.warms?.(answer, matched) ?? []))
      } finally {
        underWay.delete(key)
      }
    }
  }
}

/** The fresh answer, or undefined where there is none or a good one is here already. */
async function warmOne(tools: FetchTools, read: MatchedRead, caller: Caller): Promise<Json | undefined> {
  const stored = await tools.responses.get(caller.userId, canonicalKey(read.request))
  if (stored && tools.clock.now() - stored.fetchedAtMs < read.policy.staleAfterMs / 2) return undefined
  const fetched = await fetchRead(tools, read, caller)
  await fetched.stored
  return fetched.verdict.kind === 'accepted' ? fetched.verdict.body : undefined
}
