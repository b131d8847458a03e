// One saved item: what it is, where it stands, why, and what can be done about it.

import { useId, useState } from 'react'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { arrivalWords } from './arrival-note.tsx'
import { Fact } from './fact.tsx'
import { Icon } from './icon.tsx'
import { useOffline } from './offline-context.ts'
import { WhyNotTaken } from './refusal.tsx'
import { WhatWasEntered } from './what-was-entered.tsx'
import { WhyWaiting } from './why-waiting.tsx'
import { useTimes, useWords } from './words/use-words.ts'
import { type RowActions, SameRecordButtons, WriteButtons } from './write-buttons.tsx'
import { groupOf, statusOf } from './write-status.ts'

export interface WriteRowProps {
  write: WriteSummary
  does: RowActions
}

export function WriteRow({ write, does }: WriteRowProps) {
  const { say, sayType } = useWords()
  const times = useTimes(useOffline().nowMs)
  const titleId = useId()
  const [isBusy, setBusy] = useState(false)
  const status = statusOf(write, times)
  const name = write.label || say('row_unnamed')
  const arrival = arrivalWords(write, times)
  const group = groupOf(write)
  const isDone = group === 'done'
  // Of a row that cannot be read nobody knows more than its status says.
  const asksWhy = !isDone && write.syncStatus !== 'unreadable'
  // Two parents may bear one name: a patient and her encounter.
  const parents = [...new Set(write.waitsFor)]

  async function retry() {
    setBusy(true)
    await does.retry(write.id)
    setBusy(false)
  }

  const buttons = { write, name, does, isBusy, onRetry: retry }

  return (
    <li className="co-row" data-write={write.id} tabIndex={-1} aria-labelledby={titleId}>
      <div className="co-row-main">
        <h3 id={titleId}>
          {name} <span className="co-row-type">{sayType(write.type)}</span>
        </h3>
        <span className={`co-badge co-${status.tone}`}>
          <Icon name={status.icon} />
          <span>{say(status.words.key, status.words.values)}</span>
        </span>
        <dl>
          {!isDone && write.failure && <WhyNotTaken write={write} failure={write.failure} name={name} />}
          <Fact name={say('row_saved')}>
            {write.savedAtMs > 0 ? times.full(write.savedAtMs) : say('row_time_unknown')}
          </Fact>
          {arrival && (
            <Fact name={say('row_times')} wide>
              {say(arrival.key, arrival.values)}
            </Fact>
          )}
          {!isDone && write.syncStatus !== 'sending' && (
            <Fact name={say('row_tried')}>
              {write.lastAttemptAtMs === null ? say('row_not_tried') : times.full(write.lastAttemptAtMs)}
            </Fact>
          )}
          {!isDone && write.retries > 0 && <Fact name={say('row_tries')}>{String(write.retries)}</Fact>}
          {parents.length > 0 && <Fact name={say('row_waits_for')}>{parents.join(', ')}</Fact>}
        </dl>
      </div>
      <SameRecordButtons {...buttons} />
      {(asksWhy || write.actions.length > 0) && (
        <div className="co-row-foot">
          {asksWhy && <WhyWaiting writeId={write.id} titleId={titleId} />}
          {group === 'attention' && asksWhy && <WhatWasEntered writeId={write.id} titleId={titleId} />}
          <WriteButtons {...buttons} />
        </div>
      )}
    </li>
  )
}
