// What the screens of a patient of the ward ask for, as whole lists where there are such: each answers for all the
// narrower ones that a screen may make of it.

import type { ApiRequest } from '../../api-request.ts'
import type { Json } from '../../json.ts'
import { asked } from '../asked.ts'
import { clinicalKinds } from '../clinical/kinds.ts'
import { wholeListOf } from '../clinical/routes.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'

/** Of each encounter of a list, newest first as it stands there, with its patient. */
export const recordsOfWard = (list: Json, facilityId: string, most: number): ApiRequest[] =>
  objectsIn(asObject(list).results)
    .slice(0, most)
    .map((row) => ({ encounter: textOf(row.id), patient: textOf(asObject(row.patient).id) }))
    .filter(({ encounter, patient }) => encounter !== '' && patient !== '')
    .flatMap(({ encounter, patient }) => [
      asked.patient(patient),
      asked.encounter(encounter, { facility: facilityId }),
      asked.encountersOf(patient),
      ...clinicalKinds.map((kind) => wholeListOf(kind, patient)),
      asked.observationsOf(patient, encounter),
      asked.responsesOf(patient, encounter),
      asked.patientUsers(patient),
      asked.appointmentsOfPatient(patient, { offset: '0', limit: '14' }),
      asked.resourceRequests({ related_patient: patient }),
      asked.files('patient', patient),
      asked.files('encounter', encounter),
      asked.serviceRequests(facilityId, { encounter, offset: '0', limit: '20' }),
      asked.chargeItems(facilityId, { encounter, offset: '0', limit: '20' }),
    ])
