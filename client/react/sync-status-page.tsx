// All that was saved on this tablet by the signed-in user: what needs them, what waits, what CARE has received.

import { useEffect, useRef, useState } from 'react'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { Failure } from '../../shared/failure.ts'
import type { WritesView } from '../mirror.ts'
import { useSync, useWrites } from './hooks.ts'
import { Look } from './look.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import { SyncFacts } from './sync-facts.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { failureWords, type Sentence } from './words/failure-words.ts'
import { useWords } from './words/use-words.ts'
import type { WriteQuestion } from './write-buttons.tsx'
import { WriteQuestionDialog } from './write-question-dialog.tsx'
import { WriteSection } from './write-section.tsx'
import { groupWrites } from './write-status.ts'

export interface SyncStatusPageProps {
  /** Opens the host's form for a write that may be edited; without it there is no such button. */
  onEdit?: (writeId: string) => void
}

/** Long enough to be read twice, and then out of the way. */
const toldForMs = 10_000

export function SyncStatusPage({ onEdit }: SyncStatusPageProps) {
  const { retry, registration, trouble, timer, readiness } = useOffline()
  const { say } = useWords()
  const { isSyncing, startSync } = useSync()
  const view = useWrites()
  const isStarting = useSubject(registration).kind === 'registering'
  const [problem, setProblem] = useState<Failure | null>(null)
  const [question, setQuestion] = useState<WriteQuestion | null>(null)
  const [told, setTold] = useState<Sentence | null>(null)
  const page = useRef<HTMLDivElement>(null)
  const unreadable = whyEmpty(view, useSubject(trouble))
  const failure = view.status === 'failed' ? view.failure : unreadable
  const list = view.status === 'ready' && !unreadable ? view.list : null
  const { attention, waiting, done } = groupWrites(list?.writes ?? [])

  useKeptFocus(page, list)

  useEffect(() => {
    if (!told) return
    const { done, cancel } = timer(toldForMs)
    void done.then(() => setTold(null))
    return cancel
  }, [told, timer])

  async function tryAgain(writeId: string | 'all') {
    const result = await retry(writeId)
    setProblem(result.ok ? null : result.failure)
    setTold(null)
  }

  function open(next: WriteQuestion) {
    setTold(null)
    setQuestion(next)
  }

  /** Both ways: what was saved goes out, and what a shift needs comes in. */
  function bringUpToDate() {
    void startSync()
    readiness.wake('hurry')
  }

  const does = { retry: tryAgain, open, edit: onEdit }

  return (
    <div className="co-page" ref={page}>
      <Look />
      <header className="co-page-head">
        <h1 tabIndex={-1}>{say('page_title')}</h1>
        <button type="button" className="co-button co-primary" disabled={isSyncing} onClick={bringUpToDate}>
          {say(isSyncing ? 'sync_running' : 'sync_now')}
        </button>
      </header>
      <SyncFacts waiting={waiting.length} others={list?.othersWaiting ?? 0} told={failure} />
      <div role="status" className="co-told">
        {told && <p className="co-message co-good">{say(told.key, told.values)}</p>}
      </div>
      {problem && (
        <p role="alert" className="co-told co-message co-danger">
          {say('retry_problem')} <FailureWords failure={problem} />
        </p>
      )}
      {!unreadable && (view.status === 'loading' || (view.status === 'failed' && isStarting)) && (
        <p role="status">{say('page_loading')}</p>
      )}
      {failure && (unreadable || !isStarting) && (
        <p role="alert" className="co-message co-danger">
          {say('page_failed')} <FailureWords failure={failure} />
        </p>
      )}
      {list && (
        <>
          <WriteSection
            title={say('page_attention')}
            empty={say('page_attention_none')}
            writes={attention}
            does={does}
            action={
              attention.some(isTriedByAll) && (
                <button type="button" className="co-button" onClick={() => tryAgain('all')}>
                  {say('retry_all')}
                </button>
              )
            }
          />
          <WriteSection
            title={say('page_waiting')}
            empty={say('page_waiting_none')}
            writes={waiting}
            does={does}
          />
          <WriteSection title={say('page_done')} empty={say('page_done_none')} writes={done} does={does} />
        </>
      )}
      {question && (
        <WriteQuestionDialog
          question={question}
          onClose={() => setQuestion(null)}
          onDone={(done) => {
            setQuestion(null)
            setProblem(null)
            setTold(done)
          }}
        />
      )}
    </div>
  )
}

/** Likely one person twice: that is for somebody to say for each, and no matter of trying. */
const isTriedByAll = ({ actions, failure }: WriteSummary): boolean =>
  actions.includes('retry') && failure?.code !== 'likely-duplicate'

/** A list that comes from a storage in trouble may be empty for want of knowing. A full storage can still be read. */
function whyEmpty(view: WritesView, trouble: Failure | null): Failure | null {
  if (view.status !== 'ready' || view.list.writes.length > 0) return null
  return trouble?.code === 'storage' && trouble.reason !== 'quota' ? trouble : null
}

function FailureWords({ failure }: { failure: Failure }) {
  const { say } = useWords()
  const { key, values } = failureWords(failure)
  return <span>{say(key, values)}</span>
}
