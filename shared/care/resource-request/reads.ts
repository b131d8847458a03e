// Reads of resource requests. A list may live under a patient; a comment list lives under its request.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record, ward } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { emptyPage, knowsAll } from '../page.ts'
import { requestFilters } from './project.ts'

export const resourceRequestReads: ReadPolicy[] = [
  {
    key: 'resourceRequest.list',
    method: 'GET',
    path: route('resource/'),
    resource: 'resourceRequest',
    ...ward,
    completeUnder({ request }) {
      const owner = queryValue(request, 'related_patient')
      return owner && knowsAll(request, requestFilters) ? { owner, empty: emptyPage() } : undefined
    },
    fromQueryKey([name, id, filters, ...more]) {
      if (typeof id !== 'string' || more.length > 0) return undefined
      if (name === 'resourceRequests' && filters === undefined)
        return asked.resourceRequests({ related_patient: id })
      // The board of a facility as it opens; how its key tells other filters was not seen.
      return name === 'resources' && isEmpty(filters)
        ? asked.resourceRequests({ status: 'pending', limit: '15', offset: '0', origin_facility: id })
        : undefined
    },
  },
  {
    key: 'resourceRequest.detail',
    method: 'GET',
    path: route('resource/{id}/'),
    resource: 'resourceRequest',
    ...record,
    fromQueryKey: ([name, id, ...more]) =>
      name === 'resource_request' && typeof id === 'string' && more.length === 0
        ? asked.resourceRequest(id)
        : undefined,
  },
  {
    key: 'resourceRequest.comments',
    method: 'GET',
    path: route('resource/{id}/comment/'),
    resource: 'resourceRequest',
    ...ward,
    completeUnder: ({ request, params }) =>
      params.id && knowsAll(request, {}) ? { owner: params.id, empty: emptyPage() } : undefined,
    fromQueryKey: ([name, id, filters]) =>
      name === 'resourceComments' && typeof id === 'string' && isEmpty(filters)
        ? asked.resourceComments(id)
        : undefined,
  },
]

const isEmpty = (filters: unknown): boolean =>
  typeof filters === 'object' && filters !== null && Object.keys(filters).length === 0
