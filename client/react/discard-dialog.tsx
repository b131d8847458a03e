// Gives a write up. Says what is lost, wants a reason, and names what goes with it before it goes.

import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Discarded, WriteSummary } from '../../shared/bridge/engine-api.ts'
import { Dialog, DialogButton, DialogProblem } from './dialog.tsx'
import { useWriteCalls } from './hooks.ts'
import { useCall } from './use-call.ts'
import type { WordKey } from './words/en.ts'
import { useWords } from './words/use-words.ts'

/** What is kept with the discarded write: one of these, or what the person wrote. */
const reasons = {
  'entered-twice': 'discard_twice',
  'wrong-patient': 'discard_wrong_patient',
  'not-needed': 'discard_not_needed',
  other: 'discard_other',
} as const satisfies Record<string, WordKey>

type Reason = keyof typeof reasons
const reasonNames = Object.keys(reasons) as Reason[]

export interface DiscardDialogProps {
  write: WriteSummary
  onClose: () => void
  onDone: () => void
}

export function DiscardDialog({ write, onClose, onDone }: DiscardDialogProps) {
  const { say, sayType } = useWords()
  const { discard } = useWriteCalls()
  const { isBusy, failure, ask } = useCall()
  const [reason, setReason] = useState<Reason | null>(null)
  const [text, setText] = useState('')
  const [missing, setMissing] = useState<WordKey | null>(null)
  const [family, setFamily] = useState<Extract<Discarded, { done: false }>['needs']>([])
  const ids = { group: useId(), text: useId(), missing: useId() }
  const firstReason = useRef<HTMLInputElement>(null)
  const otherReason = useRef<HTMLInputElement>(null)
  const familyWords = useRef<HTMLParagraphElement>(null)

  // The second question is another one: whoever listens must hear it.
  useEffect(() => {
    if (family.length > 0) familyWords.current?.focus()
  }, [family])

  async function submit(event: FormEvent) {
    event.preventDefault()
    const written = text.trim()
    if (reason === null) {
      setMissing('discard_no_reason')
      return firstReason.current?.focus()
    }
    if (reason === 'other' && written === '') {
      setMissing('discard_no_text')
      return otherReason.current?.focus()
    }
    const told = reason === 'other' ? written : reason
    const also = family.map(({ id }) => id)
    const answer = await ask(() => discard(write.id, told, also))
    if (answer?.done === false) setFamily(answer.needs)
    else if (answer?.done) onDone()
  }

  return (
    <Dialog
      title={say('discard_title', { name: write.label || say('row_unnamed') })}
      isBusy={isBusy}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        {family.length === 0 ? (
          <>
            <p>{say('discard_loses', { type: sayType(write.type) })}</p>
            <fieldset className="co-choices" aria-describedby={missing ? ids.missing : undefined}>
              <legend>{say('discard_reason')}</legend>
              {reasonNames.map((name, i) => (
                <label key={name} className="co-choice">
                  <input
                    ref={i === 0 ? firstReason : undefined}
                    type="radio"
                    name={ids.group}
                    checked={reason === name}
                    onChange={() => {
                      setReason(name)
                      setMissing(null)
                    }}
                  />
                  <span>{say(reasons[name])}</span>
                </label>
              ))}
            </fieldset>
            {reason === 'other' && (
              <div className="co-field">
                <label htmlFor={ids.text}>{say('discard_other_text')}</label>
                <input
                  id={ids.text}
                  ref={otherReason}
                  type="text"
                  maxLength={200}
                  autoComplete="off"
                  value={text}
                  aria-invalid={missing !== null}
                  aria-describedby={missing ? ids.missing : undefined}
                  onChange={(event) => {
                    setText(event.target.value)
                    setMissing(null)
                  }}
                />
              </div>
            )}
          </>
        ) : (
          <>
            <p ref={familyWords} tabIndex={-1}>
              {say('discard_family')}
            </p>
            <ul className="co-family">
              {family.map(({ id, label, type }) => (
                <li key={id}>
                  {label || say('row_unnamed')} <span className="co-row-type">{sayType(type)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        <p id={ids.missing} role="alert" className="co-missing">
          {missing && say(missing)}
        </p>
        <DialogProblem failure={failure} />
        <div className="co-dialog-foot">
          <DialogButton isBusy={isBusy} onClick={onClose}>
            {say('discard_keep')}
          </DialogButton>
          <DialogButton look="danger" isBusy={isBusy}>
            {family.length === 0 ? say('discard') : say('discard_all', { number: family.length + 1 })}
          </DialogButton>
        </div>
      </form>
    </Dialog>
  )
}
