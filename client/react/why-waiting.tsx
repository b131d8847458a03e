// "Why is it waiting?": asked when a person wants to know, and kept up to date for as long as they look.

import { useEffect, useId, useState } from 'react'
import type { Result } from '../../shared/failure.ts'
import type { Why } from '../../shared/replay/why.ts'
import { Icon } from './icon.tsx'
import { useOffline } from './offline-context.ts'
import { failureWords, type Sentence } from './words/failure-words.ts'
import { useTimes, useWords } from './words/use-words.ts'
import { whyWords } from './words/why-words.ts'

export interface WhyWaitingProps {
  writeId: string
  /** Id of the row's title: there are many such buttons on a page. */
  titleId: string
}

export function WhyWaiting({ writeId, titleId }: WhyWaitingProps) {
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
        {say('why_ask')}
      </button>
      <div id={answerId} role="status" className="co-why-answer">
        {isOpen && <WhyAnswer writeId={writeId} />}
      </div>
    </div>
  )
}

function WhyAnswer({ writeId }: { writeId: string }) {
  const words = useWords()
  const { nowMs } = useOffline()
  const times = useTimes(nowMs)
  const answer = useWhy(writeId)
  return (
    <p>
      {sentencesOf(answer, (why) => whyWords(why, { words, times, nowMs: nowMs() }))
        .map(({ key, values }) => words.say(key, values))
        .join(' ')}
    </p>
  )
}

function sentencesOf(answer: Result<Why | null> | undefined, wordsOf: (why: Why) => Sentence[]): Sentence[] {
  if (!answer) return [{ key: 'looking' }]
  if (!answer.ok) return [failureWords(answer.failure)]
  return answer.value ? wordsOf(answer.value) : [{ key: 'why_gone' }]
}

const soonestMs = 1_000
const latestMs = 10_000

/** Asked again when the list or the network changes, and where a time is told, until it has come. */
function useWhy(writeId: string): Result<Why | null> | undefined {
  const { why, writes, monitor, timer, nowMs } = useOffline()
  const [answer, setAnswer] = useState<Result<Why | null>>()
  useEffect(() => {
    let asked = 0
    let wait: ReturnType<typeof timer> | undefined
    async function ask() {
      const mine = ++asked
      wait?.cancel()
      const result = await why(writeId)
      if (mine !== asked) return
      setAnswer(result)
      const atMs = result.ok && result.value ? timeIn(result.value) : null
      if (atMs === null) return
      wait = timer(Math.min(latestMs, Math.max(soonestMs, atMs - nowMs())))
      void wait.done.then(ask)
    }
    const stop = [writes.subscribe(ask), monitor.subscribe(ask)]
    void ask()
    return () => {
      asked = -1
      wait?.cancel()
      for (const step of stop) step()
    }
  }, [why, writes, monitor, timer, nowMs, writeId])
  return answer
}

function timeIn(why: Why): number | null {
  if (why.code === 'looking' || why.code === 'retry') return why.atMs
  return why.code === 'server-rests' ? why.untilMs : null
}
