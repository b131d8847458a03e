// How a booked visit goes: the patient came, did not come, is with the doctor, has been seen.

import { setStatus } from '../../appointment-forms.ts'
import { notAllowed } from '../causes.ts'
import { anAppointment } from '../grounds.ts'
import { appointmentDesk, appointmentPage, comingAppointments } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

const toStatus = (status: string, words: string, next: string): Workflow => ({
  name: `update appointment status (${words})`,
  rules: '[CA33] [CA37]',
  ground: anAppointment,
  form: (_, { appointment = '' }) => setStatus(appointment, status),
  reads: ({ patient = '', appointment = '' }, { day }) => [
    appointmentPage(appointment),
    comingAppointments(patient),
    ...appointmentDesk(day),
  ],
  next: (_, { appointment = '' }) => setStatus(appointment, next),
  meanwhile: [
    {
      what: 'another field changed by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { note: 'wheelchair' }),
      outcome: 'merged',
    },
    {
      what: 'the status changed by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { status: 'arrived' }),
      outcome: 'held',
    },
    {
      what: 'the same said by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { status }),
      outcome: 'done',
    },
    {
      what: 'cancelled by another',
      by: (desk, { appointment = '' }) => desk.change('bookings', appointment, { status: 'cancelled' }),
      outcome: 'refused',
    },
  ],
  refusal: notAllowed(),
})

export const appointmentStatus: readonly Workflow[] = [
  toStatus('checked_in', 'checked in', 'in_consultation'),
  toStatus('noshow', 'no show', 'checked_in'),
  toStatus('in_consultation', 'in consultation', 'fulfilled'),
  toStatus('fulfilled', 'fulfilled', 'checked_in'),
]
