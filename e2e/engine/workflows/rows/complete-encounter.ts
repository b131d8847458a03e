// A visit ends: the whole record is sent back, by itself (2025) or as the one part of a batch (2026).

import type { JsonObject } from '../../../../shared/json.ts'
import { batch } from '../../structured-forms.ts'
import { notAllowed } from '../causes.ts'
import type { Desk } from '../desk.ts'
import { completed, encounterChange, resourceRequest } from '../forms.ts'
import { aVisit } from '../grounds.ts'
import { encounterHistory, encounterPage, encounterUpdates, openEncounters } from '../screens.ts'
import type { Ids, Workflow } from '../workflow.ts'

async function closing(desk: Desk, { encounter = '' }: Ids) {
  const shown = await desk.get(encounterPage(encounter))
  return encounterChange(shown, completed(shown))
}

export const completeEncounter: Workflow = {
  name: 'mark encounter complete',
  rules: '[CA6] [CA16] [CA7]',
  ground: aVisit,
  form: closing,
  reads: ({ patient = '', encounter = '' }) => [
    ...encounterUpdates(patient, encounter),
    openEncounters(patient),
    encounterHistory(patient),
  ],
  // A closed visit takes no more; what follows is about the patient.
  next: (_, { patient = '' }) => resourceRequest(patient),
  nextWithoutIt: 'free',
  meanwhile: [
    {
      what: 'another field changed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { external_identifier: 'OP-9' }),
      outcome: 'merged',
    },
    {
      what: 'put on hold by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { status: 'on_hold' }),
      outcome: 'held',
    },
    {
      what: 'discontinued by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { status: 'discontinued' }),
      outcome: 'refused',
    },
    {
      what: 'completed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { status: 'completed' }),
      outcome: 'done',
    },
  ],
  refusal: notAllowed(),
}

export const completeEncounterInBatch: Workflow = {
  ...completeEncounter,
  name: 'mark encounter complete (batch of 2026)',
  rules: '[CA45] [CA47] [CA48]',
  async form(desk, ids) {
    const { path, body } = await closing(desk, ids)
    return batch({ url: path, method: 'PUT', reference_id: 'encounter-closed', body: body as JsonObject })
  },
}
