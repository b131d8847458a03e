// Who asks: what a page's request says about its user, and what the engine keeps about the request while it works.

import type { ApiRequest } from '../api-request.ts'

export interface Caller {
  userId: string
  /** The page's own access token. */
  token: string
  /** The page that asked, for telling it what it missed. */
  clientId: string
}

/** A request that went through the id map: what to ask, and in which temporary ids the page speaks. */
export interface Translated {
  request: ApiRequest
  /** Temporary ids that the page used: with at least one, it gets its answer in them. */
  spoken: string[]
  /** Ids that no server knows yet: the request must not leave. */
  unresolved: string[]
}
