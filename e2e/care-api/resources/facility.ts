// `/facility/` and what is public of it; departments and users of a facility.
import { json } from '../answer.ts'
import { contains, page } from '../paging.ts'
import { type Context, get, publicGet, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderFacility, renderFacilityItem, renderPublicFacility } from '../shapes/facility.ts'
import { renderDepartment } from '../shapes/organization.ts'
import { renderUser } from '../shapes/user.ts'
import { filterUsers } from './user.ts'

export function facilityRoutes({ store }: Context): Route[] {
  const named = (query: URLSearchParams) =>
    store.all('facilities').filter((each) => contains(each.name, query.get('name') ?? ''))

  const departments = (facilityId: string | undefined, query: URLSearchParams) => {
    const facility = seek(store, 'facilities', facilityId)
    const parent = query.get('parent')
    return store
      .all('facilityOrganizations')
      .filter((each) => each.facility === facility.id && contains(each.name, query.get('name') ?? ''))
      .filter((each) => parent === null || each.parent === (parent === '' ? null : parent))
  }

  return [
    get('/api/v1/facility/', ({ query }) =>
      json(page(query, named(query), (each) => renderFacilityItem(store, each))),
    ),

    get('/api/v1/facility/:facility/', ({ params, user }) =>
      json(renderFacility(store, seek(store, 'facilities', params.facility), user)),
    ),

    publicGet('/api/v1/getallfacilities/', ({ query }) =>
      json(page(query, named(query), (each) => renderPublicFacility(store, each))),
    ),

    get('/api/v1/facility/:facility/organizations/', ({ params, query }) =>
      json(page(query, departments(params.facility, query), (each) => renderDepartment(store, each))),
    ),

    get('/api/v1/facility/:facility/organizations/mine/', ({ params, query, user }) => {
      const mine = departments(params.facility, query).filter((each) => user.departments.includes(each.id))
      return json(page(query, mine, (each) => renderDepartment(store, each)))
    }),

    get('/api/v1/facility/:facility/users/', ({ params, query }) => {
      const facility = seek(store, 'facilities', params.facility)
      const users = store
        .all('users')
        .filter((each) => each.facilities.includes(facility.id))
        .reverse()
      return json(page(query, filterUsers(users, query), renderUser))
    }),
  ]
}
