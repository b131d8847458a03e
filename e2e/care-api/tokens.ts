// Access and refresh tokens: HS256, with the claims CARE uses. Knows nothing of users' rights.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store.ts'

export type TokenKind = 'access' | 'refresh'

interface Claims {
  token_type: TokenKind
  exp: number
  iat: number
  jti: string
  user_id: string
}

export type TokenState =
  | { state: 'valid'; claims: Claims }
  | { state: 'barred'; claims: Claims }
  | { state: 'expired' }
  | { state: 'wrong-type' }
  | { state: 'garbage' }

export interface Tokens {
  issue(userId: string, kind: TokenKind, options?: { issuedAt?: number; minutes?: number }): string
  inspect(token: unknown, kind?: TokenKind): TokenState
  /** What a logout does to a pair. */
  bar(claims: Claims): void
  /** Everything issued so far counts as expired from now on. */
  expireAll(kinds: TokenKind[]): void
}

/** The key is fixed, so that a restarted server knows the tokens it gave out before. */
const key = 'care-offline embedded api, for tests and demonstration only'

export function createTokens(store: Store, clock: Clock, settings: Settings): Tokens {
  const live = new Map<string, TokenKind>()
  const expiredEarly = new Set<string>()
  const nowSeconds = () => Math.floor(clock.nowMs() / 1000)

  return {
    issue(userId, kind, options = {}) {
      const minutes =
        options.minutes ?? (kind === 'access' ? settings.accessMinutes : settings.refreshMinutes)
      const jti = randomUUID().replaceAll('-', '')
      live.set(jti, kind)
      return sign({
        token_type: kind,
        exp: nowSeconds() + Math.round(minutes * 60),
        iat: options.issuedAt ?? nowSeconds(),
        jti,
        user_id: userId,
      })
    },
    inspect(token, kind) {
      const claims = verify(token)
      if (claims === undefined) return { state: 'garbage' }
      if (claims.exp <= nowSeconds() || expiredEarly.has(claims.jti)) return { state: 'expired' }
      if (kind !== undefined && claims.token_type !== kind) return { state: 'wrong-type' }
      return store.get('barredTokens', claims.jti) === undefined
        ? { state: 'valid', claims }
        : { state: 'barred', claims }
    },
    bar(claims) {
      store.put('barredTokens', { id: claims.jti })
    },
    expireAll(kinds) {
      for (const [jti, kind] of live) {
        if (!kinds.includes(kind)) continue
        expiredEarly.add(jti)
        live.delete(jti)
      }
    },
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const signatureOf = (content: string) => createHmac('sha256', key).update(content).digest('base64url')

function sign(claims: Claims): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${signatureOf(content)}`
}

function verify(token: unknown): Claims | undefined {
  if (typeof token !== 'string') return undefined
  const [header, payload, signature] = token.split('.')
  if (header === undefined || payload === undefined || signature === undefined) return undefined
  const expected = Buffer.from(signatureOf(`${header}.${payload}`))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
}
