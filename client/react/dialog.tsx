// A question that stands before the page until it is answered or left: the browser's own modal dialog. It keeps the
// focus in, takes Escape, and gives the focus back to where it was.

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import type { Failure } from '../../shared/failure.ts'
import { Look } from './look.tsx'
import { failureWords } from './words/failure-words.ts'
import { useWords } from './words/use-words.ts'

export interface DialogProps {
  title: string
  /** While something is on its way the dialog stays. */
  isBusy: boolean
  onClose: () => void
  /** Wide enough for two values side by side. */
  wide?: boolean
  children: ReactNode
}

export function Dialog({ title, isBusy, onClose, wide = false, children }: DialogProps) {
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Not the first button: what is asked must be read first, and a second tap must not answer it.
    heading.current?.focus()
    // Before it leaves the page: only then does the browser give the focus back.
    return () => shown?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className={wide ? 'co-dialog co-dialog-wide' : 'co-dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        if (!isBusy) onClose()
      }}
      // Browsers let a second Escape through.
      onClose={(event) => {
        if (!event.currentTarget.open) onClose()
      }}
    >
      <Look />
      <h2 id={titleId} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  )
}

/** Why it could not be done, told at once. */
export function DialogProblem({ failure }: { failure: Failure | null }) {
  const { say } = useWords()
  const words = failure && failureWords(failure)
  return (
    <div role="alert">
      {words && (
        <p className="co-message co-danger">
          {say('action_problem')} {say(words.key, words.values)}
        </p>
      )}
    </div>
  )
}

interface DialogButtonProps {
  look?: 'primary' | 'danger'
  isBusy: boolean
  /** Without it the button sends the form that it stands in. */
  onClick?: () => void
  children: string
}

/** Not `disabled` while it waits, which would take the focus from it. */
export function DialogButton({ look, isBusy, onClick, children }: DialogButtonProps) {
  return (
    <button
      type={onClick ? 'button' : 'submit'}
      className={look ? `co-button co-${look}` : 'co-button'}
      aria-disabled={isBusy}
      onClick={onClick && !isBusy ? onClick : undefined}
    >
      {children}
    </button>
  )
}
