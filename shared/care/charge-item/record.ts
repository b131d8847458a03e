// What a form asks to be charged, and a charge as a row of its list. CARE answers with nothing but `{}`, so of a charge
// that waits here only what was asked is known: its price is CARE's to tell.

import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { ProjectedWrite } from '../../policy/write-policy.ts'
import { innerIdOfWrite } from '../inner-id.ts'
import { asObject, objectsIn, sameId, textOf } from '../json-record.ts'
import type { Filters } from '../page.ts'

export const chargesIn = ({ body }: Pick<ApiRequest, 'body'>): JsonObject[] =>
  objectsIn(asObject(body).requests)

/** A definition is named by its slug, by older servers by its id. */
export const isDefinedBy = (definition: JsonObject, name: Json | undefined): boolean =>
  definition.slug === name || sameId(definition.id, name)

/** A row does not tell its encounter. */
export const chargeFilters = (encounter: string): Filters => ({
  encounter: (_, value) => sameId(encounter, value),
  status: (row, value) => value.split(',').includes(textOf(row.status)),
  service_resource: (row, value) => row.service_resource === value,
  service_resource_id: (row, value) => sameId(row.service_resource_id, value),
})

export function chargeRow(charge: JsonObject, definition: JsonObject | undefined, at: string): JsonObject {
  return {
    id: '',
    title: definition?.title ?? charge.charge_item_definition ?? '',
    description: null,
    status: 'billable',
    code: null,
    quantity: charge.quantity ?? null,
    unit_price_components: [],
    note: null,
    override_reason: null,
    service_resource: null,
    service_resource_id: null,
    total_price_components: [],
    total_price: null,
    charge_item_definition: definition ?? {},
    paid_invoice: null,
    tags: [],
    created_date: at,
    modified_date: at,
  }
}

/** CARE names no id: what waits is told from others by its write, and its place in it. */
export const chargeId = (writeId: string, inBatch: number, index: number): string =>
  innerIdOfWrite(writeId, inBatch * 100 + index)

/** The rows that the form makes, under a name that CARE's answer has not. */
export const rowsMade = (write: ProjectedWrite): JsonObject[] =>
  objectsIn(asObject(write.provisional).offline_rows).map((row, index) => ({
    ...row,
    id: chargeId(write.id, write.index ?? 0, index),
  }))
