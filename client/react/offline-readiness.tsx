// How ready this tablet is to work without the network, in a sentence; and what is not here yet, by name.

import type { ReadinessView } from '../readiness.ts'
import { listOf } from './list-of.ts'
import { Look } from './look.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import type { WordKey } from './words/en.ts'
import { kindWord } from './words/kind-words.ts'
import { useTimes, useWords } from './words/use-words.ts'

/** Null: nothing is known yet, or nobody is signed in. */
export const useOfflineReadiness = (): ReadinessView | null => useSubject(useOffline().readiness)

export function OfflineReadiness() {
  const { nowMs } = useOffline()
  const readiness = useOfflineReadiness()
  const { say, language } = useWords()
  const times = useTimes(nowMs)
  if (!readiness || readiness.total === 0) return null
  const { done, total, atMs, missing, isRunning } = readiness
  const kinds = [...new Set(missing.map((resource) => say(kindWord(resource))))]
  return (
    <>
      <Look />
      {/* Told when it is settled; every step of it would be too much to hear. */}
      <p role="status" aria-live={isRunning ? 'off' : 'polite'}>
        {say(sentence(readiness), { done, total })}
        {atMs !== null && ` ${say('readiness_since', { time: times.short(atMs) })}`}
        {!isRunning && kinds.length > 0 && ` ${say('readiness_missing', { kinds: listOf(kinds, language) })}`}
      </p>
    </>
  )
}

function sentence({ done, total, isRunning }: ReadinessView): WordKey {
  if (done === total) return 'readiness_all'
  return isRunning ? 'readiness_running' : 'readiness_part'
}
