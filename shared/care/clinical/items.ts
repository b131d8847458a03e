// The items of an upsert as projection sees them.

import { type JsonObject, valueAt } from '../../json.ts'
import type { MatchedRead } from '../../policy/read-policy.ts'
import type { ProjectedWrite } from '../../policy/write-policy.ts'
import { asObject, sameId, textOf } from '../json-record.ts'
import { type Datapoint, datapointsIn } from './datapoints.ts'

export interface ProjectedItem {
  point: Datapoint
  /** The server's answer, or until then what was made for it. */
  record: JsonObject
}

/** The items of the write about the patient of this read, in the order in which they were sent. */
export function itemsOn(write: ProjectedWrite, read: MatchedRead): ProjectedItem[] {
  if (!sameId(write.params.patientId, read.params.patientId)) return []
  return datapointsIn(write.request)
    .map((point) => ({
      point,
      record: {
        ...asObject(valueAt(write.provisional, `/${point.index}`)),
        ...asObject(valueAt(write.answer, `/${point.index}`)),
      },
    }))
    .filter(({ record }) => textOf(record.id) !== '')
}
