import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'
import type { Facility } from './facility.ts'
import type { UserMinimal } from './user.ts'

export const REQUEST_STATUSES = [
  'pending',
  'approved',
  'rejected',
  'cancelled',
  'transportation_to_be_arranged',
  'transfer_in_progress',
  'completed',
] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

export const REQUEST_CATEGORIES = [
  'patient_care',
  'comfort_devices',
  'medicines',
  'financial',
  'supplies',
  'other',
] as const

interface RequestBase {
  title: string
  reason: string
  emergency: boolean
  referring_facility_contact_name: string
  referring_facility_contact_number: string
  status: RequestStatus
  category: (typeof REQUEST_CATEGORIES)[number]
  priority: number
}

/** The shape in lists; a single request has more. */
export interface ResourceRequestItem extends RequestBase {
  id: string
  origin_facility: Facility
  assigned_facility: Facility | null
  created_date: string
}

export interface ResourceRequest extends ResourceRequestItem {
  approving_facility: Facility | null
  assigned_to: { id: string } | null
  related_patient: { id: string } | null
}

export interface ResourceRequestBody extends RequestBase {
  origin_facility: string
  approving_facility: string | null
  assigned_facility: string | null
  assigned_to: string | null
  related_patient: string | null
}

interface RequestComment {
  /** While it waits on this tablet; CARE gives none. */
  id?: string
  comment: string
  created_by: UserMinimal
  created_date: string
}

export const resourceRequestApi = {
  list: { path: '/api/v1/resource/', method: 'GET', TRes: Type<Page<ResourceRequestItem>>() },
  get: { path: '/api/v1/resource/{id}/', method: 'GET', TRes: Type<ResourceRequest>() },
  create: {
    path: '/api/v1/resource/',
    method: 'POST',
    TBody: Type<ResourceRequestBody>(),
    TRes: Type<ResourceRequest>(),
  },
  comments: { path: '/api/v1/resource/{id}/comment/', method: 'GET', TRes: Type<Page<RequestComment>>() },
  comment: {
    path: '/api/v1/resource/{id}/comment/',
    method: 'POST',
    TBody: Type<{ comment: string }>(),
    TRes: Type<RequestComment>(),
  },
  update: {
    path: '/api/v1/resource/{id}/',
    method: 'PUT',
    TBody: Type<ResourceRequestBody>(),
    TRes: Type<ResourceRequest>(),
  },
} satisfies Record<string, ApiRoute>

export const resourceRequestsQuery = (patientId: string) => ({
  queryKey: ['resourceRequests', patientId],
  queryFn: query(resourceRequestApi.list, { queryParams: { related_patient: patientId } }),
  meta: { persist: true },
})

export const resourceRequestQuery = (requestId: string) => ({
  queryKey: ['resource_request', requestId],
  queryFn: query(resourceRequestApi.get, { pathParams: { id: requestId } }),
  meta: { persist: true },
})

export const requestCommentsQuery = (requestId: string) => ({
  queryKey: ['resourceComments', requestId, {}],
  queryFn: query(resourceRequestApi.comments, {
    pathParams: { id: requestId },
    queryParams: { limit: 14, offset: 0 },
  }),
  meta: { persist: true },
})
