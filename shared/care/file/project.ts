// How a new or an archived file shows in the answers of reads.

import { type ApiRequest, queryValue } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, overlay, pick, sameId, textOf } from '../json-record.ts'
import { addLast, belongs, changeRows, type Filters, hasRow } from '../page.ts'
import { fileItem, withAddresses } from './record.ts'

export const fileFilters: Filters = {
  file_type: (file, value) => file.file_type === value,
  associating_id: (file, value) => sameId(file.associating_id, value),
  file_category: (file, value) => value.split(',').includes(textOf(file.file_category)),
  is_archived: (file, value) => String(file.is_archived) === value,
}

/** What tells a file from others. */
const telling = ['/name', '/file_category', '/extension', '/mime_type', '/uploaded_by/id']

const isOldestFirst = (request: ApiRequest): boolean => /^\w/.test(queryValue(request, 'ordering') ?? '')

const addTo = (body: Json | undefined, request: ApiRequest, row: JsonObject, write: ProjectedWrite) =>
  isOldestFirst(request) ? addLast(body, request, row) : addNew(body, request, row, write, telling)

/** Once the server has it, the addresses of its content are the server's to tell, for an hour at a time. */
function wholeFile(write: ProjectedWrite): JsonObject {
  const made = asObject(write.provisional)
  const shown = write.synced ? withAddresses(made, {}) : made
  return { ...shown, ...pick(asObject(write.answer), Object.keys(shown)), id: write.createdIds[0] ?? null }
}

export const newFileAffects: Affect[] = [
  {
    read: 'file.detail',
    project(body, write, { params }) {
      if (!sameId(params.id, write.createdIds[0])) return body
      const whole = wholeFile(write)
      if (write.synced) return body ?? withAddresses(whole, {})
      // The server may have it as one that is not complete, whose content nobody can read there.
      return { ...withAddresses(asObject(body), {}), ...whole }
    },
  },
  {
    read: 'file.list',
    project(body, write, { request }) {
      const row = fileItem(wholeFile(write))
      return belongs(row, request, fileFilters) ? addTo(body, request, row, write) : body
    },
  },
]

const archivedFields = ['is_archived', 'archive_reason', 'archived_by', 'archived_datetime']

const archived = (file: JsonObject, write: ProjectedWrite): JsonObject =>
  overlay(file, pick(asObject(write.answer), archivedFields))

export const archivedFileAffects: Affect[] = [
  {
    read: 'file.detail',
    project: (body, write, { params }) =>
      body !== undefined && sameId(params.id, write.params.id) ? archived(asObject(body), write) : body,
  },
  {
    read: 'file.list',
    project(body, write, { request }) {
      if (!hasRow(body, write.params.id)) return bringIn(body, write, request)
      return changeRows(body, (row) => {
        if (!sameId(row.id, write.params.id)) return row
        const changed = archived(row, write)
        return belongs(changed, request, fileFilters) === false ? undefined : changed
      })
    },
  },
]

/** Into a list of what is archived, where the file is wholly known. */
function bringIn(body: Json | undefined, write: ProjectedWrite, request: ApiRequest): Json | undefined {
  const row = fileItem({ ...asObject(write.provisional), ...asObject(write.answer) })
  const isKnown = textOf(row.created_date) !== ''
  return isKnown && belongs(row, request, fileFilters) ? addTo(body, request, row, write) : body
}
