// What can be done with a saved item, as the engine allows it.

import type { WriteAction, WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { Candidate } from '../../shared/failure.ts'
import { editKey } from './refusal.tsx'
import { useWords } from './words/use-words.ts'

/** What is asked before something is done with a write. */
export type WriteQuestion =
  | { kind: 'discard' | 'resolve' | 'fold'; write: WriteSummary }
  /** `label`: the words that a person is known by; null where all that is known is that CARE has it. */
  | { kind: 'adopt'; write: WriteSummary; candidateId: string; label: string | null }

export interface RowActions {
  retry: (writeId: string) => Promise<void>
  open: (question: WriteQuestion) => void
  /** Only where the host has a form for it. */
  edit?: ((writeId: string) => void) | undefined
  editable?: ((write: WriteSummary) => boolean) | undefined
}

export interface WriteButtonsProps {
  write: WriteSummary
  name: string
  does: RowActions
  isBusy: boolean
  onRetry: () => void
}

export function WriteButtons({ write, name, does, isBusy, onRetry }: WriteButtonsProps) {
  const { say } = useWords()
  const may = (action: WriteAction) => write.actions.includes(action)
  const { open, edit, editable } = does
  const editing = edit && may('edit') && (editable?.(write) ?? true) ? edit : undefined
  const edited = editKey(write)
  const shared = { name, isBusy }
  const fold = write.resourceType === 'patient' ? 'fold_patient' : 'fold_record'
  return (
    <div className="co-row-buttons">
      {may('resolve') && (
        <RowButton {...shared} look="co-primary" onClick={() => open({ kind: 'resolve', write })}>
          {say('resolve')}
        </RowButton>
      )}
      {may('retry') && !asksWhetherSame(write) && (
        <RowButton {...shared} onClick={onRetry}>
          {say('retry')}
        </RowButton>
      )}
      {editing && (
        <RowButton
          {...shared}
          {...(edited === 'edit' ? {} : { look: 'co-primary' })}
          onClick={() => editing(write.id)}
        >
          {say(edited)}
        </RowButton>
      )}
      {may('fold') && (
        <RowButton {...shared} onClick={() => open({ kind: 'fold', write })}>
          {say(fold)}
        </RowButton>
      )}
      {may('discard') && (
        <RowButton {...shared} look="co-quiet-danger" onClick={() => open({ kind: 'discard', write })}>
          {say('discard')}
        </RowButton>
      )}
    </div>
  )
}

/** Is it a record that CARE has? One button for each that it may be, and one for none of them. */
export function SameRecordButtons({ write, name, does, isBusy, onRetry }: WriteButtonsProps) {
  const { say } = useWords()
  const candidates = candidatesOf(write)
  if (!write.actions.includes('adopt') || candidates.length === 0) return null
  const of = candidates.length
  const other = write.resourceType === 'patient' ? 'send_other_person' : 'send_other_record'
  const wordsFor = (label: string | null, i: number) => {
    if (label !== null) return say('adopt_person', { label })
    return of === 1 ? say('adopt_found') : say('adopt_found_one', { number: i + 1, of })
  }
  return (
    <div className="co-row-buttons co-row-question">
      {candidates.map(({ id, label }, i) => (
        <RowButton
          key={id}
          name={name}
          isBusy={isBusy}
          onClick={() => does.open({ kind: 'adopt', write, candidateId: id, label })}
        >
          {wordsFor(label, i)}
        </RowButton>
      ))}
      {write.actions.includes('retry') && asksWhetherSame(write) && (
        <RowButton name={name} isBusy={isBusy} onClick={onRetry}>
          {say(other)}
        </RowButton>
      )}
    </div>
  )
}

interface RowButtonProps {
  /** Of the row: there are many such buttons on a page. */
  name: string
  isBusy: boolean
  look?: string
  onClick: () => void
  children: string
}

const RowButton = ({ name, isBusy, look, onClick, children }: RowButtonProps) => (
  <button
    type="button"
    className={look ? `co-button ${look}` : 'co-button'}
    aria-label={`${children}: ${name}`}
    disabled={isBusy}
    onClick={onClick}
  >
    {children}
  </button>
)

/** To try it again is to say no. What CARE has refused it for is no question: no copy of it gets through. */
const asksWhetherSame = (write: WriteSummary): boolean =>
  write.actions.includes('adopt') && candidatesOf(write).length > 0 && write.failure?.code !== 'refused'

/** Records of CARE that may be the one that this write would make. */
function candidatesOf({ failure }: WriteSummary): (Omit<Candidate, 'label'> & { label: string | null })[] {
  if (failure?.code === 'likely-duplicate') return failure.candidates
  if (failure?.code === 'refused') return failure.reason?.candidates ?? []
  return failure?.code === 'unsure' ? failure.candidates.map((id) => ({ id, label: null })) : []
}
