// Devices of a facility and the encounter they stand at. Without a managing organization, only administrators
// see one.
import { json } from '../answer.ts'
import { page } from '../paging.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { forbidden } from '../refusal.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderEncounterItem } from '../shapes/encounter-item.ts'
import { nestedUserOf } from '../shapes/user.ts'
import { model, optional, parse, required } from '../spec.ts'
import { text, uuid } from '../spec-types.ts'
import type { DeviceRow } from '../tables-clinical.ts'
import { requireOpen } from './encounter-spec.ts'

const spec = model('DeviceCreateSpec', {
  identifier: optional(text()),
  status: required(text()),
  availability_status: required(text()),
  registered_name: required(text()),
})

const unset = {
  identifier: null,
  status: null,
  availability_status: null,
  manufacturer: '',
  manufacture_date: null,
  expiration_date: null,
  lot_number: null,
  serial_number: null,
  registered_name: null,
  user_friendly_name: null,
  model_number: null,
  part_number: null,
  contact: {},
  care_type: null,
  care_metadata: {},
}

const placeSpec = model('DeviceEncounterAssociationRequest', { encounter: required(uuid) })

export function deviceRoutes(context: Context): Route[] {
  const { store } = context
  const at = '/api/v1/facility/:facility/device/'

  const render = (device: DeviceRow) => ({ id: device.id, ...device.fields })

  const create = (call: Call) => {
    const facility = seek(store, 'facilities', call.params.facility)
    const body = parse(spec, call.body())
    if (!call.user.is_superuser) throw forbidden('You do not have permission to create device')
    const given = Object.keys(unset).filter((key) => (body[key] ?? null) !== null)
    const device = store.put('devices', {
      ...recordedNow(context, call),
      facility: facility.id,
      encounter: null,
      fields: { ...unset, ...Object.fromEntries(given.map((key) => [key, body[key]])) },
    })
    return json({
      ...render(device),
      current_encounter: null,
      current_location: null,
      created_by: nestedUserOf(store, device.created_by),
      updated_by: nestedUserOf(store, device.updated_by),
      managing_organization: null,
    })
  }

  const place = (call: Call) => {
    const device = seek(store, 'devices', call.params.id)
    const encounter = seek(store, 'encounters', parse(placeSpec, call.body()).encounter)
    requireOpen(encounter, call.user)
    store.put('devices', { ...device, ...modifiedNow(context, call), encounter: encounter.id })
    const { id, created_by, created_date: start } = recordedNow(context, call)
    return json({
      id,
      encounter: renderEncounterItem(store, encounter),
      created_by: nestedUserOf(store, created_by),
      start,
      end: null,
    })
  }

  return [
    get(at, ({ params, query, user }) => {
      const facility = seek(store, 'facilities', params.facility)
      const encounter = query.get('current_encounter')
      const found = store
        .all('devices')
        .filter((each) => each.facility === facility.id && user.is_superuser)
        .filter((each) => encounter === null || each.encounter === encounter)
      return json(page(query, found.reverse(), render))
    }),
    post(at, create),
    post(`${at}:id/associate_encounter/`, place),
  ]
}
