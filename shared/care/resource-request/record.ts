// A resource request as the server would answer it, new or changed, and as a row of a list.

import type { Json, JsonObject } from '../../json.ts'
import { echoInstant } from '../instants.ts'
import { findRecord, isLeftOut, pick } from '../json-record.ts'
import { minimalUser } from '../people.ts'

/** Fields that the server copies from the body, and that every form must bring. */
export const copiedFields = [
  'title',
  'reason',
  'emergency',
  'referring_facility_contact_name',
  'referring_facility_contact_number',
  'status',
  'category',
  'priority',
] as const

/** Ids in the body, records in the answer. `null`, and leaving one out, keep what was there. */
export const facilityFields = ['approving_facility', 'assigned_facility'] as const

const listFields = [
  'id',
  ...copiedFields,
  'origin_facility',
  'assigned_facility',
  'created_date',
  'modified_date',
]

/** A row does not tell the patient, nor who has to approve. */
export const requestRow = (request: JsonObject): JsonObject => pick(request, listFields)

export const emptyRequest = (id: string): JsonObject => ({
  id,
  emergency: false,
  title: '',
  reason: '',
  referring_facility_contact_name: '',
  referring_facility_contact_number: '',
  status: '',
  category: '',
  priority: 1,
  origin_facility: facilityItem([], ''),
  approving_facility: null,
  assigned_facility: null,
  related_patient: null,
  assigned_to: null,
  created_by: {},
  updated_by: {},
  created_date: '',
  modified_date: '',
})

const emptyFacility: JsonObject = {
  id: '',
  name: '',
  description: '',
  longitude: null,
  latitude: null,
  pincode: null,
  address: '',
  phone_number: '',
  middleware_address: null,
  facility_type: '',
  is_public: false,
  features: [],
  cover_image_url: null,
  read_cover_image_url: null,
  geo_organization: {},
  created_by: {},
  invoice_number_expression: null,
}

/** A facility as it stands inside a request; what nobody here knows of it is left empty (a missing one crashes). */
export const facilityItem = (known: readonly (Json | undefined)[], id: Json | undefined): JsonObject => ({
  ...emptyFacility,
  ...pick(findRecord(known, id) ?? {}, Object.keys(emptyFacility)),
  id: id ?? '',
})

export interface RequestFacts {
  now: string
  /** Answers in which facilities and users may be found, the fullest first. */
  facilities: (Json | undefined)[]
  users: (Json | undefined)[]
}

export function withRequestForm(base: JsonObject, form: JsonObject, facts: RequestFacts): JsonObject {
  const next: JsonObject = { ...base, modified_date: echoInstant(facts.now) }
  for (const field of copiedFields) if (!isLeftOut(form[field])) next[field] = form[field] ?? null
  for (const field of facilityFields)
    if (!isLeftOut(form[field])) next[field] = facilityItem(facts.facilities, form[field])
  if (!isLeftOut(form.assigned_to)) {
    const user = findRecord(facts.users, form.assigned_to)
    next.assigned_to = minimalUser(user, String(form.assigned_to))
  }
  return next
}

/** What an update with this form touches. */
export const touchedFields = (form: JsonObject): string[] => [
  ...[...copiedFields, ...facilityFields, 'assigned_to'].filter((field) => !isLeftOut(form[field])),
  'modified_date',
  'updated_by',
]
