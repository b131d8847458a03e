// Symptoms, diagnoses, allergies and medications: one write per list, made from the table of lists. Sent alone, or as
// part of a form's batch.

import type { Json, JsonObject } from '../../json.ts'
import type {
  Entered,
  MatchedWrite,
  Needs,
  NormalizeContext,
  WritePolicy,
} from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { asObject, findRecord, textOf } from '../json-record.ts'
import { datapointsIn, idAt, prescriberOf, prescriptionIdAt } from './datapoints.ts'
import { checkUpsert, foreseeUpsert, upsertParts } from './form.ts'
import { type ClinicalKind, clinicalKinds } from './kinds.ts'
import { probeUpsert } from './probe.ts'
import { clinicalAffects } from './project.ts'
import { type ClinicalFacts, changedRecord, newRecord, prescriptionRow } from './record.ts'
import { itemOf } from './routes.ts'

export const clinicalWrites: WritePolicy[] = clinicalKinds.map((kind) => ({
  key: `${kind.resource}.upsert`,
  type: kind.type,
  version: 1,
  method: 'POST',
  path: route(`patient/{patientId}/${kind.path}/upsert/`),
  resource: kind.resource,
  validate: (request) => checkUpsert(kind, request),
  foresee: ({ request }, { nowMs }) => foreseeUpsert(request, nowMs),
  creates(request) {
    const points = datapointsIn(request)
    return points.flatMap((point) => {
      if (point.id !== undefined) return []
      const makesPrescription =
        kind.type === 'medication_request' && prescriberOf(points, point) === point.index
      return [idAt(point.index), ...(makesPrescription ? [prescriptionIdAt(point.index)] : [])]
    })
  },
  datedOnArrival: (request) => datapointsIn(request).some(({ id }) => id === undefined),
  // New items add to the patient and change nothing of it: one that is refused must hold back nobody else.
  changes: ({ request }) => datapointsIn(request).flatMap(({ id }) => (id === undefined ? [] : [id])),
  needs({ request, params }): Needs {
    const patientId = params.patientId ?? ''
    const changed = datapointsIn(request).flatMap(({ id }): [string, Needs[string]][] =>
      id === undefined ? [] : [[`item ${id}`, itemOf(kind, patientId, id)]],
    )
    return { user: asked.currentUser(), patient: asked.patient(patientId), ...Object.fromEntries(changed) }
  },
  normalize: (write, context) => normalize(kind, write, context),
  affects: clinicalAffects(kind),
  probe: probeUpsert(kind),
  parts: (write) => upsertParts(kind, write),
  entered: enteredItems,
  label: (_, known) => textOf(asObject(known.patient).name),
}))

/** What is the same for all of them, or only joins them to others, is left out. */
function enteredItems({ request }: MatchedWrite): Entered[] {
  return datapointsIn(request).map(({ body }) => {
    const { code, medication, encounter: _encounter, patient: _patient, id: _id, ...rest } = body
    const about = asObject(code ?? medication)
    return { name: textOf(about.display) || textOf(about.code), value: rest }
  })
}

function normalize(kind: ClinicalKind, { request }: MatchedWrite, context: NormalizeContext): Json {
  const { known, created, userId, now } = context
  const facts: ClinicalFacts = { user: known.user, userId, now }
  const points = datapointsIn(request)
  return points.map((point): JsonObject => {
    const { index, body, id } = point
    if (id !== undefined) return changedRecord(kind, body, findRecord([known[`item ${id}`]], id), facts)
    const record = newRecord(kind, body, created[idAt(index)] ?? '', facts)
    const by = kind.type === 'medication_request' ? prescriberOf(points, point) : undefined
    const maker = points.find((other) => other.index === by)
    return maker
      ? {
          ...record,
          prescription: prescriptionRow(maker.body, created[prescriptionIdAt(maker.index)] ?? '', facts),
        }
      : record
  })
}
