// `/organization/`: governmental bodies and roles; `/govt/organization/` shows the first to everybody.
import { json } from '../answer.ts'
import { contains, page } from '../paging.ts'
import { userPermissions } from '../permissions.ts'
import { type Context, get, publicGet, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { organizationOf, renderOrganization } from '../shapes/organization.ts'

export function organizationRoutes({ store }: Context): Route[] {
  /** An empty `parent` asks for the roots. */
  const filtered = (query: URLSearchParams) => {
    const parent = query.get('parent')
    const type = query.get('org_type')
    return store
      .all('organizations')
      .filter((each) => contains(each.name, query.get('name') ?? ''))
      .filter((each) => type === null || each.org_type === type)
      .filter((each) => parent === null || each.parent === (parent === '' ? null : parent))
  }

  return [
    get('/api/v1/organization/', ({ query }) =>
      json(page(query, filtered(query), (each) => renderOrganization(store, each))),
    ),

    get('/api/v1/organization/mine/', ({ query, user }) => {
      const ids = filtered(query).filter((each) => user.organizations.includes(each.id))
      return json(page(query, ids, (each) => renderOrganization(store, each)))
    }),

    get('/api/v1/organization/:id/', ({ params, user }) => {
      const organization = seek(store, 'organizations', params.id)
      return json({ ...organizationOf(store, organization.id), permissions: userPermissions(user) })
    }),

    publicGet('/api/v1/govt/organization/', ({ query }) => {
      const bodies = filtered(query).filter((each) => each.org_type === 'govt')
      return json(page(query, bodies, (each) => renderOrganization(store, each)))
    }),
  ]
}
