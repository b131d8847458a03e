// All that was saved on this tablet by the signed-in user: what needs them, what waits, what CARE has received.

import { useRef } from 'react'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { Failure } from '../../shared/failure.ts'
import type { WritesView } from '../mirror.ts'
import { useSync, useWrites } from './hooks.ts'
import { Look } from './look.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import { SyncFacts } from './sync-facts.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { type EditProps, useRowActions } from './use-row-actions.tsx'
import { failureWords } from './words/failure-words.ts'
import { useWords } from './words/use-words.ts'
import { WriteSection } from './write-section.tsx'
import { groupWrites } from './write-status.ts'

export type SyncStatusPageProps = EditProps

export function SyncStatusPage(props: SyncStatusPageProps) {
  const { registration, trouble, readiness } = useOffline()
  const { does, notices, dialog } = useRowActions(props)
  const { say } = useWords()
  const { isSyncing, startSync } = useSync()
  const view = useWrites()
  const isStarting = useSubject(registration).kind === 'registering'
  const page = useRef<HTMLDivElement>(null)
  const unreadable = whyEmpty(view, useSubject(trouble))
  const failure = view.status === 'failed' ? view.failure : unreadable
  const list = view.status === 'ready' && !unreadable ? view.list : null
  const { attention, waiting, done } = groupWrites(list?.writes ?? [])

  useKeptFocus(page, list)

  /** Both ways: what was saved goes out, and what a shift needs comes in. */
  function bringUpToDate() {
    void startSync()
    readiness.wake('hurry')
  }

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
      {notices}
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
                <button type="button" className="co-button" onClick={() => does.retry('all')}>
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
      {dialog}
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
