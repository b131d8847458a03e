// One detail that two people have changed: the three values, and which of the two is to stay.

import { useId } from 'react'
import type { Json } from '../../shared/json.ts'
import { useOffline } from './offline-context.ts'
import { valueText } from './value-text.ts'
import { useTimes, useWords } from './words/use-words.ts'

export type Side = 'mine' | 'theirs'

export interface ConflictFieldProps {
  field: string
  /** Of which record it is, where the write is about several. */
  about?: string | undefined
  /** Undefined where nobody knows it. */
  base: Json | undefined
  mine: Json | undefined
  theirs: Json | undefined
  chosen: Side | null
  onChoose: (side: Side) => void
}

export function ConflictField({ field, about, base, mine, theirs, chosen, onChoose }: ConflictFieldProps) {
  const words = useWords()
  const times = useTimes(useOffline().nowMs)
  const group = useId()
  const { say, sayField } = words
  const text = (value: Json | undefined) => <Value lines={valueText(value, { words, times })} />
  const sides = [
    { side: 'mine', title: say('conflict_mine'), value: mine },
    { side: 'theirs', title: say('conflict_theirs'), value: theirs },
  ] as const
  return (
    <fieldset className="co-conflict">
      <legend>{about ? `${about}: ${sayField(field)}` : sayField(field)}</legend>
      <div className="co-conflict-values">
        <div className="co-conflict-base">
          <span className="co-conflict-title">{say('conflict_base')}</span>
          {text(base)}
        </div>
        {sides.map(({ side, title, value }) => (
          <label key={side} className="co-choice co-conflict-side">
            <input type="radio" name={group} checked={chosen === side} onChange={() => onChoose(side)} />
            <span>
              <span className="co-conflict-title">{title}</span> {text(value)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const Value = ({ lines }: { lines: string[] }) => (
  <span className="co-value">
    {lines.map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and none has a state.
      <span key={i}>{line}</span>
    ))}
  </span>
)
