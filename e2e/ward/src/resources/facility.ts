import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'

export interface Facility {
  id: string
  name: string
}

/** A number that people know patients by, as the site has set it up. */
export interface IdentifierConfig {
  id: string
  config: { display: string; use: string; required?: boolean; auto_maintained?: boolean }
}

interface WholeFacility extends Facility {
  patient_instance_identifier_configs: IdentifierConfig[]
}

export interface Organization {
  id: string
  name: string
}

const facilityApi = {
  get: { path: '/api/v1/facility/{facilityId}/', method: 'GET', TRes: Type<WholeFacility>() },
  all: { path: '/api/v1/getallfacilities/', method: 'GET', TRes: Type<Page<Facility>>() },
  myOrganizations: {
    path: '/api/v1/facility/{facilityId}/organizations/mine/',
    method: 'GET',
    TRes: Type<Page<Organization>>(),
  },
} satisfies Record<string, ApiRoute>

const organizationApi = {
  list: { path: '/api/v1/organization/', method: 'GET', TRes: Type<Page<GeoOrganization>>() },
} satisfies Record<string, ApiRoute>

export const facilityQuery = (facilityId: string) => ({
  queryKey: ['facility', facilityId],
  queryFn: query(facilityApi.get, { pathParams: { facilityId } }),
  meta: { persist: true },
})

/** Also those that the user does not belong to. */
export const allFacilitiesQuery = () => ({
  queryKey: ['facilities', ''],
  queryFn: query(facilityApi.all, { queryParams: { limit: 50 } }),
})

/** The departments of the facility that the user belongs to. */
export const facilityOrganizationsQuery = (facilityId: string) => ({
  queryKey: ['facilityOrganizations', facilityId],
  queryFn: query(facilityApi.myOrganizations, {
    pathParams: { facilityId },
    queryParams: { parent: '', name: '' },
  }),
  meta: { persist: true },
})

interface GeoOrganization extends Organization {
  has_children: boolean
}

/** One level of the government's tree: its roots (districts, states or the like), or what is below one of it. */
export const govtOrganizationsQuery = (parent = '') => ({
  queryKey: ['organizations', 'govt', parent],
  queryFn: query(organizationApi.list, { queryParams: { org_type: 'govt', parent, limit: 200 } }),
  meta: { persist: true },
})
