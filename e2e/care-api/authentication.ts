// From the Authorization header to a user, with CARE's refusals: a dead session is 403, not 401.
import { json } from './answer.ts'
import { forbidden, Refusal } from './refusal.ts'
import type { Context } from './route.ts'
import type { UserRow } from './tables.ts'

const deadSession = (message: string) =>
  new Refusal(
    json(
      {
        detail: 'Invalid Token, please relogin to continue',
        code: 'token_not_valid',
        messages: [{ token_class: 'AccessToken', token_type: 'access', message }],
      },
      403,
    ),
  )

export function authenticate(context: Context, authorization: string | undefined): UserRow {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw forbidden('Authentication credentials were not provided.')
  const inspected = context.tokens.inspect(token, 'access')
  switch (inspected.state) {
    case 'expired':
      throw deadSession('Token is expired')
    case 'wrong-type':
      throw deadSession('Token has wrong type')
    case 'garbage':
      throw deadSession('Token is invalid')
    case 'barred':
      throw new Refusal(json({ detail: 'Invalid Token', code: 'token_not_valid' }, 403))
    case 'valid': {
      const user = context.store.get('users', inspected.claims.user_id)
      if (user === undefined) throw deadSession('User not found')
      return user
    }
  }
}
