// What an upsert changes, and what the server would refuse of it for certain. Words and codes that are not allowed come from no form, and
// what depends on its clock is left to it.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type JsonObject } from '../../json.ts'
import type { ConflictRule, InvalidField, MatchedWrite, WritePart } from '../../policy/write-policy.ts'
import { checkForm, required } from '../form-check.ts'
import { hasZone } from '../instants.ts'
import { asObject, isLeftOut, textOf } from '../json-record.ts'
import { lastChange } from '../people.ts'
import { datapointsIn } from './datapoints.ts'
import type { ClinicalKind } from './kinds.ts'
import { changesOf } from './record.ts'
import { itemOf } from './routes.ts'

const mostDatapoints = 100

/** Whose item it is, and how it stood, decides; the words of two people about a medication are never put together. */
const itemConflict = (kind: ClinicalKind): ConflictRule => ({
  read: ({ request, params }) => itemOf(kind, params.patientId ?? '', textOf(asObject(request.body).id)),
  toPayload: (record) =>
    Object.fromEntries(kind.changeable.map((field) => [field, asObject(record)[field] ?? null])),
  fields: kind.changeable,
  neverMerge: kind.neverMerge,
  lastChange,
})

export function upsertParts(kind: ClinicalKind, write: MatchedWrite): WritePart[] {
  const conflict = itemConflict(kind)
  return datapointsIn(write.request).map(({ index, body, id }) => ({
    at: `/datapoints/${index}`,
    answerAt: `/${index}`,
    resource: kind.resource,
    changes: id === undefined ? [] : [id],
    write: { ...write, request: { ...write.request, body: spoken(kind, body) } },
    ...(id === undefined ? {} : { conflict }),
    label: textOf(asObject(body[kind.codedIn]).display),
  }))
}

/** An item without what it does not say: of a change, null and `{}` keep what is there. */
function spoken(kind: ClinicalKind, body: JsonObject): JsonObject {
  const rest = Object.entries(body).filter(([field]) => !kind.changeable.includes(field))
  return { ...Object.fromEntries(rest), ...changesOf(kind, body) }
}

export function checkUpsert(kind: ClinicalKind, request: ApiRequest): InvalidField[] {
  const points = datapointsIn(request)
  if (points.length === 0) return [{ at: ['datapoints'], words: 'Nothing has been entered.' }]
  if (points.length > mostDatapoints)
    return [{ at: ['datapoints'], words: `More than ${mostDatapoints} entries at once.` }]
  return points.flatMap(({ index, body, id }) => {
    const fields = id === undefined ? kind.requiredNew : kind.requiredChanged
    const found = checkForm(body, [
      ...fields.map(([field, name]) => required(field, name)),
      isAboutSomething,
      periodHasZone,
    ])
    return found.map(({ at, words }) => ({ at: ['datapoints', index, ...at], words }))
  })

  function isAboutSomething(body: JsonObject): InvalidField[] {
    const isNamed = kind.codedIn in body || !isLeftOut(body.requested_product)
    return kind.type !== 'medication_request' || !isLeftOut(body.id) || isNamed
      ? []
      : [{ at: ['medication'], words: 'Medication is missing.' }]
  }
}

function periodHasZone(body: JsonObject): InvalidField[] {
  const period = isObject(body.effective_period) ? body.effective_period : {}
  return ['start', 'end']
    .filter((end) => !isLeftOut(period[end]) && !hasZone(textOf(asObject(period)[end])))
    .map((end) => ({ at: ['effective_period', end], words: `Period ${end} has no time zone.` }))
}
