// Why CARE has not taken a saved item, in the host's own form for it. Nothing where there is no such reason.

import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { Look } from './look.tsx'
import { WhyNotTaken } from './refusal.tsx'
import { useWords } from './words/use-words.ts'

export function WriteReason({ write }: { write: WriteSummary }) {
  const { say } = useWords()
  if (!write.failure) return null
  return (
    <div className="co-row co-reason">
      <Look />
      <dl>
        <WhyNotTaken write={write} failure={write.failure} name={write.label || say('row_unnamed')} />
      </dl>
    </div>
  )
}
