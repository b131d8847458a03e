// How a new or a changed resource request shows in the answers of reads.

import { type ApiRequest, queryValue } from '../../api-request.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, overlay, pick, sameId, textOf } from '../json-record.ts'
import { addByAge, addLast, belongs, changeRows, containsText, type Filters, hasRow } from '../page.ts'
import { requestRow, touchedFields } from './record.ts'

/** What tells a request from others. */
const telling = ['/title', '/reason', '/category', '/priority', '/emergency', '/origin_facility/id']

const idIs = (field: string) => (request: JsonObject, value: string) =>
  sameId(asObject(request[field]).id, value)
/** Lists of several words were not seen: whether the server takes them is not known. */
const wordIs = (field: string) => (request: JsonObject, value: string) =>
  value.includes(',') ? undefined : textOf(request[field]).toLowerCase() === value.toLowerCase()

/** Of whole records: a row does not tell the patient, nor who has to approve. */
export const requestFilters: Filters = {
  related_patient: idIs('related_patient'),
  origin_facility: idIs('origin_facility'),
  approving_facility: idIs('approving_facility'),
  assigned_facility: idIs('assigned_facility'),
  title: (request, value) => containsText(request.title, value),
  status: wordIs('status'),
  category: wordIs('category'),
}

/** Of rows in a list: what no update changes has been judged by the server. */
const rowFilters: Filters = {
  ...requestFilters,
  related_patient: () => true,
  origin_facility: () => true,
  approving_facility: (row, value) =>
    'approving_facility' in row ? idIs('approving_facility')(row, value) : undefined,
}

const isOldestFirst = (request: ApiRequest): boolean => /^\w/.test(queryValue(request, 'ordering') ?? '')

export const newRequestAffects: Affect[] = [
  {
    read: 'resourceRequest.detail',
    project: (body, write, { params }) =>
      sameId(params.id, write.createdIds[0]) ? (body ?? wholeRecord(write)) : body,
  },
  {
    read: 'resourceRequest.list',
    project(body, write, { request }) {
      const record = wholeRecord(write)
      if (!belongs(record, request, requestFilters)) return body
      const row = requestRow(record)
      return isOldestFirst(request) ? addLast(body, request, row) : addNew(body, request, row, write, telling)
    },
  },
]

export const changedRequestAffects: Affect[] = [
  {
    read: 'resourceRequest.detail',
    project(body, write, { params }) {
      if (!sameId(params.id, write.params.id)) return body
      if (isObject(body)) return withChange(body, write)
      // Before it is received it stands on a version that is too old to be shown, or was never here.
      return write.synced ? wholeRecord(write) : body
    },
  },
  {
    read: 'resourceRequest.list',
    project: (body, write, { request }) =>
      hasRow(body, write.params.id) ? changeInList(body, write, request) : bringIn(body, write, request),
  },
]

/** A row that the list asked for, and by this change no longer does, goes. */
function changeInList(body: Json | undefined, write: ProjectedWrite, request: ApiRequest): Json | undefined {
  return changeRows(body, (row) => {
    if (!sameId(row.id, write.params.id)) return row
    const changed = withChange(row, write)
    const leaves = belongs({ ...wholeRecord(write), ...changed }, request, rowFilters) === false
    return leaves && belongs(row, request, rowFilters) !== false ? undefined : changed
  })
}

/** A request that comes into a list by this change: in its place by age, if that is on this page. */
function bringIn(body: Json | undefined, write: ProjectedWrite, request: ApiRequest): Json | undefined {
  const record = wholeRecord(write)
  const isKnown = textOf(record.created_date) !== ''
  return isKnown && !isOldestFirst(request) && belongs(record, request, requestFilters)
    ? addByAge(body, request, requestRow(record))
    : body
}

const wholeRecord = (write: ProjectedWrite): JsonObject => ({
  ...asObject(write.provisional),
  ...asObject(write.answer),
  id: write.createdIds[0] ?? write.params.id ?? null,
})

/** The record (or row) with what was changed: the server's answer, or until then only what was sent. */
function withChange(record: JsonObject, write: ProjectedWrite): JsonObject {
  const { id: _, ...answer } = asObject(write.answer)
  const form = asObject(write.request.body)
  return overlay(record, write.synced ? answer : pick(asObject(write.provisional), touchedFields(form)))
}
