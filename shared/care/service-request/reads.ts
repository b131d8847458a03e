// Reads of what was asked for in an encounter (laboratory, imaging), and of what can be.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record, reference, ward } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { emptyPage, knowsAll } from '../page.ts'
import { serviceRequestFilters } from './record.ts'

export const serviceRequestReads: ReadPolicy[] = [
  {
    key: 'serviceRequest.list',
    method: 'GET',
    path: route('facility/{facilityId}/service_request/'),
    resource: 'serviceRequest',
    ...ward,
    completeUnder({ request }) {
      const owner = queryValue(request, 'encounter')
      return owner && knowsAll(request, serviceRequestFilters) ? { owner, empty: emptyPage() } : undefined
    },
    // The ward app's.
    fromQueryKey: ([name, facility, encounter, ...more]) =>
      name === 'service-requests' &&
      typeof facility === 'string' &&
      typeof encounter === 'string' &&
      more.length === 0
        ? asked.serviceRequests(facility, { encounter, offset: '0', limit: '20' })
        : undefined,
  },
  {
    key: 'serviceRequest.detail',
    method: 'GET',
    path: route('facility/{facilityId}/service_request/{id}/'),
    resource: 'serviceRequest',
    ...record,
  },
  {
    key: 'activityDefinition.list',
    method: 'GET',
    path: route('facility/{facilityId}/activity_definition/'),
    resource: 'activityDefinition',
    ...reference,
  },
]
