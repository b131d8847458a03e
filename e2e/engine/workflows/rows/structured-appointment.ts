// A questionnaire that books the next visit.

import { valueAt } from '../../../../shared/json.ts'
import { book } from '../../appointment-forms.ts'
import { batch } from '../../structured-forms.ts'
import type { Workflow } from '../workflow.ts'
import { createAppointment } from './create-appointment.ts'

export const structuredAppointment: Workflow = {
  ...createAppointment,
  name: 'questionnaire: appointment',
  rules: '[CA38] [CA45] [CA31]',
  form(desk, { patient = '' }) {
    const { path, body = null } = book(patient, desk.slots[0] ?? '')
    return batch({ url: path, method: 'POST', reference_id: 'appointment', body })
  },
  made: (answer) => String(valueAt(answer, '/results/0/data/id')),
}
