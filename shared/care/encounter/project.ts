// How a new or a changed encounter shows in the answers of reads.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, isLeftOut, overlay, pick, sameId, textOf } from '../json-record.ts'
import { addByAge, belongs, changeRows, containsText, type Filters, hasRow } from '../page.ts'
import { createdRecord, receivedRecord } from '../patient/project.ts'
import { encounterRow, historiesWith, isClosed, statusBefore } from './record.ts'

/** What tells an encounter from others of the patient. */
const telling = ['/patient/id', '/facility/id', '/encounter_class', '/period/start']

const ofPatient = (encounter: JsonObject, value: string) => sameId(asObject(encounter.patient).id, value)

/** `live` is left out: the server answers it the wrong way round, and may stop to. */
export const encounterFilters: Filters = {
  patient: ofPatient,
  patient_filter: ofPatient,
  facility: (encounter, value) => sameId(asObject(encounter.facility).id, value),
  status: (encounter, value) => value.split(',').includes(textOf(encounter.status)),
  encounter_class: (encounter, value) => encounter.encounter_class === value,
  priority: (encounter, value) => encounter.priority === value,
  name: (encounter, value) => containsText(asObject(encounter.patient).name, value),
  phone_number: (encounter, value) => containsText(asObject(encounter.patient).phone_number, value),
  external_identifier: (encounter, value) => containsText(encounter.external_identifier, value),
  created_date_after: (encounter, value) => compareTimes(encounter.created_date, value, (a, b) => a >= b),
  created_date_before: (encounter, value) => compareTimes(encounter.created_date, value, (a, b) => a <= b),
}

/** The appointment that it was begun from tells of it. */
const inAppointment: Affect = {
  read: 'appointment.detail',
  project(body, write, { params }) {
    const isBegunFrom = sameId(asObject(write.request.body).appointment, params.id)
    return isObject(body) && isBegunFrom
      ? { ...body, associated_encounter: encounterRow(createdRecord(write)) }
      : body
  },
}

export const newEncounterAffects: Affect[] = [
  {
    read: 'encounter.detail',
    project: (body, write, read) =>
      sameId(read.params.id, write.createdIds[0]) ? (body ?? createdRecord(write)) : body,
  },
  {
    read: 'encounter.organizations',
    project: (body, write, read) =>
      sameId(read.params.id, write.createdIds[0])
        ? (body ?? { results: createdRecord(write).organizations ?? [] })
        : body,
  },
  {
    read: 'encounter.list',
    project(body, write, { request }) {
      const row = encounterRow(createdRecord(write))
      return belongs(row, request, encounterFilters) ? addNew(body, request, row, write, telling) : body
    },
  },
  inAppointment,
]

export const changedEncounterAffects: Affect[] = [
  {
    read: 'encounter.detail',
    project(body, write, { params }) {
      if (!sameId(params.id, write.params.id)) return body
      if (isObject(body)) return withChange(body, write)
      // Before it is received it stands on a version that is too old to be shown, or was never here.
      return write.synced ? receivedRecord(write) : body
    },
  },
  {
    read: 'encounter.list',
    project(body, write, { request }) {
      const id = textOf(write.params.id)
      return hasRow(body, id) ? changeInList(body, write, request) : bringIn(body, write, request)
    },
  },
]

/** A row that the list asked for, and by this change no longer does, goes. */
function changeInList(body: Json | undefined, write: ProjectedWrite, request: ApiRequest): Json | undefined {
  return changeRows(body, (row) => {
    if (!sameId(row.id, write.params.id)) return row
    const changed = withChange(row, write)
    const leaves = belongs(changed, request, encounterFilters) === false
    return leaves && belongs(row, request, encounterFilters) !== false ? undefined : changed
  })
}

/** An encounter that comes into a list by its new status, where the whole record is known. */
function bringIn(body: Json | undefined, write: ProjectedWrite, request: ApiRequest): Json | undefined {
  const record: JsonObject = { ...asObject(write.provisional), ...asObject(write.answer) }
  const before = statusBefore(asObject(write.provisional))
  if (!isWhole(record) || before === undefined) return body
  const row = encounterRow(record)
  const wasIn = belongs({ ...row, status: before }, request, encounterFilters)
  return wasIn === false && belongs(row, request, encounterFilters) ? addByAge(body, request, row) : body
}

const isWhole = (record: JsonObject): boolean =>
  textOf(record.created_date) !== '' && textOf(asObject(record.patient).id) !== ''

/** The record (or row) with what was changed: the server's answer, or until then only what was sent. */
function withChange(record: JsonObject, write: ProjectedWrite): JsonObject {
  if (write.synced) {
    const { id: _, permissions: __, patient: ___, ...answer } = asObject(write.answer)
    return overlay(record, answer)
  }
  const form = asObject(write.request.body)
  const made = asObject(write.provisional)
  const movedAt = textOf(made.modified_date)
  const changes = { ...pick(made, touchedFields(form)), ...historiesWith(record, form, movedAt) }
  return overlay(record, isClosed(form.status) ? { ...changes, current_location: null } : changes)
}

const alwaysTouched = [
  'status',
  'encounter_class',
  'priority',
  'discharge_summary_advice',
  'modified_date',
  'updated_by',
]

const touchedFields = (form: JsonObject): string[] => [
  ...alwaysTouched,
  ...['period', 'hospitalization', 'external_identifier'].filter((field) => !isLeftOut(form[field])),
]

function compareTimes(
  mine: Json | undefined,
  asked: string,
  holds: (mine: number, asked: number) => boolean,
): boolean | undefined {
  const [a, b] = [Date.parse(textOf(mine)), Date.parse(asked)]
  return Number.isNaN(a) || Number.isNaN(b) ? undefined : holds(a, b)
}
