// What a person does with saved items, on whatever page they stand: trying again, the questions that come first, and
// what there is to tell afterwards.

import { type ReactNode, useEffect, useState } from 'react'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { Failure } from '../../shared/failure.ts'
import { useOffline } from './offline-context.ts'
import { failureWords, type Sentence } from './words/failure-words.ts'
import { useWords } from './words/use-words.ts'
import type { RowActions, WriteQuestion } from './write-buttons.tsx'
import { WriteQuestionDialog } from './write-question-dialog.tsx'

export interface EditProps {
  /** Opens the host's form for a write that may be edited; without it there is no such button. */
  onEdit?: (writeId: string) => void
  /** Which writes the host has a form for; all where it is left out. */
  editable?: (write: WriteSummary) => boolean
}

export interface RowsInUse {
  does: RowActions
  /** What was done, or could not be. */
  notices: ReactNode
  dialog: ReactNode
}

/** Long enough to be read twice, and then out of the way. */
const toldForMs = 10_000

export function useRowActions({ onEdit, editable }: EditProps): RowsInUse {
  const { retry, timer } = useOffline()
  const { say } = useWords()
  const [problem, setProblem] = useState<Failure | null>(null)
  const [question, setQuestion] = useState<WriteQuestion | null>(null)
  const [told, setTold] = useState<Sentence | null>(null)

  useEffect(() => {
    if (!told) return
    const { done, cancel } = timer(toldForMs)
    void done.then(() => setTold(null))
    return cancel
  }, [told, timer])

  const does: RowActions = {
    async retry(writeId) {
      const result = await retry(writeId)
      setProblem(result.ok ? null : result.failure)
      setTold(null)
    },
    open(next) {
      setTold(null)
      setQuestion(next)
    },
    edit: onEdit,
    editable,
  }
  const why = problem && failureWords(problem)
  return {
    does,
    notices: (
      <>
        <div role="status" className="co-told">
          {told && <p className="co-message co-good">{say(told.key, told.values)}</p>}
        </div>
        {why && (
          <p role="alert" className="co-told co-message co-danger">
            {say('retry_problem')} <span>{say(why.key, why.values)}</span>
          </p>
        )}
      </>
    ),
    dialog: question && (
      <WriteQuestionDialog
        question={question}
        onClose={() => setQuestion(null)}
        onDone={(done) => {
          setQuestion(null)
          setProblem(null)
          setTold(done)
        }}
      />
    ),
  }
}
