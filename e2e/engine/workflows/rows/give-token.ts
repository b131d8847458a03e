// Whoever has an appointment is given a token.

import { get, post } from '../../../../shared/api-request.ts'
import { seeded } from '../../../care-api/seeded.ts'
import { tokenCategory } from '../desk.ts'
import { resourceRequest } from '../forms.ts'
import { anAppointment } from '../grounds.ts'
import { appointmentPage, comingAppointments } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

const facility = `/api/v1/facility/${seeded.facilityId}/`
const give = (appointment: string) =>
  post(`${facility}appointments/${appointment}/generate_token/`, { category: tokenCategory, note: '' })

const notOfAppointments = [
  ...['created_date', 'modified_date', 'deceased_datetime', 'permanent_address'],
  ...['facility_tags', 'instance_tags'],
]

export const giveToken: Workflow = {
  name: 'give token',
  rules: '[CA63] [CA66]',
  ground: anAppointment,
  form: (_, { appointment = '' }) => give(appointment),
  reads: ({ patient = '', appointment = '' }, { day }) => [
    get(`${facility}token/category/`, { resource_type: 'practitioner' }),
    appointmentPage(appointment),
    comingAppointments(patient),
    get(`/api/v1/patient/${patient}/get_tokens/`, { facility: seeded.facilityId, date: day }),
  ],
  next: (_, { patient = '' }) => resourceRequest(patient),
  nextWithoutIt: 'free',
  onlyTheServerKnows: [
    // CARE counts them, and finds the queue.
    ...['', 'token', 'results'].flatMap((at) => [`${at}.number`, `${at}.queue`]),
    // An appointment tells less of its patient than a token.
    ...notOfAppointments.map((name) => `patient.${name}`),
  ],
  meanwhile: [
    {
      what: 'given by another',
      by: (desk, { appointment = '' }) => desk.elsewhere(give(appointment)),
      outcome: 'done',
    },
  ],
  refusal: {
    words: /Category not found/,
    bring: (desk) => desk.change('tokenCategories', tokenCategory, { deleted: true }),
    relieve: (desk) => desk.change('tokenCategories', tokenCategory, { deleted: false }),
  },
}
