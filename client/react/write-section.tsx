// One list of saved items under its title, long ones in portions.

import { type ReactNode, useId, useState } from 'react'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { useWords } from './words/use-words.ts'
import type { RowActions } from './write-buttons.tsx'
import { WriteRow } from './write-row.tsx'

export interface WriteSectionProps {
  title: string
  /** What to say where the list is empty. */
  empty: string
  writes: WriteSummary[]
  does: RowActions
  /** Stands beside the title. */
  action?: ReactNode
}

const portion = 50

export function WriteSection({ title, empty, writes, does, action }: WriteSectionProps) {
  const { say } = useWords()
  const titleId = useId()
  const [shown, setShown] = useState(portion)
  return (
    <section className="co-section" aria-labelledby={titleId}>
      <div className="co-section-head">
        <h2 id={titleId}>{writes.length > 0 ? `${title} (${writes.length})` : title}</h2>
        {action}
      </div>
      {writes.length === 0 && <p className="co-empty">{empty}</p>}
      <ul className="co-rows">
        {writes.slice(0, shown).map((write) => (
          <WriteRow key={write.id} write={write} does={does} />
        ))}
      </ul>
      {writes.length > shown && (
        <button type="button" className="co-button" onClick={() => setShown(shown + portion)}>
          {say('show_more')}
        </button>
      )}
    </section>
  )
}
