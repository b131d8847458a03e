// `/auth/`: login, refresh, verify, logout. The only places where CARE answers 401.
import { json } from '../answer.ts'
import { badRequest, forbidden, Refusal, unauthorized } from '../refusal.ts'
import { type Context, post, publicPost, type Route } from '../route.ts'
import { isObject } from '../spec.ts'
import type { TokenState } from '../tokens.ts'

const loginsAllowed = 5
const loginWindowMs = 10 * 60_000

export function authRoutes(context: Context): Route[] {
  const { store, tokens, settings, clock } = context
  const attempts = new Map<string, number[]>()

  /** Counts every attempt, good ones too, also those it refuses. */
  const limitLogins = (username: string) => {
    const now = clock.nowMs()
    const recent = [...(attempts.get(username) ?? []), now].filter((at) => at > now - loginWindowMs)
    attempts.set(username, recent)
    if (!settings.loginLimit || recent.length <= loginsAllowed) return
    throw new Refusal(json({ detail: 'Too Many Requests Provide Captcha', code: '429', status: '429' }, 429))
  }

  return [
    publicPost('/api/v1/auth/login/', (call) => {
      const { username, password } = stringsOf(call.body(), ['username', 'password'])
      limitLogins(username)
      const user = store.all('users').find((each) => each.username === username && each.password === password)
      if (user === undefined) {
        throw unauthorized('No active account found with the given credentials', 'no_active_account')
      }
      store.put('users', { ...user, last_login: clock.stamp() })
      return json({ refresh: tokens.issue(user.id, 'refresh'), access: tokens.issue(user.id, 'access') })
    }),

    publicPost('/api/v1/auth/token/refresh/', (call) => {
      const { refresh } = stringsOf(call.body(), ['refresh'])
      const inspected = tokens.inspect(refresh, 'refresh')
      if (inspected.state === 'barred') throw forbidden('Invalid Token')
      if (inspected.state !== 'valid') throw tokenRefused(inspected)
      const { user_id, iat } = inspected.claims
      return json({
        access: tokens.issue(user_id, 'access'),
        refresh: tokens.issue(user_id, 'refresh', { issuedAt: iat }),
      })
    }),

    publicPost('/api/v1/auth/token/verify/', (call) => {
      const { token } = stringsOf(call.body(), ['token'])
      const inspected = tokens.inspect(token)
      if (inspected.state === 'valid' || inspected.state === 'barred') return json({})
      throw tokenRefused(inspected)
    }),

    post('/api/v1/auth/logout/', (call) => {
      const body = call.body()
      if (!isObject(body) || !body.access || !body.refresh) {
        throw badRequest({ detail: 'Missing access or refresh token' })
      }
      const pair = [tokens.inspect(body.access, 'access'), tokens.inspect(body.refresh, 'refresh')]
      for (const token of pair) {
        if (token.state !== 'valid' || token.claims.user_id !== call.user.id) throw badRequest({})
        tokens.bar(token.claims)
      }
      return json({})
    }),
  ]
}

function tokenRefused({ state }: TokenState): Refusal {
  const details = { expired: 'Token is expired', 'wrong-type': 'Token has wrong type' }
  const detail = state === 'expired' || state === 'wrong-type' ? details[state] : 'Token is invalid'
  return unauthorized(detail, 'token_not_valid')
}

/** These routes use Django REST's own serializers: a missing field is a list of messages under its name. */
function stringsOf<Name extends string>(body: unknown, names: Name[]): Record<Name, string> {
  const given = isObject(body) ? body : {}
  const missing = names.filter((name) => given[name] === undefined)
  if (missing.length > 0) {
    throw badRequest(Object.fromEntries(missing.map((name) => [name, ['This field is required.']])))
  }
  return Object.fromEntries(names.map((name) => [name, String(given[name])])) as Record<Name, string>
}
