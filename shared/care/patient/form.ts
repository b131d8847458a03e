// What the server takes of a patient's form, and what it would refuse or crash on.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { ConflictRule, InvalidField, MatchedWrite } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { atMost, checkForm, type FormCheck, oneOf, phoneNumber, required, zoned } from '../form-check.ts'
import { asObject, isLeftOut, objectsIn, textOf } from '../json-record.ts'
import { lastChange } from '../people.ts'
import { copiedFields } from './record.ts'

const common: FormCheck[] = [
  oneOf('gender', 'Gender', ['male', 'female', 'non_binary', 'transgender']),
  atMost('name', 'Name', 200),
  phoneNumber('phone_number', 'Phone number'),
  phoneNumber('emergency_phone_number', 'Emergency phone number'),
  zoned('deceased_datetime', 'Time of death'),
  bornBeforeDeath,
]

const creating: FormCheck[] = [
  required('name', 'Name'),
  required('gender', 'Gender'),
  required('phone_number', 'Phone number'),
  required('geo_organization', 'Location'),
  // The server does not refuse this one, it crashes.
  (body) =>
    isBlank(body.date_of_birth) && isLeftOut(body.age)
      ? [{ at: ['date_of_birth'], words: 'Date of birth or age is missing.' }]
      : [],
]

export const checkNewPatient = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [...creating, ...common])
export const checkPatient = (body: Json | undefined): InvalidField[] => checkForm(body, common)

/** By the server's clock: the tablet's may be wrong. */
export const foreseeDeath = (body: Json | undefined, nowMs: number): InvalidField[] =>
  Date.parse(textOf(asObject(body).deceased_datetime)) > nowMs
    ? [{ at: ['deceased_datetime'], words: 'Time of death is in the future.' }]
    : []

export const patientConflict: ConflictRule = {
  read: (write: MatchedWrite) => asked.patient(write.params.id ?? ''),
  toPayload: patientPayload,
  fields: [
    ...copiedFields,
    'pincode',
    'deceased_datetime',
    'date_of_birth',
    'geo_organization',
    'identifiers',
  ],
  // A death reported by one and anything changed by another need a person. All other fields stand on their own: a
  // blood group corrected there and an address corrected here are both right, and two blood groups collide anyway.
  neverMerge: ['deceased_datetime'],
  whole: (mine, theirs) => (leavesOutPincode(mine) ? { ...mine, pincode: theirs.pincode ?? null } : mine),
  lastChange,
}

const always = ['name', 'gender', 'phone_number', 'geo_organization']

/**
 * A form that is not the whole patient (the time of death alone) says nothing of the PIN code, and CARE clears it where
 * it is left out. A whole form that leaves it out has cleared it.
 */
export const leavesOutPincode = (body: Json | undefined): boolean =>
  isObject(body) && body.pincode === undefined && always.some((field) => isLeftOut(body[field]))

/** A patient as read, in the shape of the form. An empty emergency number is left out: sent back it is a 400. */
function patientPayload(record: Json): JsonObject {
  const patient = asObject(record)
  return {
    ...Object.fromEntries(copiedFields.map((field) => [field, patient[field] ?? null])),
    emergency_phone_number:
      patient.emergency_phone_number === '' ? null : (patient.emergency_phone_number ?? null),
    pincode: patient.pincode ?? null,
    deceased_datetime: patient.deceased_datetime ?? null,
    date_of_birth: patient.date_of_birth ?? null,
    geo_organization: isObject(patient.geo_organization) ? (patient.geo_organization.id ?? null) : null,
    identifiers: sentIdentifiers(patient),
  }
}

/** Those that people enter; the server keeps name and phone number by itself. */
export function sentIdentifiers(patient: JsonObject): JsonObject[] {
  return objectsIn(patient.instance_identifiers)
    .filter((identifier) => asObject(asObject(identifier.config).config).auto_maintained !== true)
    .map((identifier) => ({
      config: asObject(identifier.config).id ?? null,
      value: identifier.value ?? null,
    }))
}

const isBlank = (value: Json | undefined): boolean => isLeftOut(value) || value === ''

function bornBeforeDeath(body: JsonObject): InvalidField[] {
  const born = Date.parse(textOf(body.date_of_birth))
  const died = Date.parse(textOf(body.deceased_datetime))
  return born > died ? [{ at: ['date_of_birth'], words: 'Date of birth is after the time of death.' }] : []
}
