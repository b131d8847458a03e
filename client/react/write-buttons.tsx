// What can be done with a saved item, as the engine allows it.

import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { Candidate } from '../../shared/failure.ts'
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
}

interface WriteButtonsProps {
  write: WriteSummary
  name: string
  does: RowActions
  isBusy: boolean
  onRetry: () => void
}

export function WriteButtons({ write, name, does, isBusy, onRetry }: WriteButtonsProps) {
  const { say } = useWords()
  const may = (action: WriteSummary['actions'][number]) => write.actions.includes(action)
  const candidates = candidatesOf(write)
  const asksWhetherSame = candidates.length > 0 && may('adopt')
  const other = write.resourceType === 'patient' ? 'send_other_person' : 'send_other_record'
  const button = (words: string, onClick: () => void, look = '') => (
    <button
      key={words}
      type="button"
      className={`co-button${look}`}
      aria-label={`${words}: ${name}`}
      disabled={isBusy}
      onClick={onClick}
    >
      {words}
    </button>
  )
  const ask = (kind: 'discard' | 'resolve' | 'fold') => () => does.open({ kind, write })
  const { edit } = does
  const buttons = [
    may('resolve') && button(say('resolve'), ask('resolve'), ' co-primary'),
    ...(asksWhetherSame
      ? candidates.map(({ id, label }, i) => {
          const of = candidates.length
          const found = of === 1 ? say('adopt_found') : say('adopt_found_one', { number: i + 1, of })
          const words = label === null ? found : say('adopt_person', { label })
          return button(words, () => does.open({ kind: 'adopt', write, candidateId: id, label }))
        })
      : []),
    may('retry') && button(say(asksWhetherSame ? other : 'retry'), onRetry),
    may('edit') && edit && button(say('edit'), () => edit(write.id)),
    may('fold') &&
      button(say(write.resourceType === 'patient' ? 'fold_patient' : 'fold_record'), ask('fold')),
    may('discard') && button(say('discard'), ask('discard'), ' co-quiet-danger'),
  ].filter((each) => each !== false && each !== undefined)
  return buttons.length > 0 && <div className="co-row-buttons">{buttons}</div>
}

/** Records of CARE that may be the one that this write would make. */
function candidatesOf({ failure }: WriteSummary): (Omit<Candidate, 'label'> & { label: string | null })[] {
  if (failure?.code === 'likely-duplicate') return failure.candidates
  return failure?.code === 'unsure' ? failure.candidates.map((id) => ({ id, label: null })) : []
}
