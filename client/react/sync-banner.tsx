// Above every screen: what the user should know of the network and of saved work. Calm when there is nothing to say.

import { Fragment } from 'react'
import { bannerNotices, type Notice } from './banner-notices.ts'
import { Icon } from './icon.tsx'
import { Look } from './look.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import { useTimes, useWords } from './words/use-words.ts'

export interface SyncBannerProps {
  /** Opens the host's sync page; without it the banner has no such button. */
  onOpen?: () => void
}

export function SyncBanner({ onOpen }: SyncBannerProps) {
  const { registration, bridge, trouble, monitor, driver, writes, nowMs } = useOffline()
  const { say } = useWords()
  const times = useTimes(nowMs)
  const sync = useSubject(driver)
  const notices = bannerNotices({
    registration: useSubject(registration),
    peer: useSubject(bridge.peer),
    trouble: useSubject(trouble),
    connectivity: useSubject(monitor),
    sync,
    writes: useSubject(writes),
  })
  return (
    <section className="co-banner" aria-label={say('banner_label')}>
      <Look />
      <div role="status" aria-label={say('banner_label')}>
        {notices.map((notice, i) => (
          <NoticeRow key={notice.sentences[0]?.key} notice={notice} onOpen={i === 0 ? onOpen : undefined} />
        ))}
        {notices.length === 0 && sync.lastSyncAtMs !== null && (
          <p className="co-quiet">{say('last_sync', { time: times.short(sync.lastSyncAtMs) })}</p>
        )}
      </div>
    </section>
  )
}

interface NoticeRowProps {
  notice: Notice
  onOpen: (() => void) | undefined
}

function NoticeRow({ notice, onOpen }: NoticeRowProps) {
  const { registration } = useOffline()
  const { say } = useWords()
  const { tone, icon, sentences, progress, action } = notice
  const words = sentences.map(({ key, values }) => say(key, values)).join(' ')
  return (
    <div className={`co-notice co-${tone}`} {...(tone === 'danger' ? { role: 'alert' } : {})}>
      <Icon name={icon} />
      <p className="co-notice-words">
        {sentences.map(({ key, values }, i) => (
          <Fragment key={key}>
            {i > 0 && ' '}
            <span>{say(key, values)}</span>
          </Fragment>
        ))}
      </p>
      {progress && (
        <progress className="co-progress" max={progress.total} value={progress.done} aria-label={words} />
      )}
      {action && (
        <button type="button" className="co-button" onClick={registration.applyUpdate}>
          {say(action === 'update' ? 'update_now' : 'reload')}
        </button>
      )}
      {onOpen && action !== 'update' && (
        <button type="button" className="co-button" onClick={onOpen}>
          {say('show_details')}
        </button>
      )}
    </div>
  )
}
