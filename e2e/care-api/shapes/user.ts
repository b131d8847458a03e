// How a user looks in answers.
import type { Store } from '../store.ts'
import type { UserRow } from '../tables.ts'

export function renderUser(user: UserRow) {
  return {
    id: user.id,
    first_name: user.first_name,
    last_name: user.last_name,
    phone_number: user.phone_number,
    prefix: user.prefix,
    suffix: user.suffix,
    last_login: user.last_login,
    profile_picture_url: null,
    user_type: user.user_type,
    gender: user.gender,
    username: user.username,
    mfa_enabled: false,
    deleted: false,
  }
}

/** Nested in a patient: as alone. An id that no user has gives an empty object. */
export function userOf(store: Store, id: string) {
  const user = store.get('users', id)
  return user === undefined ? {} : renderUser(user)
}

/** Nested in most other records: with an empty `meta`. */
export const nestedUserOf = (store: Store, id: string) => ({ meta: {}, ...userOf(store, id) })
