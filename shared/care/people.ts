// The signed-in user as CARE shows users inside other records, and what that user may do.

import type { Json, JsonObject } from '../json.ts'
import { asObject, textOf } from './json-record.ts'

const emptyUser: JsonObject = {
  id: '',
  first_name: '',
  last_name: '',
  phone_number: '',
  prefix: '',
  suffix: '',
  last_login: null,
  profile_picture_url: null,
  user_type: '',
  gender: '',
  username: '',
  mfa_enabled: false,
  deleted: false,
}

export function minimalUser(currentUser: Json | undefined, userId: string): JsonObject {
  const known = asObject(currentUser)
  return Object.fromEntries(
    Object.entries({ ...emptyUser, id: userId }).map(([key, empty]) => [key, known[key] ?? empty]),
  )
}

/** Encounters and responses carry users with an empty `meta`. */
export const userWithMeta = (currentUser: Json | undefined, userId: string): JsonObject => ({
  meta: {},
  ...minimalUser(currentUser, userId),
})

/** Empty where nobody knows the user. */
export function fullName(user: Json | undefined): string {
  const { first_name, last_name, username } = asObject(user)
  return [first_name, last_name].map(textOf).join(' ').trim() || textOf(username)
}

/** The first list of permissions that says anything. */
export function permissionsOf(...records: (Json | undefined)[]): Json[] {
  for (const record of records) {
    const { permissions } = asObject(record)
    if (Array.isArray(permissions) && permissions.length > 0) return permissions
  }
  return []
}

/** Who changed a record last, and when, where it tells. */
export function lastChange(record: Json): { changedBy?: string; changedAt?: string } {
  const { updated_by, modified_date } = asObject(record)
  const name = fullName(updated_by)
  const at = textOf(modified_date)
  return {
    ...(name === '' ? {} : { changedBy: name }),
    ...(Number.isNaN(Date.parse(at)) ? {} : { changedAt: at }),
  }
}
