// How the items of an upsert show in the answers of reads: in their list, alone, in the prescription that holds them,
// and as the response that each of them leaves.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { MatchedRead } from '../../policy/read-policy.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, objectsIn, overlay, pick, sameId, textOf } from '../json-record.ts'
import { addByAge, belongs, changeRows, type Filters, hasRow } from '../page.ts'
import { prescriberOf } from './datapoints.ts'
import { itemsOn, type ProjectedItem } from './items.ts'
import type { ClinicalKind } from './kinds.ts'
import { leavesResponses } from './left-response.ts'
import { changesOf } from './record.ts'

const oneOf =
  (field: string) =>
  (record: JsonObject, value: string): boolean =>
    value.split(',').includes(textOf(record[field]))
const noneOf =
  (field: string) =>
  (record: JsonObject, value: string): boolean =>
    !value.split(',').includes(textOf(record[field]))

/** A parameter takes one value or several with commas; `exclude_` turns it round. */
export const clinicalFilters: Filters = {
  encounter: (record, value) => sameId(record.encounter, value),
  status: oneOf('status'),
  clinical_status: oneOf('clinical_status'),
  verification_status: oneOf('verification_status'),
  category: oneOf('category'),
  severity: oneOf('severity'),
  exclude_verification_status: noneOf('verification_status'),
}

/** Prescriptions do not tell their encounter: it is that of the medication. Its facility is the encounter's own. */
export const prescriptionFilters = (medication: JsonObject): Filters => ({
  encounter: (_, value) => sameId(medication.encounter, value),
  facility: () => true,
})

export function clinicalAffects(kind: ClinicalKind): Affect[] {
  const telling = ['/encounter', `/${kind.codedIn}/code`, '/created_by/id']
  const common: Affect[] = [
    {
      read: `${kind.resource}.list`,
      project: (body, write, read) =>
        itemsOn(write, read).reduce<Json | undefined>((page, item) => {
          if (item.point.id !== undefined) return changeInList(kind, page, item, write, read)
          return belongs(item.record, read.request, clinicalFilters)
            ? addNew(page, read.request, item.record, write, telling)
            : page
        }, body),
    },
    {
      read: `${kind.resource}.detail`,
      project: (body, write, read) =>
        itemsOn(write, read)
          .filter(({ record }) => sameId(record.id, read.params.id))
          .reduce<Json | undefined>((known, item) => {
            if (item.point.id === undefined) return known ?? item.record
            if (isObject(known)) return withChange(kind, known, item, write)
            // Before it is received it stands on a version that is too old to be shown, or was never here.
            return write.synced ? item.record : known
          }, body),
    },
    leavesResponses(kind),
  ]
  return kind.type === 'medication_request' ? [...common, ...prescriptionAffects(kind)] : common
}

function prescriptionAffects(kind: ClinicalKind): Affect[] {
  return [
    {
      read: 'prescription.list',
      project: (body, write, read) =>
        madePrescriptions(itemsOn(write, read)).reduce<Json | undefined>((page, { row, item }) => {
          const isIn = belongs(row, read.request, prescriptionFilters(item.record))
          return isIn ? addNew(page, read.request, row, write, ['/name', '/prescribed_by/id']) : page
        }, body),
    },
    {
      read: 'prescription.detail',
      project(body, write, read) {
        const items = itemsOn(write, read)
        if (isObject(body)) return withChangedMedications(kind, body, items, write)
        const made = madePrescriptions(items).find(({ row }) => sameId(row.id, read.params.id))
        if (!made) return body
        const medications = items
          .filter(({ record }) => sameId(asObject(record.prescription).id, made.row.id))
          .map(({ record: { prescription: _, encounter: __, ...medication } }) => medication)
        return { ...made.row, created_by: {}, updated_by: {}, medications }
      },
    },
  ]
}

function withChangedMedications(
  kind: ClinicalKind,
  prescription: JsonObject,
  items: ProjectedItem[],
  write: ProjectedWrite,
): JsonObject {
  const changed = items.filter(({ point }) => point.id !== undefined)
  const concerns = (item: ProjectedItem, row: JsonObject) => sameId(item.record.id, row.id)
  const rows = objectsIn(prescription.medications)
  if (!rows.some((row) => changed.some((item) => concerns(item, row)))) return prescription
  const medications = rows.map((row) =>
    changed
      .filter((item) => concerns(item, row))
      .reduce((medication, item) => withChange(kind, medication, item, write), row),
  )
  return { ...prescription, medications }
}

function madePrescriptions(items: ProjectedItem[]): { row: JsonObject; item: ProjectedItem }[] {
  const points = items.map(({ point }) => point)
  return items.flatMap((item) => {
    const { prescription } = item.record
    const isMaker = prescriberOf(points, item.point) === item.point.index
    return isMaker && isObject(prescription) ? [{ row: prescription, item }] : []
  })
}

function changeInList(
  kind: ClinicalKind,
  body: Json | undefined,
  item: ProjectedItem,
  write: ProjectedWrite,
  { request }: MatchedRead,
): Json | undefined {
  const { record } = item
  if (!hasRow(body, record.id)) {
    const isWhole = textOf(record.created_date) !== ''
    return isWhole && belongs(record, request, clinicalFilters) ? addByAge(body, request, record) : body
  }
  return changeRows(body, (row) => {
    if (!sameId(row.id, record.id)) return row
    const changed = withChange(kind, row, item, write)
    const leaves = belongs(changed, request, clinicalFilters) === false
    return leaves && belongs(row, request, clinicalFilters) !== false ? undefined : changed
  })
}

/** The record (or row) with what was changed: the server's answer, or until then only what was sent. */
function withChange(
  kind: ClinicalKind,
  row: JsonObject,
  { point, record }: ProjectedItem,
  write: ProjectedWrite,
): JsonObject {
  if (write.synced) return overlay(row, record)
  const stamped = pick(record, ['encounter', 'updated_by', 'modified_date'])
  return overlay(row, { ...stamped, ...changesOf(kind, point.body) })
}
