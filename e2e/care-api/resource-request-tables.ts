// The rows of resource requests and of what is said about them.
import type { Recorded } from './tables.ts'

export interface ResourceRequestRow extends Recorded {
  title: string
  reason: string
  emergency: boolean
  referring_facility_contact_name: string
  referring_facility_contact_number: string
  status: string
  category: string
  priority: number
  origin_facility: string
  approving_facility: string | null
  assigned_facility: string | null
  related_patient: string | null
  assigned_to: string | null
}

export interface ResourceCommentRow extends Recorded {
  request: string
  comment: string
}

export interface ResourceRequestTables {
  resourceRequests: ResourceRequestRow
  resourceComments: ResourceCommentRow
}
