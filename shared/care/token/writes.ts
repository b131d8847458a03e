// Giving a patient a token for the queue of an appointment's day, and changing it: `token-closed` when the encounter is
// completed.

import type { Json, JsonObject } from '../../json.ts'
import type { ConflictRule, KnownAnswers, MatchedWrite, WritePolicy } from '../../policy/write-policy.ts'
import { appointmentRead, foreseeChange } from '../appointment/form.ts'
import { knownAppointment, knownRows } from '../appointment/known.ts'
import { checkForm, oneOf, required } from '../form-check.ts'
import { asObject, findRecord, objectsIn, pick, sameId, textOf } from '../json-record.ts'
import { isTokenGivenAlready } from '../proof-in-refusal.ts'
import { probeChanged, probeGiven } from './probe.ts'
import { changedAffects, givenAffects } from './project.ts'
import { emptyToken, givenToken } from './record.ts'
import { givingRoute, tokenRead, tokenRoute } from './routes.ts'

const statuses = ['UNFULFILLED', 'CREATED', 'IN_PROGRESS', 'FULFILLED', 'CANCELLED', 'ENTERED_IN_ERROR']
const overStatuses = ['CANCELLED', 'ENTERED_IN_ERROR']

const lists = { ofPatients: { every: 'appointment.ofPatient' }, lists: { every: 'appointment.list' } }

const said = (body: JsonObject): JsonObject => ({ status: null, ...pick(body, ['status', 'note']) })

const readOf = ({ params }: MatchedWrite) =>
  tokenRead(params.facilityId ?? '', params.queueId ?? '', params.id ?? '')

/** Whether a patient has been called or seen is never put together by a machine. */
const tokenConflict: ConflictRule = {
  read: readOf,
  toPayload: (record) => said(asObject(record)),
  fields: ['status', 'note'],
  neverMerge: ['status'],
  closed: (record) => {
    const status = textOf(asObject(record).status)
    return overStatuses.includes(status) ? status : undefined
  },
}

export const tokenWrites: WritePolicy[] = [
  {
    key: 'token.generate',
    type: 'generate_token',
    version: 1,
    method: 'POST',
    path: givingRoute,
    resource: 'token',
    validate: ({ body }) => checkForm(body, [required('category', 'Token category')]),
    foresee: (write, context) =>
      isGiven(context.known, write.params.id)
        ? [{ at: ['token'], words: 'This appointment has a token already.' }]
        : foreseeChange(write, context),
    creates: () => ['/id'],
    // It adds to the appointment: one that is refused holds back nothing else of it.
    changes: () => [],
    shownOn: ({ params }) => [params.id ?? ''],
    needs: (write) => ({
      ...lists,
      appointment: appointmentRead(write),
      categories: { every: 'token.categories' },
    }),
    normalize: ({ request, params }, { known, created }) => {
      const form = asObject(request.body)
      const categories = objectsIn(known.categories).map(({ answer }) => answer)
      return givenToken(form, {
        id: created['/id'] ?? '',
        category: findRecord(categories, form.category),
        appointment: knownAppointment(known, params.id),
      })
    },
    affects: givenAffects,
    probe: probeGiven,
    mayHaveLanded: isTokenGivenAlready,
    label: ({ params }, known) => textOf(asObject(knownAppointment(known, params.id)?.patient).name),
  },
  {
    key: 'token.update',
    type: 'update_token',
    version: 1,
    method: 'PUT',
    path: tokenRoute,
    resource: 'token',
    validate: ({ body }) =>
      checkForm(body, [required('status', 'Status'), oneOf('status', 'Status', statuses)]),
    creates: () => [],
    changes: ({ params }) => [params.id ?? ''],
    needs: (write) => ({ ...lists, token: readOf(write) }),
    normalize: ({ request, params }, { known }) => ({
      ...(knownToken(known, params.id) ?? emptyToken(params.id ?? '')),
      ...said(asObject(request.body)),
    }),
    affects: changedAffects,
    conflict: tokenConflict,
    probe: probeChanged,
    label: ({ params }, known) => textOf(asObject(knownToken(known, params.id)?.patient).name),
  },
]

const knownToken = (known: KnownAnswers, id: Json | undefined): JsonObject | undefined =>
  findRecord([known.token, knownRows(known).map(({ token }) => token ?? null)], id)

const isGiven = (known: KnownAnswers, id: Json | undefined): boolean =>
  sameId(knownAppointment(known, id)?.id, id) &&
  textOf(asObject(knownAppointment(known, id)?.token).id) !== ''
