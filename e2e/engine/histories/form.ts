// A form that was sent, and what the page heard.

import type { ApiRequest } from '../../../shared/api-request.ts'
import type { Json } from '../../../shared/json.ts'
import type { Who } from './steps.ts'

export type FormKind = 'patient' | 'encounter' | 'response' | 'edit' | 'close'

export interface Form {
  /** Nothing else carries it. Rewritten by a person, it has another one. */
  mark: string
  /** What it may say as well: nobody heard whether it was rewritten. */
  maybe: string[]
  /** What it said before it was rewritten, or taken out of the queue: to be carried out by nobody. */
  gone: string[]
  kind: FormKind
  who: Who
  /** `saved`: on this tablet or in CARE. `nothing`: the page does not know. `given-up`: by a person. */
  told: 'saved' | 'refused' | 'nothing' | 'given-up'
  request: ApiRequest
  /** Its row in the outbox, where the answer named one. */
  writeId?: string
  /** Changes that were put into it before it was sent, or may have been. */
  includes: Form[]
  /** The form that it was put into. */
  heldBy?: Form
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
