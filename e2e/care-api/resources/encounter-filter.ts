// The list of encounters: of a facility or a patient, never of everything.
import { contains, ordered } from '../paging.ts'
import { canWrite } from '../permissions.ts'
import { forbidden } from '../refusal.ts'
import { seekOptional } from '../seek.ts'
import type { Store } from '../store.ts'
import type { EncounterRow, UserRow } from '../tables.ts'
import { isClosed } from './encounter-spec.ts'

type Filter = (encounter: EncounterRow) => boolean

export function findEncounters(store: Store, query: URLSearchParams, user: UserRow): EncounterRow[] {
  const facility = seekOptional(store, 'facilities', query.get('facility'))
  const patient = seekOptional(store, 'patients', query.get('patient'))
  if (facility === undefined && patient === undefined) throw forbidden('Cannot access encounters')
  if (patient === undefined && !canWrite(user)) return []
  const filters: Filter[] = [
    (each) => facility === undefined || each.facility === facility.id,
    (each) => patient === undefined || each.patient === patient.id,
    ...filtersOf(store, query),
  ]
  const found = store.all('encounters').filter((each) => filters.every((filter) => filter(each)))
  return ordered(found, query.get('ordering'))
}

function filtersOf(store: Store, query: URLSearchParams): Filter[] {
  const patientOf = (encounter: EncounterRow) => store.get('patients', encounter.patient)
  const inBed = (encounter: EncounterRow, location: string) =>
    store
      .all('locationAssociations')
      .some(
        (each) => each.encounter === encounter.id && each.location === location && each.status === 'active',
      )

  const filters: Record<string, (encounter: EncounterRow, value: string) => boolean> = {
    status: (each, value) => value.split(',').includes(each.status),
    encounter_class: (each, value) => each.encounter_class === value,
    priority: (each, value) => each.priority === value,
    external_identifier: (each, value) => contains(each.external_identifier, value),
    name: (each, value) => contains(patientOf(each)?.name, value),
    phone_number: (each, value) => contains(patientOf(each)?.phone_number, value),
    location: inBed,
    // Inverted in CARE: `live=true` gives the closed ones.
    live: (each, value) => isClosed(each) === (value === 'true'),
    created_date_after: (each, value) => Date.parse(each.created_date) >= Date.parse(value),
    created_date_before: (each, value) => Date.parse(each.created_date) <= Date.parse(value),
  }
  return Object.entries(filters).flatMap(([name, matches]) => {
    const value = query.get(name)
    return value === null || value === '' ? [] : [(encounter: EncounterRow) => matches(encounter, value)]
  })
}
