// A user becomes responsible for a patient.

import { seeded } from '../../../care-api/seeded.ts'
import { noSuchUser } from '../causes.ts'
import { assign, resourceRequest } from '../forms.ts'
import { aPatient } from '../grounds.ts'
import { usersOf } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

const { staff, facilityAdmin } = seeded.users

export const assignUser: Workflow = {
  name: 'assign user to patient',
  rules: '[CA20] [CA21] [CA22]',
  ground: aPatient,
  form: (_, { patient = '' }) => assign(patient, staff),
  reads: ({ patient = '' }) => [usersOf(patient)],
  // Assigned and removed again is nothing to send; what follows is about the patient.
  next: (_, { patient = '' }) => resourceRequest(patient),
  nextWithoutIt: 'free',
  meanwhile: [
    {
      what: 'another user assigned by another',
      by: (desk, { patient = '' }) => desk.elsewhere(assign(patient, facilityAdmin)),
      outcome: 'beside',
    },
    {
      what: 'the same user assigned by another',
      by: (desk, { patient = '' }) => desk.elsewhere(assign(patient, staff)),
      outcome: 'done',
    },
  ],
  refusal: noSuchUser(staff),
}
