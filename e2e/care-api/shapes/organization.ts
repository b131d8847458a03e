// How governmental and role organizations, and the departments of a facility, look in answers.
import type { Store } from '../store.ts'
import type { FacilityOrganizationRow, OrganizationRow } from '../tables.ts'
import { nestedUserOf } from './user.ts'

export function renderOrganization(store: Store, organization: OrganizationRow): Record<string, unknown> {
  const parent = store.get('organizations', organization.parent ?? '')
  return {
    id: organization.id,
    active: true,
    org_type: organization.org_type,
    name: organization.name,
    description: null,
    metadata: {},
    level_cache: parent === undefined ? 0 : 1,
    system_generated: false,
    has_children: store.all('organizations').some((each) => each.parent === organization.id),
    parent: parent === undefined ? {} : renderOrganization(store, parent),
  }
}

export function organizationOf(store: Store, id: string | null) {
  const organization = store.get('organizations', id ?? '')
  return organization === undefined ? {} : renderOrganization(store, organization)
}

export function renderDepartment(store: Store, department: FacilityOrganizationRow): Record<string, unknown> {
  const parent = store.get('facilityOrganizations', department.parent ?? '')
  return {
    id: department.id,
    active: true,
    name: department.name,
    description: department.description,
    metadata: {},
    org_type: 'dept',
    parent: parent === undefined ? {} : renderDepartment(store, parent),
    created_by: nestedUserOf(store, department.created_by),
    updated_by: nestedUserOf(store, department.created_by),
    system_generated: false,
    level_cache: parent === undefined ? 0 : 1,
    has_children: store.all('facilityOrganizations').some((each) => each.parent === department.id),
  }
}
