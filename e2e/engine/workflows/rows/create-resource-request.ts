// Another hospital is asked for something.

import { valueAt } from '../../../../shared/json.ts'
import { noSuchFacility } from '../causes.ts'
import { resourceChange, resourceRequest } from '../forms.ts'
import { aPatient } from '../grounds.ts'
import { requestBoard, requestPage, requestsOf } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const createResourceRequest: Workflow = {
  name: 'create resource request',
  rules: '[CA24] [CA25]',
  ground: aPatient,
  form: (_, { patient = '' }) => resourceRequest(patient),
  made: (answer) => String(valueAt(answer, '/id')),
  reads: ({ patient = '', made = '' }) => [
    ...requestPage(made),
    requestsOf(patient),
    requestBoard('pending'),
    requestBoard('approved'),
  ],
  next: (_, { patient = '', made = '' }) => resourceChange(made, patient, { status: 'approved' }),
  // The list of all hospitals does not tell who entered them.
  onlyTheServerKnows: ['assigned_facility.created_by', 'assigned_facility.updated_by'],
  meanwhile: [
    {
      what: 'the same asked for by another',
      by: (desk, { patient = '' }) => desk.elsewhere(resourceRequest(patient)),
      outcome: 'beside',
    },
  ],
  refusal: noSuchFacility,
}
