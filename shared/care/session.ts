// How CARE speaks of sessions: JSON web tokens, a refresh that rotates, and 403 (not 401) for a dead one.

import { post } from '../api-request.ts'
import { isObject, parseJson } from '../json.ts'
import type { SessionPolicy } from '../policy/session-policy.ts'

const refreshPath = '/api/v1/auth/token/refresh/'

export const session: SessionPolicy = {
  signIn: ['/api/v1/auth/login/', '/api/v1/mfa/login/'],
  refresh: refreshPath,
  signOut: '/api/v1/auth/logout/',
  refreshRequest: (refresh) => post(refreshPath, { refresh }),
  refreshTokenIn: (body) => (isObject(body) && typeof body.refresh === 'string' ? body.refresh : undefined),
  tokensIn(body) {
    if (!isObject(body) || typeof body.access !== 'string' || typeof body.refresh !== 'string')
      return undefined
    return { access: body.access, refresh: body.refresh }
  },
  readToken(token) {
    const parts = token.split('.')
    const claims = parts.length === 3 ? parseJson(decodeBase64Url(parts[1] ?? '')) : undefined
    if (!isObject(claims) || typeof claims.user_id !== 'string' || typeof claims.exp !== 'number')
      return undefined
    const issued = typeof claims.iat === 'number' ? { issuedAtMs: claims.iat * 1000 } : {}
    return { userId: claims.user_id, expiresAtMs: claims.exp * 1000, ...issued }
  },
  isDead(status, body) {
    if (status !== 401 && status !== 403) return false
    if (!isObject(body)) return false
    if (body.code === 'token_not_valid') return true
    // These two come without a code: no header at all, and a refresh after signing out.
    return status === 403 && (body.detail === missingHeader || body.detail === signedOut)
  },
}

const missingHeader = 'Authentication credentials were not provided.'
const signedOut = 'Invalid Token'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Empty where it is no base64url of UTF-8 text. */
function decodeBase64Url(text: string): string {
  let bits = 0
  let width = 0
  let escaped = ''
  for (const character of text.replace(/=+$/, '')) {
    const value = alphabet.indexOf(character)
    if (value < 0) return ''
    bits = ((bits << 6) | value) & 0xffff
    width += 6
    if (width >= 8) {
      width -= 8
      escaped += `%${((bits >> width) & 0xff).toString(16).padStart(2, '0')}`
    }
  }
  try {
    return decodeURIComponent(escaped)
  } catch {
    return ''
  }
}
