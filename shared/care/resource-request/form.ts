// What the server takes of a resource request's form, what it would refuse, and what two people may have changed.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { ConflictRule, InvalidField, MatchedWrite } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { type FoldRule, foldForm } from '../fold.ts'
import { checkForm, type FormCheck, oneOf, required } from '../form-check.ts'
import { asObject, isLeftOut } from '../json-record.ts'
import { lastChange } from '../people.ts'
import { copiedFields, emptyRequest, facilityFields } from './record.ts'

const statuses =
  'pending approved rejected cancelled transportation_to_be_arranged transfer_in_progress completed'.split(
    ' ',
  )
const categories = 'patient_care comfort_devices medicines financial supplies other'.split(' ')

/** An empty text is one that the server takes. */
const given =
  (field: string, name: string): FormCheck =>
  (body) =>
    isLeftOut(body[field]) ? [{ at: [field], words: `${name} is missing.` }] : []

const checks: FormCheck[] = [
  given('title', 'Title'),
  given('reason', 'Reason'),
  given('emergency', 'Emergency'),
  given('referring_facility_contact_name', 'Contact name'),
  given('referring_facility_contact_number', 'Contact number'),
  required('status', 'Status'),
  oneOf('status', 'Status', statuses),
  required('category', 'Category'),
  oneOf('category', 'Category', categories),
  required('priority', 'Priority'),
  ({ priority }) =>
    isLeftOut(priority) || priority === '' || Number.isInteger(Number(priority))
      ? []
      : [{ at: ['priority'], words: 'Priority is not a whole number.' }],
  required('origin_facility', 'Origin facility'),
  // The form is looked at, not the record: also where a facility was assigned before.
  ({ assigned_to, assigned_facility }) =>
    isLeftOut(assigned_to) || !isLeftOut(assigned_facility)
      ? []
      : [
          {
            at: ['assigned_facility'],
            words: 'Assigned facility is required for assigning the request to a user.',
          },
        ],
]

/** New or changed: the server wants all of it each time. */
export const checkRequest = (body: Json | undefined): InvalidField[] => checkForm(body, checks)

const formFields = [...copiedFields, ...facilityFields, 'assigned_to']

export const requestConflict: ConflictRule = {
  read: ({ params }) => asked.resourceRequest(params.id ?? ''),
  toPayload: requestPayload,
  fields: formFields,
  // Whether it is granted, refused or under way is decided by people, one after the other.
  neverMerge: ['status'],
  lastChange,
}

function requestPayload(record: Json): JsonObject {
  const request = asObject(record)
  const idOf = (field: string): Json => asObject(request[field]).id ?? null
  return Object.fromEntries([
    ...copiedFields.map((field) => [field, request[field] ?? null]),
    ...[...facilityFields, 'assigned_to'].map((field) => [field, idOf(field)]),
  ])
}

const rule: FoldRule = {
  taken: formFields,
  // Patient and facility stay those that it was made for.
  ignored: [
    ...Object.keys(emptyRequest('')).filter((field) => !formFields.includes(field)),
    'external_id',
    'meta',
    'version',
  ],
  cleared: [],
}

/** A change of a request, put into the write that makes it and still waits. */
export function foldIntoRequest(create: ApiRequest, update: MatchedWrite): ApiRequest | undefined {
  const changes = update.request.body
  if (update.policy.key !== 'resourceRequest.update' || !isObject(changes)) return undefined
  const body = foldForm(asObject(create.body), changes, rule)
  return body && checkRequest(body).length === 0 ? { ...create, body } : undefined
}
