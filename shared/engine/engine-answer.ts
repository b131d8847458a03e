// The answers that the engine gives a page, as plain data. Headers of ours say where an answer comes from; they never
// leave this tablet.

import type { Failure } from '../failure.ts'
import type { Json } from '../json.ts'
import type { InvalidField } from '../policy/write-policy.ts'

export interface EngineAnswer {
  /** 0: the host must fail the request, as the network would have. */
  status: number
  headers: Record<string, string>
  /** The body's text; null for none. */
  text: string | null
  /** In place of a text. */
  bytes?: Uint8Array
}

/** `store`: from this tablet; `projected`: the server's answer with own writes in it; `queued`: a write kept here;
 * `taken-back`: it and what it took back were never sent; `let-go`: what may be lost, and was. */
export type Origin =
  | 'store'
  | 'projected'
  | 'queued'
  | 'taken-back'
  | 'let-go'
  | 'miss'
  | 'not-saved'
  | 'session'

export const originHeader = 'x-care-offline'
export const fetchedAtHeader = 'x-care-fetched-at'
export const staleHeader = 'x-care-stale'
export const incompleteHeader = 'x-care-incomplete'
export const writeIdHeader = 'x-care-write-id'

export function jsonAnswer(
  status: number,
  body: Json,
  origin: Origin,
  headers: Record<string, string> = {},
): EngineAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', [originHeader]: origin, ...headers },
    text: JSON.stringify(body),
  }
}

export const networkError: EngineAnswer = { status: 0, headers: {}, text: null }

/** A read that cannot be answered. 406 is what CARE's front end takes calmly: one request, no toast, no spinner. */
export const missAnswer = (): EngineAnswer => jsonAnswer(406, { code: 'offline_miss', errors: [] }, 'miss')

/** A write that could not be saved: the form must stay open. CARE shows the sentence as a toast. */
export function notSavedAnswer(failure: Failure): EngineAnswer {
  const msg =
    'This could not be saved on this tablet, and CARE cannot be reached. Keep the form open and try again when the network is back.'
  return jsonAnswer(
    406,
    { code: 'offline_not_saved', reason: failure.code, errors: [{ type: 'validation_error', msg }] },
    'not-saved',
  )
}

/** A form of which this layer does not know a part: none of it is kept, and none was sent. */
export const notOfflineAnswer = (): EngineAnswer =>
  jsonAnswer(
    406,
    {
      code: 'offline_not_saved',
      errors: [
        {
          type: 'validation_error',
          msg: 'This form cannot be saved offline. Keep it open and save it when the network is back.',
        },
      ],
    },
    'not-saved',
  )

/** The shape of CARE's own validation errors, so that its forms show them where they belong. */
export const invalidAnswer = (issues: InvalidField[]): EngineAnswer =>
  jsonAnswer(
    400,
    { errors: issues.map(({ at, words }) => ({ type: 'value_error', loc: at, msg: words })) },
    'not-saved',
  )

/** A request about a record that only this tablet knows, and that cannot wait in the outbox. */
export const notYetAnswer = (): EngineAnswer =>
  jsonAnswer(
    406,
    {
      code: 'offline_not_saved',
      errors: [
        {
          type: 'validation_error',
          msg: 'This cannot be done before CARE has received the record. Try again after the next sync.',
        },
      ],
    },
    'not-saved',
  )
