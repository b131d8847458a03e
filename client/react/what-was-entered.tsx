// All that a write says, for whoever must copy it, compare it or tell it: asked for when a person wants to see it.

import { useEffect, useId, useState } from 'react'
import type { WriteDetails } from '../../shared/bridge/engine-api.ts'
import type { Result } from '../../shared/failure.ts'
import { useWriteCalls } from './hooks.ts'
import { Icon } from './icon.tsx'
import { useOffline } from './offline-context.ts'
import { type ValueTools, valueText } from './value-text.ts'
import { failureWords } from './words/failure-words.ts'
import { useTimes, useWords } from './words/use-words.ts'

export interface WhatWasEnteredProps {
  writeId: string
  /** Id of the row's title: there are many such buttons on a page. */
  titleId: string
}

export function WhatWasEntered({ writeId, titleId }: WhatWasEnteredProps) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const answerId = useId()
  return (
    <div className="co-why">
      <button
        type="button"
        className="co-disclosure"
        aria-expanded={isOpen}
        aria-controls={answerId}
        aria-describedby={titleId}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="unfold" />
        {say('entered')}
      </button>
      <div id={answerId} role="status" className="co-why-answer">
        {isOpen && <Entered writeId={writeId} />}
      </div>
    </div>
  )
}

function Entered({ writeId }: { writeId: string }) {
  const words = useWords()
  const { details } = useWriteCalls()
  const times = useTimes(useOffline().nowMs)
  const [answer, setAnswer] = useState<Result<WriteDetails | null>>()
  useEffect(() => {
    let isAsked = true
    void details(writeId).then((result) => isAsked && setAnswer(result))
    return () => {
      isAsked = false
    }
  }, [details, writeId])
  if (!answer) return <p>{words.say('looking')}</p>
  if (!answer.ok) {
    const { key, values } = failureWords(answer.failure)
    return <p>{words.say(key, values)}</p>
  }
  if (!answer.value) return <p>{words.say('why_gone')}</p>
  return (
    <dl className="co-entered">
      {linesOf(answer.value, { words, times }).map(({ name, lines }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may be the same, and none has a state.
        <div key={i}>
          <dt>{name}</dt>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <dd key={at}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

function linesOf({ entered, payload }: WriteDetails, tools: ValueTools) {
  const said = entered ?? [{ name: '', value: payload }]
  return said.map(({ name, value }) => ({
    name: name === '' ? '' : tools.words.sayField(name),
    lines: valueText(value, tools),
  }))
}
