// Registering a patient, and changing one.

import type { ApiRequest } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import type { KnownAnswers, Needs, WritePolicy } from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { createLocks, newPatientRoute } from '../create-locks.ts'
import { echoInstant } from '../instants.ts'
import { asObject, findRecord, objectsIn, textOf } from '../json-record.ts'
import { minimalUser, permissionsOf } from '../people.ts'
import { isTakenIdentifier } from '../proof-in-refusal.ts'
import { foldIntoRegistration } from './fold.ts'
import { checkNewPatient, checkPatient, foreseeDeath, leavesOutPincode, patientConflict } from './form.ts'
import { probeByKey, withKey } from './key.ts'
import { probeChangedPatient, probeNewPatient } from './probe.ts'
import { changedPatientAffects, newPatientAffects } from './project.ts'
import { emptyPatient, type PatientFacts, withPatientForm } from './record.ts'
import { guardNewPatient } from './same-person.ts'

/** `keyConfig`: the patient identifier config, unique at this site, that may hold a key of ours. */
export const createPatientWrites = (keyConfig?: string): WritePolicy[] => [
  {
    key: 'patient.create',
    type: 'create_patient',
    version: 1,
    method: 'POST',
    path: newPatientRoute,
    resource: 'patient',
    validate: ({ body }) => checkNewPatient(body),
    foresee: ({ request }, { nowMs }) => foreseeDeath(request.body, nowMs),
    creates: () => ['/id'],
    changes: () => [],
    needs: ({ request }) => needsOf(asObject(request.body)),
    normalize({ request }, { known, created, now, userId }) {
      const form = asObject(request.body)
      const base = {
        ...emptyPatient(created['/id'] ?? ''),
        permissions: permissionsOf(known.sample, known.facility, known.user),
        created_date: echoInstant(now),
        created_by: minimalUser(known.user, userId),
        updated_by: minimalUser(known.user, userId),
      }
      return withPatientForm(base, form, factsOf(form, known, now))
    },
    affects: newPatientAffects,
    lanes: ({ request }) => createLocks(request),
    mayHaveLanded: isTakenIdentifier,
    guard: guardNewPatient,
    fold: foldIntoRegistration,
    adopt: (candidateId) => asked.patient(candidateId),
    ...(keyConfig === undefined
      ? { probe: probeNewPatient }
      : {
          probe: probeByKey(keyConfig),
          stamp: (request: ApiRequest, writeId: string) => withKey(request, keyConfig, writeId),
        }),
    label: ({ request }) => textOf(asObject(request.body).name),
  },
  {
    key: 'patient.update',
    type: 'update_patient',
    version: 1,
    method: 'PUT',
    path: route('patient/{id}/'),
    resource: 'patient',
    validate: ({ body }) => checkPatient(body),
    foresee: ({ request }, { nowMs }) => foreseeDeath(request.body, nowMs),
    complete({ request, params }, { known }) {
      if (!leavesOutPincode(request.body)) return undefined
      const patient = findRecord([known.patient], params.id)
      return patient ? { ...asObject(request.body), pincode: patient.pincode ?? null } : 'unknown'
    },
    creates: () => [],
    changes: ({ params }) => [params.id ?? ''],
    needs: ({ request, params }) => ({
      ...needsOf(asObject(request.body)),
      patient: asked.patient(params.id ?? ''),
    }),
    normalize({ request, params }, { known, now, userId }) {
      const form = asObject(request.body)
      const base = {
        ...(findRecord([known.patient], params.id) ?? emptyPatient(params.id ?? '')),
        updated_by: minimalUser(known.user, userId),
      }
      return withPatientForm(base, form, factsOf(form, known, now))
    },
    affects: changedPatientAffects,
    conflict: patientConflict,
    probe: probeChangedPatient,
    label: ({ request }, known) =>
      textOf(asObject(request.body).name) || textOf(asObject(known.patient).name),
  },
]

function needsOf(form: JsonObject): Needs {
  return {
    user: asked.currentUser(),
    sample: { latest: 'patient.detail' },
    facility: form.facility ? asked.facility(textOf(form.facility)) : { latest: 'facility.detail' },
    organization: asked.organization(textOf(form.geo_organization)),
    roots: asked.geoRoots(),
    /** The form asks level by level, so the last list is the one in which the location was chosen. */
    level: { latest: 'organization.list' },
  }
}

function factsOf(form: JsonObject, known: KnownAnswers, now: string): PatientFacts {
  const others = [known.patient, known.sample, known.user, known.facility]
  return {
    now,
    organizations: [
      known.organization,
      known.level,
      known.roots,
      ...others.map((record) => asObject(record).geo_organization),
      asObject(known.user).organizations,
      // care_fe sends along, for itself, the organizations that were chosen.
      form._selected_levels,
    ],
    identifierConfigs: objectsIn(asObject(known.facility).patient_instance_identifier_configs),
  }
}
