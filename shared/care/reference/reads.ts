// What CARE's screens need about the user, the facility and its organizations. Nothing here is written offline.

import { hours, isTheRecord, type ReadPolicy } from '../../policy/read-policy.ts'
import { reference } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { asObject, findRecord, objectsIn, textOf } from '../json-record.ts'
import { containsText, type Filters } from '../page.ts'
import { searchedAmong } from '../rows-among.ts'

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
    // No visit guarantees these, and nothing can stand in for them: what a shift needs of each facility.
    warms(answer) {
      const facilities = objectsIn(asObject(answer).facilities).map((facility) => textOf(facility.id))
      return [
        asked.geoRoots(),
        asked.questionnaires('encounter'),
        asked.questionnaires('patient'),
        asked.users(),
        asked.roles(),
        asked.allFacilities(),
        // Not the slots of anybody: CARE makes them when they are asked for, and twice when two tablets ask at once.
        ...facilities.flatMap((id) => [
          asked.facility(id),
          asked.departments(id),
          asked.allDepartments(id),
          asked.practitioners(id),
        ]),
      ]
    },
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
    fromStored: searchedAmong('facility.all', { filters: byName }),
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
    key: 'plugConfig',
    method: 'GET',
    path: route('plug_config/'),
    resource: 'plugConfig',
    ...reference,
    fromQueryKey: ([name]) => (name === 'enabled-plugins' ? asked.plugConfig() : undefined),
  },
]
