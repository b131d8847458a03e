// A questionnaire that changes the visit it is about.

import { asObject } from '../../../../shared/care/json-record.ts'
import type { JsonObject } from '../../../../shared/json.ts'
import { batch } from '../../structured-forms.ts'
import { notAllowed } from '../causes.ts'
import type { Desk } from '../desk.ts'
import { encounterChange } from '../forms.ts'
import { aVisit } from '../grounds.ts'
import { encounterHistory, encounterPage, encounterUpdates, openEncounters } from '../screens.ts'
import type { Ids, Workflow } from '../workflow.ts'

async function changing(desk: Desk, { encounter = '' }: Ids, change: JsonObject) {
  const { path, body } = encounterChange(await desk.get(encounterPage(encounter)), change)
  return batch({
    url: path,
    method: 'PUT',
    reference_id: 'encounter',
    body: { ...asObject(body), organizations: [] },
  })
}

export const structuredEncounter: Workflow = {
  name: 'questionnaire: encounter',
  rules: '[CA45] [CA47]',
  ground: aVisit,
  form: (desk, ids) => changing(desk, ids, { priority: 'urgent' }),
  reads: ({ patient = '', encounter = '' }) => [
    ...encounterUpdates(patient, encounter),
    openEncounters(patient),
    encounterHistory(patient),
  ],
  next: (desk, ids) => changing(desk, ids, { external_identifier: 'OP-7' }),
  nextWithoutIt: 'carries it',
  meanwhile: [
    {
      what: 'another field changed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { external_identifier: 'OP-9' }),
      outcome: 'merged',
    },
    {
      what: 'the same field changed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { priority: 'stat' }),
      outcome: 'held',
    },
    {
      what: 'the visit closed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { status: 'completed' }),
      outcome: 'refused',
    },
  ],
  refusal: notAllowed(),
}
