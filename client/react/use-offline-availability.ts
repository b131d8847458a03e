// Whether a read would be answered here if the network went now: for a sign beside what a nurse means to open later.

import { useEffect, useState } from 'react'
import { type ApiRequest, splitTarget } from '../../shared/api-request.ts'
import type { Availability } from '../../shared/bridge/engine-api.ts'
import { questionOf } from '../../shared/question.ts'
import { useOffline } from './offline-context.ts'

/**
 * `request`: what the host would ask; of a GET its address is enough, `/api/v1/patient/<id>/?limit=10`. Asked again when
 * something was saved, read or fetched for the shift. Null: not known yet, or the worker does not answer.
 */
export function useOfflineAvailability(request: string | ApiRequest): Availability | null {
  const { bridge, answers, writes, readiness } = useOffline()
  const [known, setKnown] = useState<{ of: string; availability: Availability } | null>(null)
  const asked: ApiRequest = typeof request === 'string' ? { method: 'GET', ...splitTarget(request) } : request
  const question = questionOf(asked)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question stands for the request, which may be a new object each time.
  useEffect(() => {
    let isOver = false
    let isAsking = false
    let again = false
    async function ask(): Promise<void> {
      again = isAsking
      if (isAsking) return
      isAsking = true
      const result = await bridge.available(asked)
      isAsking = false
      if (isOver) return
      if (result.ok) setKnown({ of: question, availability: result.value })
      if (again) void ask()
    }
    const undo = [answers, writes, readiness].map((subject) => subject.subscribe(() => void ask()))
    void ask()
    return () => {
      isOver = true
      for (const step of undo) step()
    }
  }, [question, bridge, answers, writes, readiness])

  return known?.of === question ? known.availability : null
}
