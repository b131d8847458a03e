// Of when that is which stands on the screen and does not come from CARE just now. Nothing where it does.

import { useEffect, useState } from 'react'
import { hours } from '../../shared/policy/read-policy.ts'
import { questionOf } from '../../shared/question.ts'
import type { LocalAnswer } from '../answer-ledger.ts'
import type { OfflineClient } from '../offline-client.ts'
import { Badge } from './badge.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import { useTimes, useWords } from './words/use-words.ts'

/** Which parts of the screen in view; none named: all of it. */
export interface DataAgeOf {
  /** Of these resources, such as `patient`. */
  resource?: string | readonly string[]
  /** Of what stands behind this query key of the host. */
  queryKey?: readonly unknown[]
}

export interface KnownAge {
  /** When the oldest part of it was asked, by this tablet's clock. */
  fetchedAtMs: number
  /** Older than its kind should be. */
  isStale: boolean
  /** So old that it would not be shown if it were asked for now. */
  isTooOld: boolean
}

/** Null: it comes from CARE, was made here, or is not here at all. */
export function useDataAge({ resource, queryKey }: DataAgeOf = {}): KnownAge | null {
  const client = useOffline()
  const answers = useSubject(client.answers)
  const chosen = answers.filter(
    (answer) =>
      answer.fetchedAtMs !== null &&
      (resource === undefined || [resource].flat().includes(answer.resource)) &&
      (queryKey === undefined || standsBehind(client, queryKey, answer)),
  )
  const nowMs = useNow(client, chosen.length > 0)
  if (chosen.length === 0) return null
  const ages = chosen.map((answer) => ({
    ...limitsOf(client, answer),
    fetchedAtMs: answer.fetchedAtMs ?? nowMs,
  }))
  return {
    fetchedAtMs: Math.min(...ages.map(({ fetchedAtMs }) => fetchedAtMs)),
    isStale: ages.some(({ fetchedAtMs, staleAfterMs }) => nowMs - fetchedAtMs > staleAfterMs),
    isTooOld: ages.some(({ fetchedAtMs, maxAgeMs }) => nowMs - fetchedAtMs > maxAgeMs),
  }
}

export function DataAge(of: DataAgeOf) {
  const age = useDataAge(of)
  const { nowMs } = useOffline()
  const { say, language } = useWords()
  const times = useTimes(nowMs)
  if (!age) return null
  const { fetchedAtMs, isStale, isTooOld } = age
  const values = { time: times.short(fetchedAtMs), ago: agoOf(nowMs() - fetchedAtMs, language) }
  if (isTooOld)
    return <Badge {...{ tone: 'danger', icon: 'alert', live: 'off' }}>{say('age_too_old', values)}</Badge>
  return (
    <Badge tone={isStale ? 'warning' : 'calm'} icon="waiting" live="off">
      {say(isStale ? 'age_old' : 'age_as_of', values)}
    </Badge>
  )
}

/** What a host flags without a policy has the limits that the worker gives it. */
const flagged = { staleAfterMs: hours(1), maxAgeMs: hours(7 * 24) }

const limitsOf = ({ policies }: OfflineClient, { read }: LocalAnswer) =>
  policies.reads.find(({ key }) => key === read) ?? flagged

function standsBehind(
  { policies }: OfflineClient,
  queryKey: readonly unknown[],
  answer: LocalAnswer,
): boolean {
  return policies.reads.some((read) => {
    const request = read.fromQueryKey?.(queryKey)
    if (request === undefined || read.key !== answer.read) return false
    // A key that does not say all that is asked.
    return request === 'untold' || questionOf(request) === answer.question || request.path === answer.path
  })
}

const tickMs = 60_000

/** The time, anew each minute while somebody looks: only who asks for it is rendered again. */
function useNow({ nowMs, timer }: OfflineClient, isWanted: boolean): number {
  const [, setTicks] = useState(0)
  useEffect(() => {
    if (!isWanted) return
    let ticking = timer(tickMs)
    let isOver = false
    const tick = (): void => {
      if (isOver) return
      setTicks((ticks) => ticks + 1)
      ticking = timer(tickMs)
      void ticking.done.then(tick)
    }
    void ticking.done.then(tick)
    return () => {
      isOver = true
      ticking.cancel()
    }
  }, [timer, isWanted])
  return nowMs()
}

const steps = [
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `3 hours ago`, rounded down. */
function agoOf(ms: number, language: string): string {
  const [unit, size] =
    steps.find(([, length]) => ms >= length) ?? (['second', Number.POSITIVE_INFINITY] as const)
  const count = -Math.floor(Math.max(ms, 0) / size)
  try {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(count, unit)
  } catch {
    return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(count, unit)
  }
}
