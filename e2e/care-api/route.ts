// A route as data, and what a handler is given and may use.
import type { Answer } from './answer.ts'
import type { Bucket } from './bucket.ts'
import type { Clock } from './clock.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store.ts'
import type { UserRow } from './tables.ts'
import type { Tokens } from './tokens.ts'

/** What all handlers share. */
export interface Context {
  store: Store
  clock: Clock
  settings: Settings
  tokens: Tokens
  bucket: Bucket
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A request without credentials, or whose credentials do not matter. */
export interface PublicCall {
  method: string
  path: string
  query: URLSearchParams
  params: Record<string, string>
  /** The parsed body; an empty one is `{}`. Throws the refusal for a body that is not JSON. */
  body(): unknown
}

export interface Call extends PublicCall {
  user: UserRow
  /** The tokens' bearer value, for what is done in the user's name (batches). */
  authorization: string
}

/** Handlers are synchronous: nothing can come between what one of them reads and what it writes. */
export type Route =
  | { access: 'user'; methods: Method[]; path: string; handle: (call: Call) => Answer }
  | { access: 'public'; methods: Method[]; path: string; handle: (call: PublicCall) => Answer }

type UserHandler = (call: Call) => Answer

const userRoute =
  (...methods: Method[]) =>
  (path: string, handle: UserHandler): Route => ({ access: 'user', methods, path, handle })

export const get = userRoute('GET')
export const post = userRoute('POST')
/** CARE's PATCH acts as PUT. */
export const putOrPatch = userRoute('PUT', 'PATCH')
export const del = userRoute('DELETE')

export const publicGet = (path: string, handle: (call: PublicCall) => Answer): Route => ({
  access: 'public',
  methods: ['GET'],
  path,
  handle,
})

export const publicPost = (path: string, handle: (call: PublicCall) => Answer): Route => ({
  access: 'public',
  methods: ['POST'],
  path,
  handle,
})
