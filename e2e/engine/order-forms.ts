// What is ordered in an encounter, and what is charged: as a form's batch sends it.

import { get } from '../../shared/api-request.ts'
import type { Json, JsonObject } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'

const facility = `/api/v1/facility/${seeded.facilityId}/`

export const charge = (encounter: string, definition = 'dressing', quantity: Json = 2): JsonObject => ({
  url: `${facility}charge_item/apply_charge_item_defs/`,
  method: 'POST',
  reference_id: 'charge_item',
  body: { requests: [{ charge_item_definition: definition, quantity, encounter }] },
})

export const order = (encounter: string, definition = 'blood-sugar', more: JsonObject = {}): JsonObject => ({
  url: `${facility}service_request/apply_activity_definition/`,
  method: 'POST',
  reference_id: `service_request ${definition}`,
  body: { activity_definition: definition, encounter, service_request: { priority: 'urgent', ...more } },
})

export const chargesOf = (encounter: string) =>
  get(`${facility}charge_item/`, { encounter, limit: '20', offset: '0' })
export const ordersOf = (encounter: string) =>
  get(`${facility}service_request/`, { encounter, offset: '0', limit: '20' })
export const orderOf = (id: string) => get(`${facility}service_request/${id}/`)
export const definitions = [get(`${facility}charge_item_definition/`), get(`${facility}activity_definition/`)]
