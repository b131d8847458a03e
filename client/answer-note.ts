// What the layer notes on an answer, for a host that wants to tell people where it comes from.

import {
  fetchedAtHeader,
  incompleteHeader,
  originHeader,
  staleHeader,
} from '../shared/engine/engine-answer.ts'

export interface AnswerNote {
  /** From this tablet, not from CARE. */
  isFromTablet: boolean
  /** Gathered from what happens to be here: there may be more. */
  isIncomplete: boolean
  /** Older than its kind should be. */
  isStale: boolean
  /** When its oldest part was asked, by this tablet's clock; null: now. */
  fetchedAtMs: number | null
}

export function readAnswerNote({ headers }: { headers: Pick<Headers, 'get'> }): AnswerNote {
  const fetchedAtMs = Number(headers.get(fetchedAtHeader))
  return {
    isFromTablet: headers.get(originHeader) === 'store',
    isIncomplete: headers.get(incompleteHeader) === 'true',
    isStale: headers.get(staleHeader) === 'true',
    fetchedAtMs: fetchedAtMs > 0 ? fetchedAtMs : null,
  }
}
