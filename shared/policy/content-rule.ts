// A write whose content (the bytes of a file) goes apart from its form: the form is answered with an address, the
// content is put there, and only then a last request makes the record count. Until that one nobody sees anything of
// it, so the first two may be done again at any time; the last may be repeated for the same record.

import type { ApiRequest } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { PathTemplate } from './path-template.ts'

export interface ContentRule {
  /** An address of ours below the API's, where the page puts content and reads it while it waits; `{id}`: the record. */
  path: PathTemplate
  /** More is not kept on the tablet. */
  mostBytes: number
  /** For how long an address that the server gave may be used. */
  addressLifeMs: number
  /** What the content is, as the form says: the server has signed it. */
  type(form: Json | undefined): string
  /** The record's id, and where its content goes, in the server's answer to the form. */
  begun(answer: Json): { id: string; url: string } | undefined
  /** The answer to a form that is kept here: the record, waiting for its content at that address. */
  announced(record: Json, url: string): Json
  /** The request that makes the record count. */
  finish(id: string): ApiRequest
}

/** How far such a write has come on the server; kept with it, so that it goes on from there. */
export interface Reached {
  /** The record's id there. */
  id?: string
  /** Where its content goes, and what the server's clock showed, or less, when it gave that address. */
  address?: { url: string; sinceMs: number }
  /** The content is there. */
  isPut?: true
  /** How often in a row the place for the content could not be reached. */
  misses?: number
}

const contentSteps = 3

/** The step that comes next, counted from 1. */
export const stepAfter = ({ id, isPut }: Reached = {}): number =>
  id === undefined ? 1 : isPut ? contentSteps : 2
