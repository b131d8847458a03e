// Assigning a user to a patient, and removing one. The server keeps nothing of it but the list of who is assigned:
// neither who did it, nor when, nor in which role.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import type {
  Affect,
  KnownAnswers,
  MatchedWrite,
  ProbeResult,
  ProjectedWrite,
  UndoContext,
  WritePolicy,
} from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { checkForm, required } from '../form-check.ts'
import { asObject, findRecord, objectsIn, sameId, textOf } from '../json-record.ts'
import { fullName, minimalUser } from '../people.ts'
import { isAssignedAlready, isNotAssigned } from '../proof-in-refusal.ts'

const userIn = ({ request }: MatchedWrite): string => textOf(asObject(request.body).user)

const needs = ({ params }: MatchedWrite) => ({
  me: asked.currentUser(),
  patient: asked.patient(params.id ?? ''),
  assigned: asked.patientUsers(params.id ?? ''),
  everyone: asked.anyUser(),
  colleagues: { latest: 'facilityUser.list' },
})

const knownUser = ({ me, assigned, everyone, colleagues }: KnownAnswers, id: string) =>
  findRecord([me, assigned, everyone, colleagues], id)

const label = (write: MatchedWrite, known: KnownAnswers): string =>
  [textOf(asObject(known.patient).name), fullName(knownUser(known, userIn(write)))]
    .filter((name) => name !== '')
    .join(' · ')

/** Shows in the one list that there is. A body without results is none that can be read. */
const inList = (change: (users: JsonObject[], write: ProjectedWrite) => JsonObject[]): Affect[] => [
  {
    read: 'patientUser.list',
    project(body, write, { params }) {
      if (!isObject(body) || !Array.isArray(body.results) || !sameId(params.id, write.params.id)) return body
      const users = objectsIn(body.results)
      const changed = change(users, write)
      return changed === users ? body : { ...body, results: changed }
    },
  },
]

const roleIn = ({ request }: MatchedWrite): string => textOf(asObject(request.body).role)

/** The last word on this user, where this one takes it back; with what was before it. */
function lastWord(write: MatchedWrite, earlier: UndoContext['earlier'], key: string) {
  const words = earlier.filter(
    (other) =>
      other.policy.resource === write.policy.resource &&
      sameId(other.params.id, write.params.id) &&
      sameId(userIn(other), userIn(write)),
  )
  const last = words.at(-1)
  return last?.policy.key === key && !last.synced ? { last, before: words.at(-2) } : undefined
}

/** Where the list is not here, nobody knows whether the user was assigned all along: then both are sent. */
function undoneAssignment(write: MatchedWrite, { known, earlier }: UndoContext): string | undefined {
  const word = lastWord(write, earlier, 'patientUser.add')
  const isAlone = word?.before === undefined || word.before.synced
  const isList = Array.isArray(asObject(known.assigned).results)
  const wasOut = isAlone
    ? isList && findRecord([known.assigned], userIn(write)) === undefined
    : word?.before?.policy.key === 'patientUser.remove'
  return wasOut ? word?.last.id : undefined
}

/** Only in the role that was theirs; the list tells of no roles, so that one must have been given here. */
function undoneRemoval(write: MatchedWrite, { known, earlier }: UndoContext): string | undefined {
  const word = lastWord(write, earlier, 'patientUser.remove')
  const before = word?.before
  if (before?.policy.key !== 'patientUser.add' || !sameId(roleIn(before), roleIn(write))) return undefined
  return !before.synced || findRecord([known.assigned], userIn(write)) ? word?.last.id : undefined
}

export const patientUserWrites: WritePolicy[] = [
  {
    key: 'patientUser.add',
    type: 'assign_user_to_patient',
    version: 1,
    method: 'POST',
    path: route('patient/{id}/add_user/'),
    resource: 'patientUser',
    validate: ({ body }) => checkForm(body, [required('user', 'User'), required('role', 'Role')]),
    creates: () => [],
    // It changes nothing of the patient that is shown: one that is refused must hold back nobody else.
    changes: () => [],
    shownOn: ({ params }) => [params.id ?? ''],
    needs,
    normalize: (write, { known }) => minimalUser(knownUser(known, userIn(write)), userIn(write)),
    affects: inList((users, write) => {
      const id = userIn(write)
      return findRecord(users, id)
        ? users
        : [...users, { ...asObject(write.provisional), ...answered(write) }]
    }),
    probe: (write) => lookInList(write, (user) => (user ? { found: user } : { absent: true })),
    mayHaveLanded: isAssignedAlready,
    undoes: undoneRemoval,
    label,
  },
  {
    key: 'patientUser.remove',
    type: 'remove_user_from_patient',
    version: 1,
    method: 'POST',
    path: route('patient/{id}/delete_user/'),
    resource: 'patientUser',
    validate: ({ body }) => checkForm(body, [required('user', 'User')]),
    creates: () => [],
    // Never before an earlier assignment of this user, and no later one before it: the last word holds.
    changes: (write) => [userIn(write)],
    shownOn: ({ params }) => [params.id ?? ''],
    needs,
    normalize: () => ({}),
    affects: inList((users, write) => {
      const left = users.filter(({ id }) => !sameId(id, userIn(write)))
      return left.length === users.length ? users : left
    }),
    probe: (write) => lookInList(write, (user) => (user ? { absent: true } : { found: {} })),
    mayHaveLanded: isNotAssigned,
    undoes: undoneAssignment,
    label,
  },
]

const answered = ({ answer }: ProjectedWrite): JsonObject => asObject(answer)

/** Undefined: the list could not be read, for the patient is not there. */
function* lookInList(
  write: MatchedWrite,
  judge: (user: JsonObject | undefined) => ProbeResult,
): Generator<ApiRequest, ProbeResult, Json | undefined> {
  const list: Json | undefined = yield asked.patientUsers(write.params.id ?? '')
  if (list === undefined) return { absent: true }
  return Array.isArray(asObject(list).results) ? judge(findRecord([list], userIn(write))) : { unsure: [] }
}
