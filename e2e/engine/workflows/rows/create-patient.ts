// A patient is registered at the desk.

import { post } from '../../../../shared/api-request.ts'
import { valueAt } from '../../../../shared/json.ts'
import { noSuchPlace } from '../causes.ts'
import { admission, phone, registration } from '../forms.ts'
import { patientHome, patientPage } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const createPatient: Workflow = {
  name: 'create patient',
  rules: '[CA3] [CA9] [CA14]',
  ground: async () => ({}),
  form: () => registration('Asha Kumari'),
  made: (answer) => String(valueAt(answer, '/id')),
  reads: ({ made = '' }) => [
    patientPage(made),
    ...patientHome(made, phone),
    post('/api/v1/patient/search/', { phone_number: phone }),
  ],
  next: (_, { made = '' }) => admission(made),
  meanwhile: [
    {
      what: 'the same person registered by another',
      by: (desk) => desk.elsewhere(registration('Asha Kumari')),
      outcome: 'asked',
    },
    {
      what: 'another person of the family registered by another',
      by: (desk) => desk.elsewhere(registration('Ravi Menon')),
      outcome: 'beside',
    },
  ],
  refusal: noSuchPlace,
}
