// Starting an encounter, changing it, and closing it.

import type { Json } from '../../json.ts'
import type { MatchedWrite, NormalizeContext, WritePolicy } from '../../policy/write-policy.ts'
import { appointmentRow } from '../appointment/record.ts'
import { asked, route } from '../asked.ts'
import { createLocks, newEncounterRoute } from '../create-locks.ts'
import { echoInstant, historyInstant } from '../instants.ts'
import { asObject, findRecord, isLeftOut, objectsIn, pick, sameId, textOf } from '../json-record.ts'
import { emptyPatient } from '../patient/record.ts'
import { permissionsOf, userWithMeta } from '../people.ts'
import { isClosedAlready, isPlaceTaken } from '../proof-in-refusal.ts'
import { foldIntoStart } from './fold.ts'
import { checkEncounter, checkNewEncounter, encounterConflict, encounterRead } from './form.ts'
import { probeChangedEncounter, probeClosedEncounter, probeNewEncounter } from './probe.ts'
import { changedEncounterAffects, newEncounterAffects } from './project.ts'
import { echoPeriod, emptyEncounter, isClosed, withEncounterForm } from './record.ts'

const changing = {
  version: 1,
  method: 'PUT',
  path: route('encounter/{id}/'),
  resource: 'encounter',
  validate: ({ body }) => checkEncounter(body),
  creates: () => [],
  changes: ({ params }) => [params.id ?? ''],
  needs: ({ request, params }) => ({
    user: asked.currentUser(),
    encounter: encounterRead(params.id ?? '', asObject(request.body)),
    bare: asked.encounter(params.id ?? ''),
    newest: { latest: 'encounter.detail' },
    patient: asked.patient(textOf(asObject(request.body).patient)),
  }),
  normalize: normalizeChange,
  affects: changedEncounterAffects,
  conflict: encounterConflict,
  label: (_, known) => patientName(known),
} satisfies Partial<WritePolicy>

export const encounterWrites: WritePolicy[] = [
  {
    key: 'encounter.create',
    type: 'create_encounter',
    version: 1,
    method: 'POST',
    path: newEncounterRoute,
    resource: 'encounter',
    validate: ({ body }) => checkNewEncounter(body),
    creates: () => ['/id'],
    changes: () => [],
    needs({ request }) {
      const form = asObject(request.body)
      return {
        user: asked.currentUser(),
        patient: asked.patient(textOf(form.patient)),
        facility: asked.facility(textOf(form.facility)),
        appointment: asked.appointment(textOf(form.facility), textOf(form.appointment)),
        departments: asked.departments(textOf(form.facility)),
        moreDepartments: { latest: 'facilityOrganization.list' },
        sample: { latest: 'encounter.detail' },
        /** Where the patient was never opened, a row of the ward's list still names her. */
        ward: { latest: 'encounter.list' },
      }
    },
    normalize: normalizeNew,
    affects: newEncounterAffects,
    probe: probeNewEncounter,
    lanes: ({ request }) => createLocks(request),
    mayHaveLanded: isPlaceTaken,
    fold: foldIntoStart,
    adopt: (candidateId, { request }) => encounterRead(candidateId, asObject(request.body)),
    label: (_, known) => patientName(known),
  },
  {
    ...changing,
    key: 'encounter.close',
    type: 'mark_encounter_as_complete',
    accepts: ({ body }) => isClosed(asObject(body).status),
    probe: probeClosedEncounter,
    mayHaveLanded: isClosedAlready,
  },
  {
    ...changing,
    key: 'encounter.update',
    type: 'update_encounter',
    accepts: ({ body }) => !isClosed(asObject(body).status),
    probe: probeChangedEncounter,
  },
]

function normalizeNew({ request }: MatchedWrite, { known, created, now, userId }: NormalizeContext): Json {
  const form = asObject(request.body)
  const author = userWithMeta(known.user, userId)
  const wardRows = objectsIn(asObject(known.ward).results).map((row) => row.patient)
  const patient = findRecord([known.patient, ...wardRows], form.patient) ?? {}
  const departments = [known.departments, known.moreDepartments]
  const sent = Array.isArray(form.organizations) ? form.organizations : []
  return {
    ...emptyEncounter(created['/id'] ?? ''),
    ...pick(form, [
      'status',
      'encounter_class',
      'priority',
      'external_identifier',
      'discharge_summary_advice',
    ]),
    permissions: permissionsOf(isOfFacility(known.sample, form.facility) ? known.sample : undefined, {
      permissions: encounterPermissions(known.facility, known.user),
    }),
    period: echoPeriod(asObject(form.period)),
    hospitalization: asObject(form.hospitalization),
    patient: { ...emptyPatient(textOf(form.patient)), ...patient, permissions: [] },
    facility: {
      id: form.facility ?? '',
      name: asObject(known.facility).name ?? facilityName(known.user, form.facility),
    },
    status_history: { history: [{ status: form.status ?? null, moved_at: historyInstant(now) }] },
    encounter_class_history: {
      history: [{ status: form.encounter_class ?? null, moved_at: historyInstant(now) }],
    },
    created_date: echoInstant(now),
    modified_date: echoInstant(now),
    created_by: author,
    updated_by: author,
    appointment: appointmentRow(asObject(known.appointment)),
    organizations: sent.flatMap((id) => findRecord(departments, id) ?? []),
  }
}

function normalizeChange({ request, params }: MatchedWrite, { known, now, userId }: NormalizeContext): Json {
  const form = asObject(request.body)
  const stored = findRecord([known.encounter, known.bare, known.newest], params.id)
  return withEncounterForm(
    {
      ...(stored ?? fromForm(params.id ?? '', form, known.patient)),
      updated_by: userWithMeta(known.user, userId),
    },
    form,
    now,
  )
}

/** CARE's form sends the whole record back, with ids for patient and facility: good where nothing is stored. */
function fromForm(id: string, form: Record<string, Json>, patient: Json | undefined) {
  const empty = emptyEncounter(id)
  const nested = ['patient', 'facility', 'status', 'encounter_class']
  const returned = Object.keys(empty).filter((key) => !nested.includes(key) && !isLeftOut(form[key]))
  return {
    ...empty,
    ...pick(form, returned),
    patient: findRecord([patient], form.patient) ?? {},
    facility: isLeftOut(form.facility) ? {} : { id: textOf(form.facility), name: '' },
  }
}

const isOfFacility = (encounter: Json | undefined, id: Json | undefined): boolean =>
  sameId(asObject(asObject(encounter).facility).id, id)

const facilityName = (user: Json | undefined, id: Json | undefined): Json =>
  objectsIn(asObject(user).facilities).find((facility) => sameId(facility.id, id))?.name ?? ''

function patientName(known: Record<string, Json | undefined>): string {
  const { patient } = asObject(known.encounter)
  return textOf(asObject(known.patient).name) || textOf(asObject(patient).name)
}

/** Of all that a user may do in a facility, what CARE lists on an encounter. */
const onEncounters = new Set([
  'can_create_encounter',
  'can_list_encounter',
  'can_write_encounter',
  'can_read_encounter',
  'can_submit_encounter_questionnaire',
  'can_create_patient',
  'can_write_patient',
  'can_list_patients',
  'can_view_clinical_data',
  'can_view_questionnaire_responses',
  'can_submit_patient_questionnaire',
])

const encounterPermissions = (...records: (Json | undefined)[]): Json[] =>
  permissionsOf(...records).filter((permission) => onEncounters.has(textOf(permission)))
