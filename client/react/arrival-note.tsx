// On a record that CARE will date by its arrival: when it was really entered. Nothing where the two are the same.

import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { useWrites } from './hooks.ts'
import { useOffline } from './offline-context.ts'
import type { Sentence } from './words/failure-words.ts'
import { type Times, useTimes, useWords } from './words/use-words.ts'
import { tellingWrite } from './write-status.ts'

export interface ArrivalNoteProps {
  /** Id of the record, as the page knows it, or of several that are shown as one. */
  record: string | readonly string[]
}

export function ArrivalNote({ record }: ArrivalNoteProps) {
  const { say } = useWords()
  const times = useTimes(useOffline().nowMs)
  const view = useWrites()
  const write = view.status === 'ready' ? tellingWrite(view.list.writes, [record].flat()) : undefined
  const words = write && arrivalWords(write, times)
  return words ? <small>{say(words.key, words.values)}</small> : null
}

/** What arrives within a minute was entered when it arrived, as far as CARE's screens tell. */
const sameMomentMs = 60_000

export function arrivalWords(write: WriteSummary, times: Times): Sentence | undefined {
  if (!write.datedOnArrival) return undefined
  const filled = times.short(write.savedAtMs)
  if (write.receivedAtMs === null) return { key: 'arrival_waiting', values: { filled } }
  return write.receivedAtMs - write.savedAtMs < sameMomentMs
    ? undefined
    : { key: 'arrival_received', values: { filled, received: times.short(write.receivedAtMs) } }
}
