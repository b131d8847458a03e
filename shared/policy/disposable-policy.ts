// A request that changes something on the server and that may be lost: it serves the screen, and is no record of care.

import type { ApiRequest, Method } from '../api-request.ts'
import type { Json } from '../json.ts'
import type { PathTemplate } from './path-template.ts'

export interface DisposablePolicy {
  /** Names the route: `valueset.addRecentView`. */
  key: string
  method: Exclude<Method, 'GET'>
  path: PathTemplate
  /** What the page hears, with 200, where nobody could be told: in the shape of the server's answer, and true. */
  letGo: Json
}

export interface MatchedDisposable {
  policy: DisposablePolicy
  request: ApiRequest
}
