// Each item of an upsert leaves a response beside its record, which names no questionnaire.

import type { Json, JsonObject } from '../../json.ts'
import type { Affect } from '../../policy/write-policy.ts'
import { addNew } from '../in-doubt.ts'
import { innerId } from '../inner-id.ts'
import { textOf } from '../json-record.ts'
import { belongs } from '../page.ts'
import { responseFilters } from '../questionnaire/project.ts'
import { itemsOn, type ProjectedItem } from './items.ts'
import type { ClinicalKind } from './kinds.ts'

export const leavesResponses = (kind: ClinicalKind): Affect => ({
  read: 'questionnaireResponse.list',
  project: (body, write, read) =>
    itemsOn(write, read).reduce<Json | undefined>((page, item) => {
      const row = leftResponse(kind, item, read.params.patientId ?? '')
      const telling = [
        '/encounter',
        '/structured_response_type',
        `/structured_responses/${kind.type}/submit_type`,
      ]
      return belongs(row, read.request, responseFilters)
        ? addNew(page, read.request, row, write, telling)
        : page
    }, body),
})

function leftResponse(kind: ClinicalKind, { point, record }: ProjectedItem, patientId: string): JsonObject {
  const isNew = point.id === undefined
  const at = textOf(record.modified_date)
  return {
    // Of one record there may be several: the moment tells them apart.
    id: innerId(textOf(record.id), isNew ? 0 : ((Date.parse(at) || 0) % 0xfffffe) + 1),
    subject_id: patientId,
    responses: [],
    encounter: record.encounter ?? null,
    structured_responses: {
      [kind.type]: { id: record.id ?? null, submit_type: isNew ? 'CREATE' : 'UPDATE' },
    },
    structured_response_type: kind.type,
    created_by: record.updated_by ?? {},
    updated_by: record.updated_by ?? {},
    created_date: at,
    modified_date: at,
  }
}
