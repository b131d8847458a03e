// What the server takes of an encounter's form, and what it would refuse or crash on.

import { equalJson, type Json, type JsonObject } from '../../json.ts'
import type { ConflictRule, InvalidField } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { checkForm, type FormCheck, oneOf, required } from '../form-check.ts'
import { hasZone } from '../instants.ts'
import { asObject, isLeftOut, textOf } from '../json-record.ts'
import { lastChange } from '../people.ts'
import { isClosed } from './record.ts'

const statuses =
  'planned in_progress on_hold discharged completed cancelled discontinued entered_in_error unknown'.split(
    ' ',
  )
const classes = 'imp amb obsenc emer vr hh'.split(' ')
const priorities = (
  'ASAP callback_results callback_for_scheduling elective emergency preop as_needed routine rush_reporting stat ' +
  'timing_critical use_as_directed urgent'
).split(' ')

const common: FormCheck[] = [
  required('status', 'Status'),
  required('encounter_class', 'Encounter class'),
  required('priority', 'Priority'),
  oneOf('status', 'Status', statuses),
  oneOf('encounter_class', 'Encounter class', classes),
  oneOf('priority', 'Priority', priorities),
  periodIsSound,
]

const creating: FormCheck[] = [required('patient', 'Patient'), required('facility', 'Facility')]

// The server does not refuse this one, it crashes.
const updating: FormCheck[] = [
  (body) =>
    body.hospitalization === null
      ? [{ at: ['hospitalization'], words: 'Hospitalization must not be empty.' }]
      : [],
]

export const checkNewEncounter = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [...creating, ...common])
export const checkEncounter = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [...common, ...updating])

function periodIsSound(body: JsonObject): InvalidField[] {
  const period = asObject(body.period)
  const bare = ['start', 'end'].filter((end) => !isLeftOut(period[end]) && !hasZone(textOf(period[end])))
  if (bare.length > 0)
    return bare.map((end) => ({ at: ['period', end], words: `Period ${end} has no time zone.` }))
  return Date.parse(textOf(period.start)) > Date.parse(textOf(period.end))
    ? [{ at: ['period'], words: 'Period ends before it starts.' }]
    : []
}

/** The read that the screens make of this encounter: CARE's front end names the facility, and sends it back. */
export function encounterRead(id: string, form: JsonObject) {
  const facility = textOf(form.facility) || textOf(asObject(form.facility).id)
  return asked.encounter(id, facility === '' ? {} : { facility })
}

export const encounterFields = [
  'status',
  'encounter_class',
  'priority',
  'period',
  'hospitalization',
  'external_identifier',
  'discharge_summary_advice',
] as const

export const encounterConflict: ConflictRule = {
  read: ({ request, params }) => encounterRead(params.id ?? '', asObject(request.body)),
  toPayload: (record) =>
    Object.fromEntries(encounterFields.map((field) => [field, asObject(record)[field] ?? null])),
  fields: encounterFields,
  // Two people's decisions about where a patient stands are never put together by a machine.
  neverMerge: ['status'],
  // One that somebody else has closed so already, in no fewer words, is not refused: there is nothing to do.
  closed(record, { request }) {
    const [encounter, form] = [asObject(record), asObject(request.body)]
    const isDone = encounter.status === form.status && !lacksWordsOf(encounter, form)
    return isClosed(encounter.status) && !isDone ? textOf(encounter.status) : undefined
  },
  lastChange,
}

/** What only the form that closes an encounter says; period, class and priority are sent along as they were. */
export function lacksWordsOf(record: JsonObject, form: JsonObject): boolean {
  const [stay, sentStay] = [asObject(record.hospitalization), asObject(form.hospitalization)]
  return (
    ['external_identifier', 'discharge_summary_advice'].some((field) => lacks(record[field], form[field])) ||
    Object.keys(sentStay).some((field) => lacks(stay[field], sentStay[field]))
  )
}

const lacks = (kept: Json | undefined, sent: Json | undefined): boolean =>
  !isLeftOut(sent) && sent !== '' && !equalJson(kept, sent)
