// On a record: what of it CARE has not taken, why, and the ways to mend it, where the record itself is shown. Nothing
// where all is well.

import { useRef } from 'react'
import { useWrites } from './hooks.ts'
import { Look } from './look.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { type EditProps, useRowActions } from './use-row-actions.tsx'
import { WriteRow } from './write-row.tsx'
import { groupOf, isAbout } from './write-status.ts'

export interface NeedsAttentionProps extends EditProps {
  /** Id of the record, as the page knows it; several are shown as one list. */
  record: string | readonly string[]
}

export function NeedsAttention({ record, ...edits }: NeedsAttentionProps) {
  const view = useWrites()
  const { does, notices, dialog } = useRowActions(edits)
  const place = useRef<HTMLDivElement>(null)
  const list = view.status === 'ready' ? view.list : null
  const writes = (list?.writes ?? []).filter(
    (write) => groupOf(write) === 'attention' && isAbout(write, [record].flat()),
  )
  useKeptFocus(place, list)
  return (
    <div className="co-attention" ref={place}>
      <Look />
      {notices}
      {writes.length > 0 && (
        <ul className="co-rows">
          {writes.map((write) => (
            <WriteRow key={write.id} write={write} does={does} />
          ))}
        </ul>
      )}
      {dialog}
    </div>
  )
}
