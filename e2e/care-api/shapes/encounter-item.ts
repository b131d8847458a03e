// How an encounter looks in lists, and in a bed that it occupies.
import type { Store } from '../store.ts'
import type { EncounterRow } from '../tables.ts'
import { renderPatientItem } from './patient.ts'
import { tagsOf } from './tag.ts'

export function renderEncounterItem(store: Store, encounter: EncounterRow) {
  const patient = store.get('patients', encounter.patient)
  const facility = store.get('facilities', encounter.facility)
  return {
    id: encounter.id,
    status: encounter.status,
    encounter_class: encounter.encounter_class,
    period: encounter.period,
    hospitalization: encounter.hospitalization,
    priority: encounter.priority,
    external_identifier: encounter.external_identifier,
    discharge_summary_advice: encounter.discharge_summary_advice,
    patient: patient === undefined ? {} : renderPatientItem(store, patient),
    facility: { id: encounter.facility, name: facility?.name ?? '' },
    status_history: { history: encounter.status_history },
    encounter_class_history: { history: encounter.encounter_class_history },
    created_date: encounter.created_date,
    modified_date: encounter.modified_date,
    tags: tagsOf(store, encounter.tags),
  }
}
