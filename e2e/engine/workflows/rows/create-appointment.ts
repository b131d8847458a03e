// A place with a doctor is booked.

import { valueAt } from '../../../../shared/json.ts'
import { seeded } from '../../../care-api/seeded.ts'
import { book, setStatus } from '../../appointment-forms.ts'
import { slotIsFull } from '../causes.ts'
import { aPatient } from '../grounds.ts'
import { appointmentDesk, appointmentPage, comingAppointments } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const createAppointment: Workflow = {
  name: 'create appointment',
  rules: '[CA31] [CA32] [CA30]',
  ground: aPatient,
  form: (desk, { patient = '' }) => book(patient, desk.slots[0] ?? ''),
  made: (answer) => String(valueAt(answer, '/id')),
  reads: ({ patient = '', made = '' }, { day }) => [
    appointmentPage(made),
    comingAppointments(patient),
    ...appointmentDesk(day),
  ],
  next: (_, { made = '' }) => setStatus(made, 'checked_in'),
  meanwhile: [
    {
      what: 'another patient booked into the same slot by another',
      by: (desk) => desk.elsewhere(book(seeded.patientId(1), desk.slots[0] ?? '')),
      outcome: 'beside',
    },
    {
      what: 'the same patient booked into the same slot by another',
      by: (desk, { patient = '' }) => desk.elsewhere(book(patient, desk.slots[0] ?? '')),
      outcome: 'refused',
    },
  ],
  refusal: slotIsFull(0),
}
