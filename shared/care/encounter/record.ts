// An encounter as the server would answer it, new or changed, and as a row of a list.

import type { Json, JsonObject } from '../../json.ts'
import { echoInstant, historyInstant } from '../instants.ts'
import { asObject, isLeftOut, objectsIn, pick, textOf } from '../json-record.ts'
import { patientRow } from '../patient/record.ts'

/** Statuses that free bed and devices, and after which CARE refuses every write. `discharged` is still open. */
const closedStatuses: readonly string[] = ['completed', 'cancelled', 'entered_in_error', 'discontinued']

export const isClosed = (status: Json | undefined): boolean => closedStatuses.includes(textOf(status))

const listFields = [
  'id',
  'status',
  'encounter_class',
  'period',
  'hospitalization',
  'priority',
  'external_identifier',
  'discharge_summary_advice',
  'patient',
  'facility',
  'status_history',
  'encounter_class_history',
  'created_date',
  'modified_date',
  'tags',
] as const

export const encounterRow = (encounter: JsonObject): JsonObject => ({
  ...pick(encounter, listFields),
  patient: patientRow(asObject(encounter.patient)),
})

export const emptyEncounter = (id: string): JsonObject => ({
  permissions: [],
  id,
  status: '',
  encounter_class: '',
  period: {},
  hospitalization: {},
  priority: '',
  external_identifier: null,
  discharge_summary_advice: null,
  patient: {},
  facility: {},
  status_history: { history: [] },
  encounter_class_history: { history: [] },
  created_date: '',
  modified_date: '',
  tags: [],
  appointment: {},
  created_by: {},
  updated_by: {},
  organizations: [],
  current_location: null,
  location_history: [],
  care_team: [],
})

/**
 * The encounter with an update in it. Only what was sent is changed: leaving out or `null` keeps, save for the
 * discharge advice, which it clears.
 */
export function withEncounterForm(base: JsonObject, form: JsonObject, now: string): JsonObject {
  const next: JsonObject = { ...base, modified_date: echoInstant(now), ...historiesWith(base, form, now) }
  for (const field of ['status', 'encounter_class', 'priority', 'external_identifier', 'hospitalization']) {
    if (!isLeftOut(form[field])) next[field] = form[field] ?? null
  }
  if (!isLeftOut(form.period)) next.period = echoPeriod(asObject(form.period))
  next.discharge_summary_advice = form.discharge_summary_advice ?? null
  if (isClosed(form.status)) next.current_location = null
  return next
}

export function echoPeriod(period: JsonObject): JsonObject {
  const sent = Object.entries(period).filter(([, value]) => !isLeftOut(value))
  return Object.fromEntries(sent.map(([key, value]) => [key, echoInstant(textOf(value))]))
}

/** CARE writes the status, not the class, into the history of classes at every change but the first. */
export function historiesWith(base: JsonObject, form: JsonObject, now: string): JsonObject {
  const moved = { status: form.status ?? null, moved_at: historyInstant(now) }
  const changes = (field: string) => !isLeftOut(form[field]) && form[field] !== base[field]
  return {
    status_history: changes('status') ? longer(base.status_history, moved) : (base.status_history ?? null),
    encounter_class_history: changes('encounter_class')
      ? longer(base.encounter_class_history, moved)
      : (base.encounter_class_history ?? null),
  }
}

const longer = (history: Json | undefined, entry: JsonObject): JsonObject => ({
  history: [...objectsIn(asObject(history).history), entry],
})

/** What the status was before this update, if the update (as we made it) changed it. */
export function statusBefore(updated: JsonObject): Json | undefined {
  const history = objectsIn(asObject(updated.status_history).history)
  const isNew = history.at(-1)?.moved_at === historyInstant(textOf(updated.modified_date))
  return isNew ? history.at(-2)?.status : undefined
}
