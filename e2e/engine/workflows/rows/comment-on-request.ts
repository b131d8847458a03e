// Something is said of what was asked of another hospital.

import { post } from '../../../../shared/api-request.ts'
import { resourceRequest } from '../forms.ts'
import { aResourceRequest } from '../grounds.ts'
import { requestPage } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

const say = (request: string) => post(`/api/v1/resource/${request}/comment/`, { comment: 'Still none' })

export const commentOnRequest: Workflow = {
  name: 'comment on resource request',
  rules: '[CA65] [CA66]',
  ground: aResourceRequest,
  form: (_, { request = '' }) => say(request),
  reads: ({ request = '' }) => requestPage(request),
  next: (_, { patient = '' }) => resourceRequest(patient),
  nextWithoutIt: 'free',
  // The list of all hospitals does not tell who entered them. CARE gives a comment no id: while it waits it has one here.
  onlyTheServerKnows: ['assigned_facility.created_by', 'assigned_facility.updated_by', 'results.id'],
  meanwhile: [
    {
      what: 'the same said by another',
      by: (desk, { request = '' }) => desk.elsewhere(say(request)),
      outcome: 'beside',
    },
  ],
  refusal: {
    words: /No ResourceRequest matches/,
    bring: (desk, { request = '' }) => desk.change('resourceRequests', request, { deleted: true }),
    relieve: (desk, { request = '' }) => desk.change('resourceRequests', request, { deleted: false }),
  },
}
