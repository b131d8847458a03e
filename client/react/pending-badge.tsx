// On a record: whether it is saved on this tablet only, on its way, or received by CARE. Nothing where CARE has it and
// this tablet has not touched it lately.

import { arrivalWords } from './arrival-note.tsx'
import { Badge } from './badge.tsx'
import { useWrites } from './hooks.ts'
import { useOffline } from './offline-context.ts'
import { useTimes, useWords } from './words/use-words.ts'
import { badgeOf, tellingWrite } from './write-status.ts'

export interface PendingBadgeProps {
  /** Id of the record, as the page knows it. Of several that are shown as one, the most urgent is told. */
  record: string | readonly string[]
}

export function PendingBadge({ record }: PendingBadgeProps) {
  const { say } = useWords()
  const times = useTimes(useOffline().nowMs)
  const view = useWrites()
  const write = view.status === 'ready' ? tellingWrite(view.list.writes, [record].flat()) : undefined
  if (!write) return null
  const { tone, icon, words } = badgeOf(write, times)
  const arrival = arrivalWords(write, times)
  return (
    <Badge tone={tone} icon={icon} title={arrival && say(arrival.key, arrival.values)}>
      {say(words.key, words.values)}
    </Badge>
  )
}
