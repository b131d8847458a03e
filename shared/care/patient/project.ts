// How a new or a changed patient shows in the answers of reads.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, isLeftOut, objectsIn, overlay, pick, sameId, textOf } from '../json-record.ts'
import { belongs, changeRows, containsText, type Filters } from '../page.ts'
import { permissionsOf } from '../people.ts'
import { copiedFields, patientRow } from './record.ts'

/** What tells a person from others, as far as a record can. */
const telling = ['/name', '/phone_number', '/gender', '/date_of_birth', '/year_of_birth']

const patientFilters: Filters = {
  name: (patient, value) => containsText(patient.name, value),
  phone_number: (patient, value) => patient.phone_number === value,
  // Also finds patients of organizations below it, which only the server knows.
  organization: (patient, value) => (sameId(asObject(patient.geo_organization).id, value) ? true : undefined),
  // Adds this facility's tags to the rows; leaves nobody out.
  facility: () => true,
}

/** The record of a create, as a read would answer it. */
export const createdRecord = (write: ProjectedWrite): JsonObject => ({
  ...receivedRecord(write),
  id: write.createdIds[0] ?? asObject(write.answer).id ?? null,
})

/** The server's answers to writes are whole records without permissions. */
export const receivedRecord = (write: ProjectedWrite): JsonObject => ({
  ...asObject(write.provisional),
  ...asObject(write.answer),
  permissions: permissionsOf(write.answer, write.provisional),
})

export const newPatientAffects: Affect[] = [
  {
    read: 'patient.detail',
    project: (body, write, read) =>
      sameId(read.params.id, write.createdIds[0]) ? (body ?? createdRecord(write)) : body,
  },
  {
    read: 'patient.list',
    project(body, write, { request }) {
      const patient = createdRecord(write)
      return belongs(patient, request, patientFilters)
        ? addNew(body, request, patientRow(patient), write, telling)
        : body
    },
  },
  {
    // Only into a stored answer: where there is none, `fromStored` gathers all that are here, and says so.
    read: 'patient.search',
    project(body, write, { request }) {
      const patient = createdRecord(write)
      if (!isObject(body) || !isFoundBy(patient, request)) return body
      const known = objectsIn(body.results)
      if (known.some((row) => isSearchRowOf(row, textOf(patient.id)))) return body
      return { ...body, results: [body.partial === false ? patient : searchRow(patient), ...known] }
    },
  },
  {
    read: 'patient.searchRetrieve',
    project(body, write, { request }) {
      const patient = createdRecord(write)
      return body ?? (answersProof(patient, request) ? patient : undefined)
    },
  },
]

export const changedPatientAffects: Affect[] = [
  {
    read: 'patient.detail',
    project(body, write, { params }) {
      if (!sameId(params.id, write.params.id)) return body
      if (isObject(body)) return withChange(body, write)
      // Before it is received it stands on a version that is too old to be shown, or was never here.
      return write.synced ? receivedRecord(write) : body
    },
  },
  {
    read: 'patient.list',
    project: (body, write) =>
      changeRows(body, (row) => (sameId(row.id, write.params.id) ? withChange(row, write) : row)),
  },
  {
    read: 'patient.search',
    project(body, write) {
      const id = textOf(write.params.id)
      return changeRows(body, (row) => (isSearchRowOf(row, id) ? withChange(row, write) : row))
    },
  },
  {
    read: 'patient.searchRetrieve',
    project: (body, write) =>
      isObject(body) && sameId(body.id, write.params.id) ? withChange(body, write) : body,
  },
  ...['encounter.detail', 'appointment.detail'].map(
    (read): Affect => ({
      read,
      project: (body, write) => (isObject(body) ? withChangedPatient(body, write) : body),
    }),
  ),
  ...['encounter.list', 'appointment.list', 'appointment.ofPatient'].map(
    (read): Affect => ({
      read,
      project: (body, write) => changeRows(body, (row) => withChangedPatient(row, write)),
    }),
  ),
  {
    read: 'resourceRequest.detail',
    project: (body, write) => (isObject(body) ? withChangedPatient(body, write, 'related_patient') : body),
  },
]

