// What is to be on this tablet, found by going from answer to answer: each names what a shift needs next. Where the walk
// stands is in no note: with the same answers in the store it comes to the same places again.

import { type ApiRequest, canonicalKey } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { Policies } from '../policy/policies.ts'
import type { MatchedRead } from '../policy/read-policy.ts'

export interface WarmStop {
  read: MatchedRead
  key: string
  /** The answer at which the way to here began; undefined: it begins here. */
  origin: Json | undefined
  /** It and what it leads to come after all else. */
  isLast: boolean
}

export interface WarmWalk {
  /** Where to go next; undefined at the end. */
  next(): WarmStop | undefined
  /** Keys of all that was found so far. */
  seen: ReadonlySet<string>
  /** What the answer at a stop names is gone to later. */
  learn(stop: Omit<WarmStop, 'key'>, answer: Json): void
}

export function createWarmWalk(
  policies: Policies,
  starts: readonly ApiRequest[],
  { nowMs, most, onFound }: { nowMs: number; most: number; onFound?: (stop: WarmStop) => void },
): WarmWalk {
  const seen = new Set<string>()
  const first: WarmStop[] = []
  const last: WarmStop[] = []

  function add(requests: readonly ApiRequest[], origin: Json | undefined, isLast: boolean): void {
    for (const request of requests) {
      const read = policies.matchRead(request)
      const key = canonicalKey(request)
      if (!read || seen.has(key) || seen.size >= most) continue
      seen.add(key)
      const stop = { read, key, origin, isLast }
      ;(isLast ? last : first).push(stop)
      onFound?.(stop)
    }
  }

  add(starts, undefined, false)
  return {
    seen,
    next: () => first.shift() ?? last.shift(),
    learn({ read, origin = undefined, isLast }, answer) {
      const course = { nowMs, origin: origin ?? answer }
      add(read.policy.warms?.(answer, read, course) ?? [], course.origin, isLast)
      add(read.policy.warmsLast?.(answer, read, course) ?? [], course.origin, true)
    },
  }
}
