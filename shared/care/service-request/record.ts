// A service request as the server would answer it, whole and as a row of its list.

import type { Json, JsonObject } from '../../json.ts'
import { encounterRow } from '../encounter/record.ts'
import { echoInstant } from '../instants.ts'
import { asObject, isLeftOut, pick, sameId, textOf } from '../json-record.ts'
import { containsText, type Filters } from '../page.ts'
import { userWithMeta } from '../people.ts'

export const serviceRequestFilters: Filters = {
  encounter: (request, value) => sameId(asObject(request.encounter).id, value),
  status: (request, value) => value.split(',').includes(textOf(request.status)),
  priority: (request, value) => value.split(',').includes(textOf(request.priority)),
  title: (request, value) => containsText(request.title, value),
}

/** A definition is named by its slug or its id. */
export const isDefinedBy = (definition: JsonObject, name: Json | undefined): boolean =>
  definition.slug === name || sameId(definition.id, name)

/** What a form may say of it; the rest comes from the definition. */
export const sentFields = [
  'title',
  'status',
  'intent',
  'priority',
  'note',
  'patient_instruction',
  'occurance',
] as const

export interface ServiceRequestFacts {
  id: string
  definition: JsonObject | undefined
  encounter: JsonObject
  user: Json | undefined
  userId: string
  now: string
}

export function serviceRequestRecord(form: JsonObject, facts: ServiceRequestFacts): JsonObject {
  const { definition, encounter, user, userId } = facts
  const sent = asObject(form.service_request)
  const author = userWithMeta(user, userId)
  const said = sentFields.filter((field) => !isLeftOut(sent[field]))
  return {
    id: facts.id,
    title: definition?.title ?? '',
    status: 'active',
    intent: 'order',
    priority: 'routine',
    category: definition?.classification ?? null,
    do_not_perform: false,
    note: null,
    body_site: null,
    code: definition?.code ?? null,
    occurance: null,
    patient_instruction: null,
    ...Object.fromEntries(said.map((field) => [field, sent[field] ?? null])),
    encounter: encounterRow(encounter),
    tags: [],
    requester: isLeftOut(sent.requester)
      ? null
      : userWithMeta(sameId(sent.requester, userId) ? user : undefined, textOf(sent.requester)),
    created_date: echoInstant(facts.now),
    modified_date: echoInstant(facts.now),
    locations: [],
    healthcare_service: null,
    activity_definition: definition ?? null,
    specimens: [],
    diagnostic_reports: [],
    patient: encounter.patient ?? {},
    created_by: author,
    updated_by: author,
  }
}

const rowFields = [
  ...['id', ...sentFields, 'category', 'do_not_perform', 'body_site', 'code', 'encounter', 'tags'],
  ...['requester', 'created_date', 'modified_date'],
]

export const serviceRequestRow = (request: JsonObject): JsonObject => pick(request, rowFields)
