// How a host's API speaks of sessions: where they begin, are renewed and end, and how a dead one answers.

import type { ApiRequest } from '../api-request.ts'

export interface Tokens {
  access: string
  refresh: string
}

interface TokenClaims {
  userId: string
  /** Both by the server's clock, in ms since 1970. */
  issuedAtMs?: number
  expiresAtMs: number
}

export interface SessionPolicy {
  /** Sign-in routes whose answers carry tokens. */
  signIn: readonly string[]
  refresh: string
  signOut: string
  /** The request that renews a session. */
  refreshRequest(refresh: string): ApiRequest
  /** The refresh token that a refresh request carries. */
  refreshTokenIn(body: unknown): string | undefined
  /** Tokens in the answer of a sign-in or a refresh. */
  tokensIn(body: unknown): Tokens | undefined
  /** The user whose token this is, and when it ends; undefined where it is no token. It is a key, not a proof. */
  readToken(token: string): TokenClaims | undefined
  /** True where the answer says that the session is dead (and not that a permission is missing). */
  isDead(status: number, body: unknown): boolean
}
