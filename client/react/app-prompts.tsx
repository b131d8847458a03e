// Offers that concern the app itself: its newer version, and its place among the tablet's apps. Each can be put off.

import { type ReactNode, useState } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Look } from './look.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import { useWords } from './words/use-words.ts'

/** Nothing is loaded anew without a press: a form may be open. */
export function UpdatePrompt() {
  const { registration } = useOffline()
  const { say } = useWords()
  const state = useSubject(registration)
  const isReady = 'updateReady' in state && state.updateReady
  return (
    <Offer icon="update" words={isReady ? say('banner_update') : null}>
      <button type="button" className="co-button" onClick={registration.applyUpdate}>
        {say('update_now')}
      </button>
    </Offer>
  )
}

/** Nothing where the app is installed, or where the browser does not offer it. */
export function InstallPrompt() {
  const { installer } = useOffline()
  const { say } = useWords()
  const state = useSubject(installer)
  if (state === 'by-hand') return <Offer icon="tablet" words={say('install_ipad')} />
  return (
    <Offer icon="tablet" words={state === 'offered' ? say('install_words') : null}>
      <button type="button" className="co-button" onClick={() => void installer.ask()}>
        {say('install_do')}
      </button>
    </Offer>
  )
}

interface OfferProps {
  icon: IconName
  /** Null: nothing is offered now. */
  words: string | null
  children?: ReactNode
}

function Offer({ icon, words, children }: OfferProps) {
  const { say } = useWords()
  const [isPutOff, setPutOff] = useState(false)
  const isShown = words !== null && !isPutOff
  return (
    <div role="status" className="co-offer">
      <Look />
      {isShown && (
        <div className="co-notice co-info">
          <Icon name={icon} />
          <p className="co-notice-words">{words}</p>
          {children}
          <button type="button" className="co-button" onClick={() => setPutOff(true)}>
            {say('not_now')}
          </button>
        </div>
      )}
    </div>
  )
}
