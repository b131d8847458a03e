import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'
import { searchQuery } from '../request/search-query.ts'
import type { UserMinimal } from './user.ts'

interface Role {
  id: string
  name: string
}

export const patientUserApi = {
  list: {
    path: '/api/v1/patient/{id}/get_users/',
    method: 'GET',
    TRes: Type<{ results: UserMinimal[] }>(),
  },
  add: {
    path: '/api/v1/patient/{id}/add_user/',
    method: 'POST',
    TBody: Type<{ user: string; role: string }>(),
    TRes: Type<UserMinimal>(),
  },
  remove: {
    path: '/api/v1/patient/{id}/delete_user/',
    method: 'POST',
    TBody: Type<{ user: string }>(),
    TRes: Type<unknown>(),
  },
} satisfies Record<string, ApiRoute>

const peopleApi = {
  users: { path: '/api/v1/users/', method: 'GET', TRes: Type<Page<UserMinimal>>() },
  roles: { path: '/api/v1/role/', method: 'GET', TRes: Type<Page<Role>>() },
} satisfies Record<string, ApiRoute>

export const patientUsersQuery = (patientId: string) => ({
  queryKey: ['patientUsers', patientId],
  queryFn: query(patientUserApi.list, { pathParams: { id: patientId } }),
  meta: { persist: true },
})

export const usersQuery = (search_text: string) => ({
  queryKey: ['users', search_text],
  queryFn: searchQuery(peopleApi.users, {
    queryParams: { limit: 50, offset: 0, search_text },
    silent: true,
  }),
})

export const rolesQuery = () => ({
  queryKey: ['roles', ''],
  queryFn: query(peopleApi.roles, { queryParams: { limit: 50, offset: 0, name: '' } }),
})
