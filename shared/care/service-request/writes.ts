// Asking for a service (laboratory, imaging) by a definition of the facility. Sent alone, or as part of a form's batch.
// No such write was recorded on a running CARE: route and answer are as the embedded API has them, which was written
// from CARE's source.

import type { Json } from '../../json.ts'
import type {
  Affect,
  InvalidField,
  KnownAnswers,
  ProjectedWrite,
  WritePolicy,
} from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { emptyEncounter, isClosed } from '../encounter/record.ts'
import { checkForm, oneOf, required } from '../form-check.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, findRecord, objectsIn, sameId, textOf } from '../json-record.ts'
import { belongs } from '../page.ts'
import { probeServiceRequest } from './probe.ts'
import { isDefinedBy, serviceRequestFilters, serviceRequestRecord, serviceRequestRow } from './record.ts'

const statuses = ['draft', 'active', 'on_hold', 'entered_in_error', 'ended', 'completed', 'revoked']

const made = (write: ProjectedWrite) => ({
  ...asObject(write.provisional),
  ...asObject(write.answer),
  id: write.createdIds[0] ?? asObject(write.answer).id ?? null,
})

const isThere = (write: ProjectedWrite, facilityId: string | undefined) =>
  sameId(facilityId, write.params.facilityId)

const affects: Affect[] = [
  {
    read: 'serviceRequest.list',
    project(body, write, { request, params }) {
      const row = serviceRequestRow(made(write))
      return isThere(write, params.facilityId) && belongs(row, request, serviceRequestFilters)
        ? addNew(body, request, row, write, ['/title', '/priority', '/note'])
        : body
    },
  },
  {
    read: 'serviceRequest.detail',
    project: (body, write, { params }) =>
      isThere(write, params.facilityId) && sameId(params.id, write.createdIds[0])
        ? (body ?? made(write))
        : body,
  },
]

export const serviceRequestWrites: WritePolicy[] = [
  {
    key: 'serviceRequest.apply',
    type: 'service_request',
    version: 1,
    method: 'POST',
    path: route('facility/{facilityId}/service_request/apply_activity_definition/'),
    resource: 'serviceRequest',
    validate: ({ body }) => checkServiceRequest(body),
    // CARE refuses it of a closed encounter.
    foresee: ({ request }, { known }) =>
      isClosed(encounterIn(known, asObject(request.body).encounter)?.status)
        ? [{ at: ['encounter'], words: 'This encounter is closed.' }]
        : [],
    creates: () => ['/id'],
    // It adds to the encounter and changes nothing of it: one that is refused holds back nobody else.
    changes: () => [],
    datedOnArrival: () => true,
    needs({ request, params }) {
      const encounter = textOf(asObject(request.body).encounter)
      return {
        user: asked.currentUser(),
        definitions: { every: 'activityDefinition.list' },
        encounter: asked.encounter(encounter, { facility: params.facilityId ?? '' }),
        bare: asked.encounter(encounter),
      }
    },
    normalize({ request }, { known, created, now, userId }) {
      const form = asObject(request.body)
      const id = textOf(form.encounter)
      return serviceRequestRecord(form, {
        id: created['/id'] ?? '',
        definition: definitionIn(known, form.activity_definition),
        encounter: encounterIn(known, id) ?? emptyEncounter(id),
        user: known.user,
        userId,
        now,
      })
    },
    affects,
    probe: probeServiceRequest,
    adopt: (candidateId, { params }) => asked.serviceRequest(params.facilityId ?? '', candidateId),
    label({ request }, known) {
      const form = asObject(request.body)
      const title = definitionIn(known, form.activity_definition)?.title
      const { patient } = encounterIn(known, form.encounter) ?? {}
      return [title, asObject(patient).name]
        .map(textOf)
        .filter((part) => part !== '')
        .join(', ')
    },
  },
]

const definitionIn = (known: KnownAnswers, name: Json | undefined) =>
  objectsIn(known.definitions)
    .flatMap(({ answer }) => objectsIn(asObject(answer).results))
    .find((definition) => isDefinedBy(definition, name))

const encounterIn = (known: KnownAnswers, id: Json | undefined) =>
  findRecord([known.encounter, known.bare], id)

function checkServiceRequest(body: Json | undefined): InvalidField[] {
  const sent = checkForm(asObject(body).service_request, [
    oneOf('status', 'Status', statuses),
    oneOf('intent', 'Intent', ['proposal', 'plan', 'directive', 'order']),
    oneOf('priority', 'Priority', ['routine', 'urgent', 'asap', 'stat']),
  ])
  return [
    ...checkForm(body, [
      required('activity_definition', 'Service'),
      required('encounter', 'Encounter'),
      required('service_request', 'Service request'),
    ]),
    ...sent.map(({ at, words }) => ({ at: ['service_request', ...at], words })),
  ]
}
