// How a token that is given out, or changed, shows in the answers of reads.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { previousIn } from '../appointment/record.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, overlay, pick, sameId } from '../json-record.ts'
import { belongs, changeRows } from '../page.ts'
import { emptyToken, tokenFilters, tokenOfPatient, withToken } from './record.ts'

const fields = Object.keys(emptyToken(''))
const lists = ['appointment.list', 'appointment.ofPatient']

const given = (write: ProjectedWrite): JsonObject => ({
  ...pick({ ...asObject(write.provisional), ...asObject(write.answer) }, fields),
  id: write.createdIds[0] ?? asObject(write.answer).id ?? null,
})

/** An appointment has one token: one that stands there is it, or somebody else's. */
const put = (appointment: JsonObject, write: ProjectedWrite): JsonObject =>
  sameId(appointment.id, write.params.id) && !isObject(appointment.token)
    ? { ...appointment, token: given(write) }
    : appointment

export const givenAffects: Affect[] = [
  {
    read: 'appointment.detail',
    project: (body, write) => (isObject(body) ? put(body, write) : body),
  },
  ...lists.map((read) => ({
    read,
    project: (body: Json | undefined, write: ProjectedWrite) => changeRows(body, (row) => put(row, write)),
  })),
  {
    read: 'token.ofPatient',
    project(body, write, { request, params }) {
      const appointment = previousIn(write.provisional)
      const row = tokenOfPatient(given(write), appointment)
      const isIn =
        sameId(asObject(appointment.patient).id, params.patientId) &&
        belongs(row, request, tokenFilters(write.params.facilityId))
      return isIn ? addNew(body, request, row, write, ['/booking/token_slot/id']) : body
    },
  },
]

/** The server's answer, or until then only what was sent. */
const changed = (write: ProjectedWrite): JsonObject =>
  write.synced
    ? pick(asObject(write.answer), ['status', 'note'])
    : pick(asObject(write.provisional), ['status', 'note'])

export const changedAffects: Affect[] = [
  {
    read: 'token.detail',
    project: (body, write, { params }) =>
      isObject(body) && sameId(params.id, write.params.id) ? overlay(body, changed(write)) : body,
  },
  {
    read: 'token.ofPatient',
    project: (body, write) =>
      changeRows(body, (row) => (sameId(row.id, write.params.id) ? overlay(row, changed(write)) : row)),
  },
  {
    read: 'appointment.detail',
    project: (body, write) => (isObject(body) ? withToken(body, write.params.id, changed(write)) : body),
  },
  ...lists.map((read) => ({
    read,
    project: (body: Json | undefined, write: ProjectedWrite) =>
      changeRows(body, (row) => withToken(row, write.params.id, changed(write))),
  })),
]
