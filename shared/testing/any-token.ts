// Access and refresh tokens as CARE writes them, for tests.

import type { Tokens } from '../policy/session-policy.ts'

const encode = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url')

export const token = (userId: string, endsAtMs: number, kind = 'access'): string =>
  `${encode({ alg: 'HS256' })}.${encode({ user_id: userId, exp: Math.floor(endsAtMs / 1000), kind })}.signature`

/** A pair whose access token ends then. */
export const tokens = (userId: string, endsAtMs: number): Tokens => ({
  access: token(userId, endsAtMs),
  refresh: token(userId, endsAtMs + 86_400_000, 'refresh'),
})
