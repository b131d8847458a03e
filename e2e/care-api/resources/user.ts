// `/users/`: the current user, search, one by name; and `/role/`.
import { empty, json } from '../answer.ts'
import { contains, page } from '../paging.ts'
import { userPermissions } from '../permissions.ts'
import { notFound } from '../refusal.ts'
import { type Context, get, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { organizationOf } from '../shapes/organization.ts'
import { nestedUserOf, renderUser } from '../shapes/user.ts'
import type { RoleRow, UserRow } from '../tables.ts'

export function userRoutes({ store }: Context): Route[] {
  const named = (username: string | undefined) =>
    store.all('users').find((each) => each.username === username)

  const renderOne = (user: UserRow) => ({
    ...renderUser(user),
    // A superuser was made by nobody, and belongs nowhere.
    ...(user.is_superuser
      ? {}
      : {
          geo_organization: organizationOf(store, user.geo_organization),
          created_by: nestedUserOf(store, store.all('users').find((each) => each.is_superuser)?.id ?? ''),
        }),
    email: user.email,
    flags: [],
  })

  return [
    get('/api/v1/users/getcurrentuser/', ({ user }) =>
      json({
        ...renderOne(user),
        is_superuser: user.is_superuser,
        qualification: null,
        doctor_experience_commenced_on: null,
        doctor_medical_council_registration: null,
        weekly_working_hours: null,
        alt_phone_number: null,
        date_of_birth: null,
        verified: false,
        pf_endpoint: null,
        pf_p256dh: null,
        pf_auth: null,
        organizations: user.organizations.map((id) => organizationOf(store, id)),
        facilities: user.facilities.map((id) => ({ id, name: store.get('facilities', id)?.name ?? '' })),
        permissions: user.is_superuser ? [] : userPermissions(user),
      }),
    ),

    get('/api/v1/users/', ({ query }) =>
      json(page(query, filterUsers(store.all('users'), query), renderUser)),
    ),

    get('/api/v1/users/:username/', ({ params }) => {
      const user = named(params.username)
      if (user === undefined) throw notFound('User')
      return json(renderOne(user))
    }),

    get('/api/v1/users/:username/check_availability/', ({ params }) =>
      empty(named(params.username) === undefined ? 200 : 409),
    ),

    get('/api/v1/role/', ({ query }) => {
      const roles = store.all('roles').filter((each) => contains(each.name, query.get('name') ?? ''))
      return json(page(query, roles, renderRole))
    }),
    get('/api/v1/role/:id/', ({ params }) => json(renderRole(seek(store, 'roles', params.id)))),
  ]
}

export function filterUsers(users: UserRow[], query: URLSearchParams): UserRow[] {
  const search = query.get('search_text') ?? ''
  return users.filter(
    (user) =>
      contains(user.username, query.get('username') ?? '') &&
      [user.username, user.first_name, user.last_name].some((each) => contains(each, search)),
  )
}

const renderRole = (role: RoleRow) => ({
  id: role.id,
  name: role.name,
  description: role.description,
  is_system: true,
  is_archived: false,
  permissions: role.permissions.map((slug) => ({
    name: slug.replaceAll('_', ' '),
    slug,
    context: 'FACILITY',
    description: '',
  })),
})
