// A user is no longer responsible for a patient.

import { seeded } from '../../../care-api/seeded.ts'
import { notAllowed } from '../causes.ts'
import { assign, remove, resourceRequest } from '../forms.ts'
import { anAssignedUser, aPatient } from '../grounds.ts'
import { usersOf } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

const { doctor, staff } = seeded.users

export const removeUser: Workflow = {
  name: 'remove user from patient',
  rules: '[CA20] [CA21]',
  ground: anAssignedUser,
  form: (_, { patient = '' }) => remove(patient, doctor),
  reads: ({ patient = '' }) => [usersOf(patient)],
  // An assignment that waits goes with its removal.
  takesBackTo: aPatient,
  next: (_, { patient = '' }) => resourceRequest(patient),
  nextWithoutIt: 'free',
  meanwhile: [
    {
      what: 'another user assigned by another',
      by: (desk, { patient = '' }) => desk.elsewhere(assign(patient, staff)),
      outcome: 'beside',
    },
    {
      what: 'the same user removed by another',
      by: (desk, { patient = '' }) => desk.elsewhere(remove(patient, doctor)),
      outcome: 'done',
    },
  ],
  refusal: notAllowed(/Cannot Create Patient/),
}
