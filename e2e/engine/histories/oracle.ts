// Judges a history: what CARE has carried out against what the page was told and what lies on the tablet.

import type { WriteSummary } from '../../../shared/bridge/engine-api.ts'
import { seeded } from '../../care-api/seeded.ts'
import type { Form } from './form.ts'
import { markIn } from './papers.ts'
import type { Who } from './steps.ts'
import type { Tablet } from './tablet.ts'
import { Violation } from './violation.ts'

const letters: Record<Who, string> = { nurse: 'n', doctor: 'd' }

export interface Oracle {
  /** At any time: nothing is doubled, nothing unheard-of was sent. */
  checkServer(): void
  /** What the tablet shows of one person's writes, at any time. */
  checkList(forms: readonly Form[], writes: readonly WriteSummary[]): void
  /** When all has come to rest: nothing is lost. */
  checkEnd(forms: readonly Form[], left: readonly WriteSummary[]): void
}

export function createOracle({ server, violations }: Tablet): Oracle {
  /** How often CARE has carried out the form of that mark. */
  const counts = new Map<string, number>()
  let read = 0
  const countOf = (mark: string): number => {
    for (; read < server.carriedOut.length; read += 1) {
      const entry = server.carriedOut[read]
      const who = entry?.userId === seeded.users.nurse ? 'nurse' : 'doctor'
      const mark = entry && markIn(entry.body, letters[who])
      if (mark) counts.set(mark, (counts.get(mark) ?? 0) + 1)
    }
    return counts.get(mark) ?? 0
  }

  return {
    checkServer() {
      const [first] = violations
      if (first) throw first
      const [stranger] = server.strangers
      if (stranger) throw new Violation('parents first', stranger)
      countOf('')
      for (const [mark, count] of counts) {
        if (count > 1) throw new Violation('none doubled', `${mark} was carried out ${count} times`)
      }
    },

    checkList(forms, writes) {
      for (const { id, syncStatus, label, recordIds } of writes) {
        if (syncStatus !== 'success') continue
        const form = forms.find(({ writeId }) => writeId === id)
        if (form?.told === 'given-up') continue
        const isThere = form ? isInCare(form) : recordIds.some((record) => isOnServer(record))
        if (!isThere) {
          throw new Violation('nothing shown as received that is not', `${form?.mark ?? label} (${id})`)
        }
      }
    },

    checkEnd(forms, left) {
      for (const form of forms) {
        const sent = form.gone.find((mark) => countOf(mark) > 0)
        if (sent) throw new Violation('what a person took back is not sent', sent)
        if (form.told !== 'saved' || isInCare(form)) continue
        const row = left.find(({ id }) => id === form.writeId || id === form.heldBy?.writeId)
        if (!row) throw new Violation('none lost', `${form.mark} is neither in CARE nor here`)
      }
      for (const { label, syncStatus, needsAttention } of left) {
        const hasReason = needsAttention || syncStatus === 'blocked'
        if (!hasReason) throw new Violation('it ends', `${label} is left ${syncStatus}, without a reason`)
      }
    },
  }

  /** An encounter is closed once, whoever asked for it: that it is closed is all there is to see. */
  function isInCare({ mark, maybe, includes, kind, request }: Form): boolean {
    if ([mark, ...maybe].some((each) => countOf(each) > 0) || includes.some(isInCare)) return true
    return (
      kind === 'close' &&
      server.store
        .all('encounters')
        .some((each) => each.status === 'completed' && request.path.includes(each.id))
    )
  }

  function isOnServer(id: string): boolean {
    const { store } = server
    return (['patients', 'encounters', 'responses'] as const).some(
      (table) => store.get(table, id) !== undefined,
    )
  }
}
