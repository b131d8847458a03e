// What an encounter may look like when it is sent, and which of its states are closed.

import { canWrite } from '../permissions.ts'
import { forbidden } from '../refusal.ts'
import { list, model, optional, required, withDefault } from '../spec.ts'
import { coding, dictionary, oneOf, period, text, uuid } from '../spec-types.ts'
import type { EncounterRow, UserRow } from '../tables.ts'

const status = oneOf(
  'planned',
  'in_progress',
  'on_hold',
  'discharged',
  'completed',
  'cancelled',
  'discontinued',
  'entered_in_error',
  'unknown',
)

const priority = oneOf(
  'ASAP',
  'callback_results',
  'callback_for_scheduling',
  'elective',
  'emergency',
  'preop',
  'as_needed',
  'routine',
  'rush_reporting',
  'stat',
  'timing_critical',
  'use_as_directed',
  'urgent',
)

const always = {
  status: required(status),
  encounter_class: required(oneOf('imp', 'amb', 'obsenc', 'emer', 'vr', 'hh')),
  priority: required(priority),
  period: withDefault(period),
  hospitalization: optional(dictionary),
  external_identifier: optional(text()),
  discharge_summary_advice: optional(text()),
}

export const createSpec = model('EncounterCreateSpec', {
  ...always,
  patient: required(uuid),
  facility: required(uuid),
  organizations: withDefault(list(uuid)),
  appointment: optional(uuid),
  tags: withDefault(list(uuid)),
})

export const updateSpec = model('EncounterUpdateSpec', always)

export const departmentSpec = model('EncounterOrganizationRequest', { organization: required(uuid) })

export const careTeamSpec = model('EncounterCareTeamRequest', {
  members: required(
    list(model('EncounterCareTeamMember', { user_id: required(uuid), role: required(coding) })),
  ),
})

const closed = ['completed', 'cancelled', 'entered_in_error', 'discontinued']

export const isClosed = (encounter: Pick<EncounterRow, 'status'>) => closed.includes(encounter.status)

/** A closed encounter is closed to everybody, also to a superuser. */
export function requireOpen(encounter: EncounterRow, user: UserRow): void {
  if (isClosed(encounter) || !canWrite(user))
    throw forbidden('You do not have permission to update encounter')
}
