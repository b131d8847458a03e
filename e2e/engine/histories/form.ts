// A form that was sent, and what the page heard.

import type { ApiRequest } from '../../../shared/api-request.ts'
import type { Json } from '../../../shared/json.ts'
import type { Who } from './steps.ts'

export type FormKind = 'patient' | 'encounter' | 'response' | 'edit' | 'close'

export interface Form {
  /** Nothing else carries it. */
  mark: string
  kind: FormKind
  who: Who
  /** `saved`: on this tablet or in CARE. `nothing`: the page does not know. */
  told: 'saved' | 'refused' | 'nothing'
  request: ApiRequest
  /** Its row in the outbox, where the answer named one. */
  writeId?: string
  /** The record it made, in the words of the answer. */
  recordId?: string
  /** Where the nurse finds it again. */
  shownIn?: Shown[]
}

/** A read that must show it once. `mayBeUnknown`: it need not be on this tablet. */
export interface Shown {
  request: ApiRequest
  mayBeUnknown: boolean
  counts: (body: Json) => number
}
