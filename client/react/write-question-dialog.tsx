// The dialog that goes with a question about a write, and what to say when it has been answered.

import { ConfirmDialog } from './confirm-dialog.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import { useWriteCalls } from './hooks.ts'
import type { Sentence } from './words/failure-words.ts'
import { useWords } from './words/use-words.ts'
import type { WriteQuestion } from './write-buttons.tsx'

interface WriteQuestionDialogProps {
  question: WriteQuestion
  onClose: () => void
  onDone: (told: Sentence) => void
}

export function WriteQuestionDialog({ question, onClose, onDone }: WriteQuestionDialogProps) {
  const { say } = useWords()
  const { fold, adopt } = useWriteCalls()
  const { write } = question
  const name = write.label || say('row_unnamed')
  const values = { name }
  switch (question.kind) {
    case 'discard':
      return (
        <DiscardDialog
          write={write}
          onClose={onClose}
          onDone={() => onDone({ key: 'done_discarded', values })}
        />
      )
    case 'resolve':
      return (
        <ConflictDialog
          write={write}
          onClose={onClose}
          onDone={() => onDone({ key: 'done_queued', values })}
        />
      )
    case 'fold':
      return (
        <ConfirmDialog
          title={say(write.resourceType === 'patient' ? 'fold_patient' : 'fold_record')}
          words={say('fold_words', values)}
          confirm={say('fold_do')}
          act={() => fold(write.id)}
          onClose={onClose}
          onDone={() => onDone({ key: 'done_folded', values })}
        />
      )
    case 'adopt': {
      const { candidateId, label } = question
      return (
        <ConfirmDialog
          title={label === null ? say('adopt_found') : say('adopt_person', { label })}
          words={
            label === null ? say('adopt_found_words', values) : say('adopt_person_words', { name, label })
          }
          confirm={say('adopt_do')}
          act={() => adopt(write.id, candidateId)}
          onClose={onClose}
          onDone={() => onDone({ key: 'done_adopted', values })}
        />
      )
    }
  }
}
