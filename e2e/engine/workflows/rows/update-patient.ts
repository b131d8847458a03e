// A patient's details are corrected.

import { noSuchPlace } from '../causes.ts'
import { patientChange, phone } from '../forms.ts'
import { aPatient } from '../grounds.ts'
import { patientHome, patientPage } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

export const updatePatient: Workflow = {
  name: 'update patient',
  rules: '[CF4] [CF5]',
  ground: aPatient,
  form: async (desk, { patient = '' }) =>
    patientChange(await desk.get(patientPage(patient)), { address: 'Changed', permanent_address: 'Changed' }),
  reads: ({ patient = '' }) => [patientPage(patient), ...patientHome(patient, phone)],
  next: async (desk, { patient = '' }) =>
    patientChange(await desk.get(patientPage(patient)), { blood_group: 'B_positive' }),
  nextWithoutIt: 'carries it',
  meanwhile: [
    {
      what: 'another field changed by another',
      by: (desk, { patient = '' }) => desk.change('patients', patient, { blood_group: 'O_negative' }),
      outcome: 'merged',
    },
    {
      what: 'the same field changed by another',
      by: (desk, { patient = '' }) => desk.change('patients', patient, { address: 'Elsewhere' }),
      outcome: 'held',
    },
  ],
  refusal: noSuchPlace,
}
