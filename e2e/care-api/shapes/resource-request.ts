// How a resource request looks, in lists and whole, and what is said about it.
import type { ResourceCommentRow, ResourceRequestRow } from '../resource-request-tables.ts'
import type { Store } from '../store.ts'
import { renderFacilityItem } from './facility.ts'
import { renderPatientItem } from './patient.ts'
import { nestedUserOf, userOf } from './user.ts'

function facilityOf(store: Store, id: string | null) {
  const facility = store.get('facilities', id ?? '')
  return facility === undefined ? null : renderFacilityItem(store, facility)
}

export function renderRequestItem(store: Store, request: ResourceRequestRow) {
  return {
    id: request.id,
    emergency: request.emergency,
    title: request.title,
    reason: request.reason,
    referring_facility_contact_name: request.referring_facility_contact_name,
    referring_facility_contact_number: request.referring_facility_contact_number,
    status: request.status,
    category: request.category,
    priority: request.priority,
    origin_facility: facilityOf(store, request.origin_facility),
    assigned_facility: facilityOf(store, request.assigned_facility),
    created_date: request.created_date,
    modified_date: request.modified_date,
  }
}

export function renderRequest(store: Store, request: ResourceRequestRow) {
  const patient = store.get('patients', request.related_patient ?? '')
  return {
    ...renderRequestItem(store, request),
    approving_facility: facilityOf(store, request.approving_facility),
    related_patient: patient === undefined ? null : renderPatientItem(store, patient),
    assigned_to: request.assigned_to === null ? null : userOf(store, request.assigned_to),
    created_by: nestedUserOf(store, request.created_by),
    updated_by: nestedUserOf(store, request.updated_by),
  }
}

/** Without an id. */
export const renderComment = (store: Store, comment: ResourceCommentRow) => ({
  comment: comment.comment,
  created_by: nestedUserOf(store, comment.created_by),
  created_date: comment.created_date,
})
