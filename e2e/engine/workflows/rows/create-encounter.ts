// A visit begins.

import { get } from '../../../../shared/api-request.ts'
import { valueAt } from '../../../../shared/json.ts'
import { seeded } from '../../../care-api/seeded.ts'
import { vitals } from '../../forms.ts'
import { admission } from '../forms.ts'
import { aPatient } from '../grounds.ts'
import { encounterHistory, encounterUpdates, openEncounters } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

const wardOfToday = () =>
  get('/api/v1/encounter/', {
    facility: seeded.facilityId,
    created_date_after: '2026-11-21T18:30:00.000Z',
    created_date_before: '2026-11-22T18:30:00.000Z',
    limit: '15',
    offset: '0',
  })

export const createEncounter: Workflow = {
  name: 'create encounter',
  rules: '[CA8] [CA10]',
  ground: aPatient,
  form: (_, { patient = '' }) => admission(patient),
  made: (answer) => String(valueAt(answer, '/id')),
  reads: ({ patient = '', made = '' }) => [
    ...encounterUpdates(patient, made),
    openEncounters(patient),
    encounterHistory(patient),
    wardOfToday(),
  ],
  next: (_, { patient = '', made = '' }) => vitals(patient, made),
  meanwhile: [
    {
      what: 'another visit of the patient begun by another',
      by: (desk, { patient = '' }) => desk.elsewhere(admission(patient, { encounter_class: 'emer' })),
      outcome: 'beside',
    },
  ],
  refusal: {
    words: /maximum number of active encounters/,
    async bring(desk, { patient = '' }) {
      for (let visit = 0; visit < 5; visit += 1) await desk.elsewhere(admission(patient))
    },
    async relieve(desk, { patient = '' }) {
      const visits = desk.ward.api.store.all('encounters').filter((row) => row.patient === patient)
      for (const { id } of visits) await desk.change('encounters', id, { status: 'cancelled' })
    },
  },
}