/** The copy of the patient in another record. */
function withChangedPatient(record: JsonObject, write: ProjectedWrite, at = 'patient'): JsonObject {
  const patient = asObject(record[at])
  return sameId(patient.id, write.params.id) ? { ...record, [at]: withChange(patient, write) } : record
}

/** The record (or row) with what was changed: all of the server's answer, or until then only what was sent. */
function withChange(record: JsonObject, write: ProjectedWrite): JsonObject {
  const { id: _, permissions: __, ...answer } = asObject(write.answer)
  if (write.synced) return overlay(record, answer)
  const form = asObject(write.request.body)
  const changed = overlay(record, pick(asObject(write.provisional), touchedFields(form)))
  if (!Array.isArray(record.instance_identifiers)) return changed
  const theirs = objectsIn(asObject(write.provisional).instance_identifiers)
  const configOf = (identifier: JsonObject) => asObject(identifier.config).id
  const present = objectsIn(record.instance_identifiers)
  const kept = present.map((mine) => theirs.find((other) => sameId(configOf(other), configOf(mine))) ?? mine)
  const added = theirs.filter((other) => !present.some((mine) => sameId(configOf(mine), configOf(other))))
  return { ...changed, instance_identifiers: [...kept, ...added] }
}

function touchedFields(form: JsonObject): string[] {
  const sent = [...copiedFields, 'deceased_datetime', 'geo_organization'].filter(
    (field) => !isLeftOut(form[field]),
  )
  const birth = isLeftOut(form.age) && isLeftOut(form.date_of_birth) ? [] : ['date_of_birth', 'year_of_birth']
  return [...sent, ...birth, 'pincode', 'modified_date', 'updated_by']
}

const isSearchRowOf = (row: JsonObject, id: string): boolean =>
  sameId(row.id, id) || (id !== '' && row.partial_id === id.slice(0, 5).toLowerCase())

const searchRow = (patient: JsonObject): JsonObject => ({
  ...pick(patient, ['id', 'name', 'gender', 'phone_number']),
  partial_id: textOf(patient.id).slice(0, 5),
})

/** Whether a search by phone number, or by an identifier and its value, finds this patient. */
function isFoundBy(patient: JsonObject, request: ApiRequest): boolean {
  const { phone_number, config, value } = asObject(request.body)
  if (typeof phone_number === 'string' && phone_number !== '') return patient.phone_number === phone_number
  if (typeof config !== 'string' || typeof value !== 'string' || value === '') return false
  const identifiers = objectsIn(patient.instance_identifiers)
  const identifier = identifiers.find((other) => sameId(asObject(other.config).id, config))
  if (!identifier) return value === patient.phone_number || value === patient.name
  const partly = asObject(
    asObject(asObject(identifier.config).config).retrieve_config,
  ).retrieve_partial_search
  return partly === true ? containsText(identifier.value, value) : identifier.value === value
}

/** Whether the phone number, the year and the first five characters of the id are this patient's. */
export function answersProof(patient: JsonObject, request: ApiRequest): boolean {
  const proof = asObject(request.body)
  return (
    textOf(proof.phone_number) === patient.phone_number &&
    textOf(proof.year_of_birth) === textOf(patient.year_of_birth) &&
    textOf(proof.partial_id).toLowerCase() === textOf(patient.id).slice(0, 5).toLowerCase()
  )
}

/** A search answered from the patients on this tablet; undefined where none is found, for there may be others. */
export function searchAmong(stored: Json[], request: ApiRequest): Json | undefined {
  const found = stored.map(asObject).filter((patient) => isFoundBy(patient, request))
  if (found.length === 0) return undefined
  return found.every((patient) => isToldWhole(patient, request))
    ? { partial: false, results: found }
    : { partial: true, results: found.map(searchRow) }
}

/** By some identifiers CARE tells the whole record, by others, and by a phone number, only what proof is asked for. */
function isToldWhole(patient: JsonObject, request: ApiRequest): boolean {
  const { phone_number, config } = asObject(request.body)
  if (phone_number !== undefined) return false
  const identifiers = objectsIn(patient.instance_identifiers).map((identifier) => asObject(identifier.config))
  const rules = asObject(identifiers.find(({ id }) => sameId(id, config))?.config)
  return isObject(rules.retrieve_config) && rules.retrieve_config.retrieve_with_year_of_birth === false
}
