// A booking is moved to another slot: a new one, and the old one ends.

import { valueAt } from '../../../../shared/json.ts'
import { move, setStatus } from '../../appointment-forms.ts'
import { slotIsFull } from '../causes.ts'
import { anAppointment } from '../grounds.ts'
import { appointmentDesk, appointmentPage, comingAppointments } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const rescheduleAppointment: Workflow = {
  name: 'reschedule appointment',
  rules: '[CA30] [CA34]',
  ground: anAppointment,
  form: (desk, { appointment = '' }) => move(appointment, desk.slots[3] ?? ''),
  made: (answer) => String(valueAt(answer, '/id')),
  reads: ({ patient = '', appointment = '', made = '' }, { day }) => [
    appointmentPage(made),
    appointmentPage(appointment),
    comingAppointments(patient),
    ...appointmentDesk(day),
  ],
  next: (_, { made = '' }) => setStatus(made, 'checked_in', 'moved'),
  meanwhile: [
    {
      what: 'checked in by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { status: 'checked_in' }),
      outcome: 'held',
    },
    {
      what: 'cancelled by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { status: 'cancelled' }),
      outcome: 'refused',
    },
  ],
  refusal: slotIsFull(3),
}
