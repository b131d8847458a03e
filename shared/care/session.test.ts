// CARE's tokens, and which refusals mean that the session is dead.

import { describe, expect, test } from 'vitest'
import { recorded } from '../testing/care-recordings.ts'
import { session } from './session.ts'

const encode = (claims: unknown) => Buffer.from(JSON.stringify(claims)).toString('base64url')
const token = (claims: unknown) => `${encode({ alg: 'HS256' })}.${encode(claims)}.signature`

describe('a token', () => {
  test('tells the user and its end, whatever its length and letters', () => {
    for (const extra of ['', 'a', 'ab', 'abc', 'നഴ്സ് ✓']) {
      expect(session.readToken(token({ user_id: '0f5f9392', exp: 1795339675, extra }))).toEqual({
        userId: '0f5f9392',
        expiresAtMs: 1795339675000,
      })
    }
  })
  test('is none where anything is missing or broken', () => {
    for (const text of [
      '',
      'a.b',
      'a.b.c',
      'a.!!.c',
      token({ exp: 1 }),
      token({ user_id: 1, exp: 1 }),
      token('x'),
    ]) {
      expect(session.readToken(text)).toBe(undefined)
    }
  })
})

describe('a dead session', () => {
  test.each(['noHeader', 'garbage', 'signedOut', 'refreshSignedOut'])(
    'is told from the answer: %s',
    (name) => {
      const { status, answer } = recorded('auth', name)
      expect(session.isDead(status, answer)).toBe(true)
    },
  )
  test.each(['wrongPassword', 'noPermission'])('is not what this answer means: %s', (name) => {
    const { status, answer } = recorded('auth', name)
    expect(session.isDead(status, answer)).toBe(false)
  })
  test('is told by code with 401 too, and never from another status or a page', () => {
    expect(session.isDead(401, { detail: 'Token is expired', code: 'token_not_valid' })).toBe(true)
    expect(session.isDead(400, { code: 'token_not_valid' })).toBe(false)
    expect(session.isDead(403, '<html>')).toBe(false)
  })
})

test('tokens are in the answers of sign-in and refresh, but not in that of a half sign-in', () => {
  expect(session.tokensIn({ access: 'a', refresh: 'r' })).toEqual({ access: 'a', refresh: 'r' })
  expect(session.tokensIn({ temp_token: 't' })).toBe(undefined)
  const request = session.refreshRequest('r')
  expect(request.path).toBe(session.refresh)
  expect(session.refreshTokenIn(request.body)).toBe('r')
})
