// The items of an upsert: each makes a record, or changes the one whose id it names.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import { asObject, isLeftOut, textOf } from '../json-record.ts'

export interface Datapoint {
  index: number
  body: JsonObject
  /** Of the record that it changes; undefined where it makes one. */
  id: string | undefined
}

export function datapointsIn({ body }: Pick<ApiRequest, 'body'>): Datapoint[] {
  const { datapoints } = asObject(body)
  const items: Json[] = Array.isArray(datapoints) ? datapoints : []
  return items.map((item, index) => {
    const point = isObject(item) ? item : {}
    return { index, body: point, id: isLeftOut(point.id) ? undefined : textOf(point.id) }
  })
}

/** Where the id of a new record stands in the answer. */
export const idAt = (index: number): string => `/${index}/id`

/** A medication asked for may make a prescription, or join the one that an item before it makes. */
export const prescriptionIdAt = (index: number): string => `/${index}/prescription/id`

/** The item whose prescription this one is part of: itself, or the first of the same name. */
export function prescriberOf(points: readonly Datapoint[], point: Datapoint): number | undefined {
  const nameOf = ({ body, id }: Datapoint) =>
    id === undefined && isObject(body.create_prescription)
      ? textOf(body.create_prescription.alternate_identifier)
      : undefined
  const name = nameOf(point)
  if (name === undefined) return undefined
  if (name === '') return point.index
  return points.find(
    (other) => nameOf(other) === name && textOf(other.body.encounter) === textOf(point.body.encounter),
  )?.index
}
