// What CARE's screens need about the user, the facility and its organizations. Nothing here is written offline.

import { hours, isTheRecord, type ReadPolicy } from '../../policy/read-policy.ts'
import { reference } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { findRecord } from '../json-record.ts'
import { containsText, type Filters } from '../page.ts'
import { searchedAmong } from '../rows-among.ts'
import { levelsBelow, needsOfShift } from './warmed.ts'

const byName: Filters = { name: (place, value) => containsText(place.name, value) }

const ofTree: Filters = {
  ...byName,
  org_type: (organization, value) => organization.org_type === value,
  active: (organization, value) => String(organization.active) === value,
}

export const referenceReads: ReadPolicy[] = [
  {
    key: 'currentUser',
    method: 'GET',
    path: route('users/getcurrentuser/'),
    resource: 'user',
    ...reference,
    staleAfterMs: hours(1),
    // No visit guarantees these, and nothing can stand in for them.
    warms: needsOfShift,
    // The second part is the access token, which changes: the answer does not depend on it.
    fromQueryKey: ([name, token]) =>
      name === 'currentUser' && typeof token === 'string' ? asked.currentUser() : undefined,
  },
  {
    key: 'facility.detail',
    method: 'GET',
    path: route('facility/{id}/'),
    resource: 'facility',
    ...reference,
    fromQueryKey: ([name, id, ...more]) =>
      name === 'facility' && typeof id === 'string' && more.length === 0 ? asked.facility(id) : undefined,
  },
  {
    key: 'facility.all',
    method: 'GET',
    path: route('getallfacilities/'),
    resource: 'facility',
    ...reference,
    fromStored: searchedAmong('facility.all', { filters: byName }, { saysNone: false }),
  },
  {
    key: 'facilityOrganization.mine',
    method: 'GET',
    path: route('facility/{facilityId}/organizations/mine/'),
    resource: 'facilityOrganization',
    ...reference,
    fromStored: searchedAmong('facilityOrganization.mine', { filters: ofTree, exact: ['parent'] }),
  },
  {
    key: 'facilityOrganization.list',
    method: 'GET',
    path: route('facility/{facilityId}/organizations/'),
    resource: 'facilityOrganization',
    ...reference,
    fromStored: searchedAmong('facilityOrganization.list', { filters: ofTree, exact: ['parent'] }),
  },
  {
    key: 'organization.list',
    method: 'GET',
    path: route('organization/'),
    resource: 'organization',
    ...reference,
    warms: levelsBelow,
    fromStored: searchedAmong('organization.list', { filters: ofTree, exact: ['parent'] }),
  },
  {
    key: 'organization.mine',
    method: 'GET',
    path: route('organization/mine/'),
    resource: 'organization',
    ...reference,
    fromStored: searchedAmong('organization.mine', { filters: ofTree, exact: ['parent'] }),
  },
  {
    key: 'organization.detail',
    method: 'GET',
    path: route('organization/{id}/'),
    resource: 'organization',
    ...reference,
    // A row of a list is the whole record.
    fromStored: {
      read: 'organization.list',
      answer: ({ params }, stored) => findRecord(stored, params.id),
      isWhole: isTheRecord,
    },
  },
  {
    key: 'tagConfig.list',
    method: 'GET',
    path: route('tag_config/'),
    resource: 'tagConfig',
    ...reference,
    fromStored: searchedAmong('tagConfig.list', {
      filters: {
        resource: (tag, value) => tag.resource === value,
        status: (tag, value) => tag.status === value,
        category: (tag, value) => tag.category === value,
        display: (tag, value) => containsText(tag.display, value),
      },
      exact: ['facility', 'parent'],
    }),
  },
  {
    key: 'plugConfig',
    method: 'GET',
    path: route('plug_config/'),
    resource: 'plugConfig',
    ...reference,
    fromQueryKey: ([name]) => (name === 'enabled-plugins' ? asked.plugConfig() : undefined),
  },
]
