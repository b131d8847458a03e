// A booking is given back.

import { cancel } from '../../appointment-forms.ts'
import { notAllowed } from '../causes.ts'
import { resourceRequest } from '../forms.ts'
import { anAppointment, aPatient } from '../grounds.ts'
import { appointmentDesk, appointmentPage, comingAppointments } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const cancelAppointment: Workflow = {
  name: 'cancel appointment',
  rules: '[CA39] [CA30] [CA32] [CA33]',
  ground: anAppointment,
  form: (_, { appointment = '' }) => cancel(appointment),
  reads: ({ patient = '', appointment = '' }, { day }) => [
    appointmentPage(appointment),
    comingAppointments(patient),
    ...appointmentDesk(day),
  ],
  takesBackTo: aPatient,
  // A cancelled booking takes no more; what follows is about the patient.
  next: (_, { patient = '' }) => resourceRequest(patient),
  nextWithoutIt: 'free',
  meanwhile: [
    {
      what: 'checked in by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { status: 'checked_in' }),
      outcome: 'held',
    },
    {
      what: 'cancelled by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { status: 'cancelled' }),
      outcome: 'done',
    },
  ],
  refusal: notAllowed(),
}
