// Asking other facilities for something, and changing what was asked.

import type { JsonObject } from '../../json.ts'
import type { KnownAnswers, MatchedWrite, Needs, WritePolicy } from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { echoInstant } from '../instants.ts'
import { asObject, findRecord, isLeftOut, textOf } from '../json-record.ts'
import { emptyPatient, patientRow } from '../patient/record.ts'
import { userWithMeta } from '../people.ts'
import { checkRequest, foldIntoRequest, requestConflict } from './form.ts'
import { probeChangedRequest, probeNewRequest } from './probe.ts'
import { changedRequestAffects, newRequestAffects } from './project.ts'
import { emptyRequest, facilityItem, type RequestFacts, withRequestForm } from './record.ts'

export const resourceRequestWrites: WritePolicy[] = [
  {
    key: 'resourceRequest.create',
    type: 'create_resource_request',
    version: 1,
    method: 'POST',
    path: route('resource/'),
    resource: 'resourceRequest',
    validate: ({ body }) => checkRequest(body),
    creates: () => ['/id'],
    changes: () => [],
    needs: ({ request }) => needsOf(asObject(request.body)),
    normalize({ request }, { known, created, now, userId }) {
      const form = asObject(request.body)
      const author = userWithMeta(known.me, userId)
      const facts = factsOf(known, now)
      const base = {
        ...emptyRequest(created['/id'] ?? ''),
        origin_facility: facilityItem(facts.facilities, form.origin_facility),
        related_patient: isLeftOut(form.related_patient)
          ? null
          : patientRow({
              ...emptyPatient(textOf(form.related_patient)),
              ...findRecord([known.patient], form.related_patient),
            }),
        created_by: author,
        updated_by: author,
        created_date: echoInstant(now),
      }
      return withRequestForm(base, form, facts)
    },
    affects: newRequestAffects,
    probe: probeNewRequest,
    fold: foldIntoRequest,
    adopt: (candidateId) => asked.resourceRequest(candidateId),
    label,
  },
  {
    key: 'resourceRequest.update',
    type: 'update_resource_request',
    version: 1,
    method: 'PUT',
    path: route('resource/{id}/'),
    resource: 'resourceRequest',
    validate: ({ body }) => checkRequest(body),
    creates: () => [],
    changes: ({ params }) => [params.id ?? ''],
    needs: ({ request, params }) => ({
      ...needsOf(asObject(request.body)),
      request: asked.resourceRequest(params.id ?? ''),
    }),
    normalize({ request, params }, { known, now, userId }) {
      const base = {
        ...(findRecord([known.request], params.id) ?? emptyRequest(params.id ?? '')),
        updated_by: userWithMeta(known.me, userId),
      }
      return withRequestForm(base, asObject(request.body), factsOf(known, now))
    },
    affects: changedRequestAffects,
    conflict: requestConflict,
    probe: probeChangedRequest,
    label,
  },
]

function label({ request }: MatchedWrite, known: KnownAnswers): string {
  const names = [asObject(known.patient).name, asObject(request.body).title].map(textOf)
  return names.filter((name) => name !== '').join(' · ')
}

const needsOf = (form: JsonObject): Needs => ({
  me: asked.currentUser(),
  patient: asked.patient(textOf(form.related_patient)),
  origin: asked.facility(textOf(form.origin_facility)),
  approving: asked.facility(textOf(form.approving_facility)),
  assigned: asked.facility(textOf(form.assigned_facility)),
  facilities: asked.allFacilities(),
  everyone: asked.anyUser(),
  colleagues: { latest: 'facilityUser.list' },
})

const factsOf = (known: KnownAnswers, now: string): RequestFacts => ({
  now,
  facilities: [
    known.origin,
    known.approving,
    known.assigned,
    known.facilities,
    asObject(known.me).facilities,
  ],
  users: [known.me, known.everyone, known.colleagues],
})
