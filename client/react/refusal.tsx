// Why a write stands where it stands: in a nurse's words where the refusal is understood, with CARE's own beneath.

import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import type { Failure, RefusalReason } from '../../shared/failure.ts'
import { Fact } from './fact.tsx'
import { useOffline } from './offline-context.ts'
import type { WordKey } from './words/en.ts'
import { failureWords } from './words/failure-words.ts'
import { type SpokenWords, useTimes, useWords } from './words/use-words.ts'

interface WhyNotTakenProps {
  write: WriteSummary
  failure: Failure
  /** Of the record. */
  name: string
}

export function WhyNotTaken({ write, failure, name }: WhyNotTakenProps) {
  const words = useWords()
  const times = useTimes(useOffline().nowMs)
  const { say } = words
  const reason = failure.code === 'refused' ? failure.reason : undefined
  const sentence = reason && words.sayRefusal(reason, name, times)
  if (!reason || !sentence || failure.code !== 'refused') {
    const { key, values } = isLocked(write, failure)
      ? { key: 'failure_locked' as const }
      : failureWords(failure)
    return (
      <Fact name={say('row_reason')} wide>
        {say(key, values)}
      </Fact>
    )
  }
  return (
    <>
      <Fact name={say('row_reason')} wide>
        {sentence}
      </Fact>
      <Fact name={say('refusal_said')} wide>
        {saidOf(failure.words, reason, words)}
      </Fact>
    </>
  )
}

/** Of single parts of the form, CARE does not say which: the policy does. */
function saidOf(theirs: string, { about = [] }: RefusalReason, { sayField }: SpokenWords): string {
  if (about.length === 0) return theirs
  return about.map(({ name, words }) => (name === '' ? words : `${sayField(name)}: ${words}`)).join('; ')
}

/** Somebody's lock on the same: it goes by itself, for as long as it is tried. */
const isLocked = ({ needsAttention }: WriteSummary, failure: Failure): boolean =>
  failure.code === 'busy' && !needsAttention && (failure.status === 423 || failure.status === 400)

const editWords: Record<string, WordKey> = {
  'slot-full': 'edit_slot',
  'slot-past': 'edit_slot',
  'slot-gone': 'edit_slot',
  'booked-already': 'edit_slot',
  'encounter-closed': 'edit_encounter',
  'appointment-linked': 'edit_unlinked',
  'questionnaire-retired': 'edit_answers',
  'questionnaire-revised': 'edit_answers',
  'answers-invalid': 'edit_answers',
  'too-many-encounters': 'edit_active',
}

/** What the button says that opens the host's form: what can be mended there. */
export function editKey({ failure }: WriteSummary): WordKey {
  const kind = failure?.code === 'refused' ? failure.reason?.kind : undefined
  return (kind !== undefined && editWords[kind]) || 'edit'
}
