// Asks once more before something that cannot be taken back.

import type { Result } from '../../shared/failure.ts'
import { Dialog, DialogButton, DialogProblem } from './dialog.tsx'
import { useCall } from './use-call.ts'
import { useWords } from './words/use-words.ts'

export interface ConfirmDialogProps {
  title: string
  /** What will happen. */
  words: string
  /** What the button says that does it. */
  confirm: string
  act: () => Promise<Result<unknown>>
  onClose: () => void
  onDone: () => void
}

export function ConfirmDialog({ title, words, confirm, act, onClose, onDone }: ConfirmDialogProps) {
  const { say } = useWords()
  const { isBusy, failure, ask } = useCall()

  async function go() {
    if ((await ask(act)) !== undefined) onDone()
  }

  return (
    <Dialog title={title} isBusy={isBusy} onClose={onClose}>
      <p>{words}</p>
      <DialogProblem failure={failure} />
      <div className="co-dialog-foot">
        <DialogButton isBusy={isBusy} onClick={onClose}>
          {say('cancel')}
        </DialogButton>
        <DialogButton look="primary" isBusy={isBusy} onClick={go}>
          {isBusy ? say('looking') : confirm}
        </DialogButton>
      </div>
    </Dialog>
  )
}
