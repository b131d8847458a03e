// Reads about who is assigned to a patient, and about who can be: users, and the roles that they may have.

import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record, reference } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { textOf } from '../json-record.ts'
import { containsText, type Filters, knowsAll } from '../page.ts'
import { searchedAmong } from '../rows-among.ts'

const byName: Filters = {
  username: (user, value) => containsText(user.username, value),
  search_text: (user, value) =>
    [user.username, `${textOf(user.first_name)} ${textOf(user.last_name)}`].some((name) =>
      containsText(name, value),
    ),
}

export const patientUserReads: ReadPolicy[] = [
  {
    key: 'patientUser.list',
    method: 'GET',
    path: route('patient/{id}/get_users/'),
    resource: 'patientUser',
    ...record,
    // The answer has no count, and paging does not shorten it.
    completeUnder: ({ request, params }) =>
      params.id && knowsAll(request, {}) ? { owner: params.id, empty: { results: [] } } : undefined,
    fromQueryKey: ([name, id, ...more]) =>
      name === 'patientUsers' && typeof id === 'string' && more.length === 0
        ? asked.patientUsers(id)
        : undefined,
  },
  {
    key: 'user.list',
    method: 'GET',
    path: route('users/'),
    resource: 'user',
    ...reference,
    fromStored: searchedAmong('user.list', { filters: byName }, { saysNone: false }),
  },
  {
    // Who is of a facility only the server knows: no list but its own can stand in for this one.
    key: 'facilityUser.list',
    method: 'GET',
    path: route('facility/{facilityId}/users/'),
    resource: 'user',
    ...reference,
    fromStored: searchedAmong('facilityUser.list', { filters: byName }, { saysNone: false }),
  },
  {
    key: 'role.list',
    method: 'GET',
    path: route('role/'),
    resource: 'role',
    ...reference,
    fromStored: searchedAmong(
      'role.list',
      { filters: { name: (role, value) => containsText(role.name, value) } },
      { saysNone: false },
    ),
  },
]
