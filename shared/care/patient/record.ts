// A patient as the server would answer it: what the form sent, laid over what is known, in CARE's own shape.

import type { Json, JsonObject } from '../../json.ts'
import { echoInstant, utcInstant } from '../instants.ts'
import { asObject, findRecord, isLeftOut, objectsIn, pick, sameId, textOf } from '../json-record.ts'
import { tidyPhone } from '../phone-number.ts'

/** Fields that the server copies from the body. `null` or leaving one out keeps what was there, but for `pincode`. */
export const copiedFields = [
  'name',
  'gender',
  'phone_number',
  'emergency_phone_number',
  'address',
  'permanent_address',
  'blood_group',
] as const

const listFields = [
  'id',
  'name',
  'gender',
  'phone_number',
  'emergency_phone_number',
  'address',
  'permanent_address',
  'pincode',
  'deceased_datetime',
  'blood_group',
  'date_of_birth',
  'year_of_birth',
  'created_date',
  'modified_date',
  'instance_tags',
  'facility_tags',
] as const

/** The shape in lists and inside the rows of encounters. */
export const patientRow = (patient: JsonObject): JsonObject => pick(patient, listFields)

export const emptyPatient = (id: string): JsonObject => ({
  permissions: [],
  id,
  name: '',
  gender: '',
  phone_number: '',
  emergency_phone_number: '',
  address: '',
  permanent_address: '',
  pincode: null,
  deceased_datetime: null,
  blood_group: null,
  date_of_birth: null,
  year_of_birth: 0,
  created_date: '',
  modified_date: '',
  instance_tags: [],
  facility_tags: [],
  geo_organization: geoOrganization('', []),
  created_by: {},
  updated_by: {},
  instance_identifiers: [],
  facility_identifiers: [],
})

/** The organization behind an id; where none is known, its shape with an empty name (CARE's form prints the name). */
function geoOrganization(id: string, known: (Json | undefined)[]): JsonObject {
  return (
    findRecord(known, id) ?? {
      id,
      active: true,
      org_type: 'govt',
      name: '',
      description: null,
      metadata: {},
      level_cache: 0,
      system_generated: false,
      has_children: false,
      parent: {},
    }
  )
}

export interface PatientFacts {
  now: string
  /** Answers in which the organization may be found. */
  organizations: (Json | undefined)[]
  /** What identifiers the facility keeps, as its detail lists them. */
  identifierConfigs: JsonObject[]
}

export function withPatientForm(base: JsonObject, form: JsonObject, facts: PatientFacts): JsonObject {
  const next: JsonObject = { ...base, modified_date: echoInstant(facts.now), pincode: form.pincode ?? null }
  for (const field of copiedFields) if (!isLeftOut(form[field])) next[field] = form[field] ?? null
  if (!isLeftOut(form.phone_number)) next.phone_number = tidyPhone(textOf(form.phone_number))
  if (!isLeftOut(form.deceased_datetime)) next.deceased_datetime = utcInstant(textOf(form.deceased_datetime))
  if (!isLeftOut(form.geo_organization)) {
    next.geo_organization = geoOrganization(textOf(form.geo_organization), facts.organizations)
  }
  Object.assign(next, birthOf(form, facts.now))
  next.instance_identifiers = identifiersOf(next, form, facts.identifierConfigs)
  return next
}

/** An age overrides the date, and leaves only a year. */
function birthOf(form: JsonObject, now: string): JsonObject {
  if (!isLeftOut(form.age))
    return { date_of_birth: null, year_of_birth: Number(now.slice(0, 4)) - Number(form.age) }
  if (isLeftOut(form.date_of_birth)) return {}
  const date = textOf(form.date_of_birth)
  return { date_of_birth: date, year_of_birth: Number(date.slice(0, 4)) }
}

/** Name and phone number are kept as identifiers by the server itself; others come from the form. */
function identifiersOf(patient: JsonObject, form: JsonObject, configs: JsonObject[]): JsonObject[] {
  const present = objectsIn(patient.instance_identifiers)
  const known = [...present.map((identifier) => asObject(identifier.config)), ...configs]
  const unique = known.filter((config, i) => known.findIndex((other) => sameId(other.id, config.id)) === i)
  return unique.flatMap((config) => {
    const before = present.find((identifier) => sameId(asObject(identifier.config).id, config.id))
    const value = identifierValue(config, patient, form) ?? before?.value
    return isLeftOut(value) || value === '' ? [] : [{ config, value }]
  })
}

function identifierValue(config: JsonObject, patient: JsonObject, form: JsonObject): Json | undefined {
  const { system, auto_maintained } = asObject(config.config)
  if (auto_maintained === true) {
    if (textOf(system).endsWith('/patient-name')) return patient.name
    if (textOf(system).endsWith('/patient-phone-number')) return patient.phone_number
  }
  return objectsIn(form.identifiers).find((identifier) => sameId(identifier.config, config.id))?.value
}
