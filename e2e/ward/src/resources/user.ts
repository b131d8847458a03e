import { query } from '../request/query.ts'
import { type ApiRoute, Type } from '../request/route.ts'
import type { TokenPair } from '../session/tokens.ts'

export interface UserMinimal {
  id: string
  first_name: string
  last_name: string
  username: string
}

export interface CurrentUser extends UserMinimal {
  phone_number: string
  facilities: { id: string; name: string }[]
  permissions: string[]
}

/** A temporary token asks for a second factor. */
export type SignInAnswer = TokenPair | { temp_token: string }

export const authApi = {
  login: {
    path: '/api/v1/auth/login/',
    method: 'POST',
    TBody: Type<{ username: string; password: string }>(),
    TRes: Type<SignInAnswer>(),
    noAuth: true,
  },
  refresh: {
    path: '/api/v1/auth/token/refresh/',
    method: 'POST',
    TBody: Type<{ refresh: string }>(),
    TRes: Type<TokenPair>(),
    noAuth: true,
  },
  logout: {
    path: '/api/v1/auth/logout/',
    method: 'POST',
    TBody: Type<TokenPair>(),
    TRes: Type<unknown>(),
  },
} satisfies Record<string, ApiRoute>

const userApi = {
  current: { path: '/api/v1/users/getcurrentuser/', method: 'GET', TRes: Type<CurrentUser>() },
} satisfies Record<string, ApiRoute>

/** As in CARE the key holds the access token: each refresh makes a new entry. */
export const currentUserQuery = (token: string | null) => ({
  queryKey: ['currentUser', token],
  queryFn: query(userApi.current),
  enabled: token !== null,
  meta: { persist: true },
})

export function fullName(user: Pick<UserMinimal, 'first_name' | 'last_name' | 'username'>): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.username
}
