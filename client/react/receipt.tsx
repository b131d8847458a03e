// Where one record made here is: on this tablet since when, and whether CARE has it since when. Live.

import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { useWrites } from './hooks.ts'
import { Icon } from './icon.tsx'
import { Look } from './look.tsx'
import { useOffline } from './offline-context.ts'
import { useTimes, useWords } from './words/use-words.ts'
import { groupOf, statusOf, tellingWrite } from './write-status.ts'

export interface ReceiptProps {
  /** Id of a record, or of a write (`x-care-write-id`). */
  of: string
  /** Opens the host's sync page, where somebody must decide; without it there is no such button. */
  onOpen?: () => void
}

/**
 * A write by its own id or by that of its record, temporary or the server's; of several, the one that says most.
 * Undefined: this tablet has none, or it is not known yet.
 */
export function useWrite(id: string): WriteSummary | undefined {
  const view = useWrites()
  if (view.status !== 'ready') return undefined
  const { writes } = view.list
  return writes.find((write) => write.id === id) ?? tellingWrite(writes, [id])
}

export function Receipt({ of, onOpen }: ReceiptProps) {
  const { say } = useWords()
  const times = useTimes(useOffline().nowMs)
  const write = useWrite(of)
  const status = write && statusOf(write, times)
  return (
    <div role="status" aria-label={say('receipt_label')} className="co-receipt">
      <Look />
      {write && status && (
        <>
          <p>
            <Icon name="tablet" />
            <span>{say('badge_saved', { time: times.short(write.savedAtMs) })}</span>
          </p>
          <p className={`co-${status.tone}`}>
            <Icon name={status.icon} />
            <span>{say(status.words.key, status.words.values)}</span>
          </p>
          {onOpen && groupOf(write) === 'attention' && (
            <button type="button" className="co-button" onClick={onOpen}>
              {say('show_details')}
            </button>
          )}
        </>
      )}
    </div>
  )
}
