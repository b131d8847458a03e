// A questionnaire that reports a death.

import type { JsonObject } from '../../../../shared/json.ts'
import { batch } from '../../structured-forms.ts'
import { noSuchPlace } from '../causes.ts'
import type { Desk } from '../desk.ts'
import { patientChange, phone } from '../forms.ts'
import { aPatient } from '../grounds.ts'
import { patientHome, patientPage } from '../screens.ts'
import type { Ids, Workflow } from '../workflow.ts'

const changing = async (desk: Desk, { patient = '' }: Ids, change: JsonObject) =>
  patientChange(await desk.get(patientPage(patient)), change)

export const timeOfDeath: Workflow = {
  name: 'questionnaire: time of death',
  rules: '[CA7] [CA45]',
  ground: aPatient,
  async form(desk, ids) {
    const { path, body = null } = await changing(desk, ids, { deceased_datetime: '2026-11-21T10:00:00Z' })
    return batch({ url: path, method: 'PUT', reference_id: 'time_of_death', body })
  },
  reads: ({ patient = '' }) => [patientPage(patient), ...patientHome(patient, phone)],
  next: (desk, ids) => changing(desk, ids, { address: 'Changed' }),
  nextWithoutIt: 'carries it',
  meanwhile: [
    {
      what: 'another field changed by another',
      by: (desk, { patient = '' }) => desk.change('patients', patient, { blood_group: 'O_negative' }),
      outcome: 'merged',
    },
    {
      what: 'another time reported by another',
      by: (desk, { patient = '' }) =>
        desk.change('patients', patient, { deceased_datetime: '2026-11-21T12:00:00Z' }),
      outcome: 'held',
    },
  ],
  refusal: noSuchPlace,
}
