// Settles a conflict: what stood there before, mine and theirs, one beside the other, and a choice for each detail.

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { Result } from '../../shared/failure.ts'
import type { ConflictData } from '../../shared/outbox/offline-write.ts'
import { ConflictField, type Side } from './conflict-field.tsx'
import { Dialog, DialogButton, DialogProblem } from './dialog.tsx'
import { useWriteCalls } from './hooks.ts'
import { useOffline } from './offline-context.ts'
import { useCall } from './use-call.ts'
import type { Sentence } from './words/failure-words.ts'
import { type Times, useTimes, useWords } from './words/use-words.ts'

export interface ConflictDialogProps {
  write: Pick<WriteSummary, 'id' | 'label'>
  /** It was left as it is. */
  onClose: () => void
  /** What was decided is on its way. */
  onDone: () => void
}

export function ConflictDialog({ write, onClose, onDone }: ConflictDialogProps) {
  const { say } = useWords()
  const { resolve } = useWriteCalls()
  const { isBusy, failure, ask } = useCall()
  const found = useConflict(write.id)
  const name = write.label || say('row_unnamed')

  async function settle(fields: Record<string, Side>) {
    if (await ask(() => resolve(write.id, { fields }))) onDone()
  }

  return (
    <Dialog title={say('conflict_title', { name })} wide isBusy={isBusy} onClose={onClose}>
      {found?.ok && found.value ? (
        <ConflictForm conflict={found.value} isBusy={isBusy} onClose={onClose} onSettle={settle}>
          <DialogProblem failure={failure} />
        </ConflictForm>
      ) : (
        <>
          <p role="status">{!found ? say('looking') : found.ok && say('conflict_over')}</p>
          <DialogProblem failure={found && !found.ok ? found.failure : null} />
          <div className="co-dialog-foot">
            <DialogButton isBusy={false} onClick={onClose}>
              {say('close')}
            </DialogButton>
          </div>
        </>
      )}
    </Dialog>
  )
}

/** Undefined until the engine has answered; a null value where there is no conflict any more. */
function useConflict(writeId: string): Result<ConflictData | null> | undefined {
  const { details } = useWriteCalls()
  const [found, setFound] = useState<Result<ConflictData | null>>()
  useEffect(() => {
    let isOver = false
    void details(writeId).then((result) => {
      if (!isOver) setFound(result.ok ? { ok: true, value: result.value?.conflict ?? null } : result)
    })
    return () => {
      isOver = true
    }
  }, [details, writeId])
  return found
}

interface ConflictFormProps {
  conflict: ConflictData
  isBusy: boolean
  onClose: () => void
  onSettle: (fields: Record<string, Side>) => void
  /** What stands above the buttons. */
  children: ReactNode
}

function ConflictForm({ conflict, isBusy, onClose, onSettle, children }: ConflictFormProps) {
  const { say } = useWords()
  const times = useTimes(useOffline().nowMs)
  const [chosen, setChosen] = useState<Record<string, Side>>({})
  const [isMissing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { fields } = conflict
  const hint = hintOf(conflict, times)

  function chooseAll(side: Side) {
    setChosen(Object.fromEntries(fields.map((field) => [field, side])))
    setMissing(false)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const open = fields.find((field) => !chosen[field])
    if (open === undefined) return onSettle(chosen)
    setMissing(true)
    const group = [...(form.current?.querySelectorAll('fieldset') ?? [])][fields.indexOf(open)]
    group?.querySelector('input')?.focus()
  }

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <p>{say('conflict_words')}</p>
      {hint && <p className="co-hint">{say(hint.key, hint.values)}</p>}
      <div className="co-dialog-all">
        <DialogButton isBusy={isBusy} onClick={() => chooseAll('mine')}>
          {say('conflict_all_mine')}
        </DialogButton>
        <DialogButton isBusy={isBusy} onClick={() => chooseAll('theirs')}>
          {say('conflict_all_theirs')}
        </DialogButton>
      </div>
      {fields.map((field) => (
        <ConflictField
          key={field}
          field={field}
          about={conflict.about?.[field]}
          base={conflict.base?.[field]}
          mine={conflict.mine[field]}
          theirs={conflict.theirs?.[field]}
          chosen={chosen[field] ?? null}
          onChoose={(side) => {
            setChosen({ ...chosen, [field]: side })
            setMissing(false)
          }}
        />
      ))}
      <p role="alert" className="co-missing">
        {isMissing && say('conflict_choose')}
      </p>
      {children}
      <div className="co-dialog-foot">
        <DialogButton isBusy={isBusy} onClick={onClose}>
          {say('cancel')}
        </DialogButton>
        <DialogButton look="primary" isBusy={isBusy}>
          {say('conflict_save')}
        </DialogButton>
      </div>
    </form>
  )
}

function hintOf({ changedBy, changedAt }: ConflictData, times: Times): Sentence | null {
  const atMs = Date.parse(changedAt ?? '')
  const time = Number.isNaN(atMs) ? null : times.full(atMs)
  if (changedBy && time) return { key: 'conflict_by_at', values: { who: changedBy, time } }
  if (changedBy) return { key: 'conflict_by', values: { who: changedBy } }
  return time ? { key: 'conflict_at', values: { time } } : null
}
