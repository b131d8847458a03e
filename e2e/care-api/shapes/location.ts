// How wards and beds look, and where an encounter lies and has lain.
import type { Store } from '../store.ts'
import type { EncounterRow, LocationAssociationRow, LocationRow } from '../tables.ts'
import { renderEncounterItem } from './encounter-item.ts'
import { nestedUserOf } from './user.ts'

export function renderLocation(store: Store, location: LocationRow): Record<string, unknown> {
  const parent = store.get('locations', location.parent ?? '')
  const association = store
    .all('locationAssociations')
    .find((each) => each.location === location.id && each.status === 'active')
  const encounter = store.get('encounters', association?.encounter ?? '')
  return {
    id: location.id,
    status: 'active',
    operational_status: 'O',
    name: location.name,
    description: location.description,
    location_type: {},
    form: location.form,
    sort_index: location.sort_index,
    parent:
      parent === undefined
        ? {}
        : { ...renderLocation(store, parent), cache_expiry: '2099-01-01 00:00:00+00:00' },
    mode: location.mode,
    has_children: store.all('locations').some((each) => each.parent === location.id),
    current_encounter: encounter === undefined ? null : renderEncounterItem(store, encounter),
  }
}

export function placesOf(store: Store, encounter: EncounterRow) {
  const associations = store.all('locationAssociations').filter((each) => each.encounter === encounter.id)
  const current = associations.findLast((each) => each.status === 'active')
  const bed = store.get('locations', current?.location ?? '')
  return {
    current_location: bed === undefined ? null : renderLocation(store, bed),
    location_history: associations.map((each) => renderAssociation(store, each)),
  }
}

function renderAssociation(store: Store, association: LocationAssociationRow) {
  const location = store.get('locations', association.location)
  return {
    meta: {},
    ...associationFields(association),
    location: location === undefined ? {} : renderLocation(store, location),
  }
}

const associationFields = ({ id, start_datetime, end_datetime, status }: LocationAssociationRow) => ({
  id,
  start_datetime,
  end_datetime,
  status,
})

/** Under its location: with the people, without the location. */
export const renderOwnAssociation = (store: Store, association: LocationAssociationRow) => ({
  ...associationFields(association),
  created_by: nestedUserOf(store, association.created_by),
  updated_by: nestedUserOf(store, association.updated_by),
})
