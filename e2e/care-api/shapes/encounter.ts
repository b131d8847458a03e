// How an encounter looks when it is created, updated or retrieved.
import type { Store } from '../store.ts'
import type { EncounterRow } from '../tables.ts'
import { renderEncounterItem } from './encounter-item.ts'
import { placesOf } from './location.ts'
import { renderDepartment } from './organization.ts'
import { renderPatient } from './patient.ts'
import { appointmentOf } from './scheduling.ts'
import { nestedUserOf, userOf } from './user.ts'

export function renderEncounter(store: Store, encounter: EncounterRow, permissions: string[] = []) {
  const patient = store.get('patients', encounter.patient)
  return {
    permissions,
    ...renderEncounterItem(store, encounter),
    patient: patient === undefined ? {} : renderPatient(store, patient),
    appointment: appointmentOf(store, encounter.id),
    created_by: nestedUserOf(store, encounter.created_by),
    updated_by: nestedUserOf(store, encounter.updated_by),
    organizations: departmentsOf(store, encounter),
    ...placesOf(store, encounter),
    care_team: encounter.care_team.map(({ user_id, role }) => ({ member: userOf(store, user_id), role })),
  }
}

export function departmentsOf(store: Store, encounter: EncounterRow) {
  return encounter.organizations.flatMap((id) => {
    const department = store.get('facilityOrganizations', id)
    return department === undefined ? [] : [renderDepartment(store, department)]
  })
}
