// What was asked of another hospital is changed.

import { seeded } from '../../../care-api/seeded.ts'
import { resourceChange } from '../forms.ts'
import { aResourceRequest } from '../grounds.ts'
import { requestBoard, requestPage, requestsOf } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const updateResourceRequest: Workflow = {
  name: 'update resource request',
  rules: '[CA25] [CA26]',
  ground: aResourceRequest,
  form: (_, { request = '', patient = '' }) =>
    resourceChange(request, patient, {
      status: 'approved',
      assigned_facility: seeded.facilityId,
      assigned_to: seeded.users.staff,
    }),
  reads: ({ patient = '', request = '' }) => [
    ...requestPage(request),
    requestsOf(patient),
    requestBoard('pending'),
    requestBoard('approved'),
  ],
  next: (_, { request = '', patient = '' }) =>
    resourceChange(request, patient, { status: 'transfer_in_progress' }),
  // The list of all hospitals does not tell who entered them.
  onlyTheServerKnows: ['assigned_facility.created_by', 'assigned_facility.updated_by'],
  meanwhile: [
    {
      what: 'another field changed by another',
      by: (desk, { request = '' }) => desk.change('resourceRequests', request, { reason: 'None is left' }),
      outcome: 'merged',
    },
    {
      what: 'the status changed by another',
      by: (desk, { request = '' }) => desk.change('resourceRequests', request, { status: 'rejected' }),
      outcome: 'held',
    },
  ],
  refusal: {
    words: /Assigned user is not a member of the assigned facility/,
    bring: (desk) => desk.change('users', seeded.users.staff, { facilities: [] }),
    relieve: (desk) => desk.change('users', seeded.users.staff, { facilities: [seeded.facilityId] }),
  },
}
