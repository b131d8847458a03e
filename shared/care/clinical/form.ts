// What an upsert changes, and what the server would refuse of it for certain. Which codes are in its value sets only the
// server knows.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type JsonObject } from '../../json.ts'
import type { ConflictRule, InvalidField, MatchedWrite, WritePart } from '../../policy/write-policy.ts'
import { checkForm, oneOf, required } from '../form-check.ts'
import { hasZone } from '../instants.ts'
import { asObject, isLeftOut, textOf } from '../json-record.ts'
import { lastChange } from '../people.ts'
import { allowedWords } from './allowed.ts'
import { datapointsIn } from './datapoints.ts'
import type { ClinicalKind } from './kinds.ts'
import { changesOf, inServerZone } from './record.ts'
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
      ...Object.entries(allowedWords[kind.type] ?? {}).map(([field, allowed]) =>
        oneOf(field, nameOf(field), allowed),
      ),
      isAboutSomething,
      isCoded,
      periodHasZone,
      dosesSayWhen,
    ])
    return found.map(({ at, words }) => ({ at: ['datapoints', index, ...at], words }))
  })

  function isCoded(body: JsonObject): InvalidField[] {
    const coded = body[kind.codedIn]
    return isObject(coded) && (isLeftOut(coded.code) || coded.code === '')
      ? [{ at: [kind.codedIn], words: 'It has no code.' }]
      : []
  }

  function isAboutSomething(body: JsonObject): InvalidField[] {
    const isNamed = kind.codedIn in body || !isLeftOut(body.requested_product)
    return kind.type !== 'medication_request' || !isLeftOut(body.id) || isNamed
      ? []
      : [{ at: ['medication'], words: 'Medication is missing.' }]
  }
}

/** What the server refuses by its clock: a day is that day's beginning there. */
export function foreseeUpsert(request: ApiRequest, nowMs: number): InvalidField[] {
  return datapointsIn(request).flatMap(({ index, body }) => {
    const onset = textOf(asObject(body.onset).onset_datetime)
    return Date.parse(inServerZone(onset)) > nowMs
      ? [{ at: ['datapoints', index, 'onset', 'onset_datetime'], words: 'Onset is in the future.' }]
      : []
  })
}

/** `verification_status` as people say it. */
const nameOf = (field: string): string => {
  const words = field.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function dosesSayWhen(body: JsonObject): InvalidField[] {
  const doses = Array.isArray(body.dosage_instruction) ? body.dosage_instruction : []
  const open = doses.findIndex((dose) => typeof asObject(dose).as_needed_boolean !== 'boolean')
  return open < 0
    ? []
    : [{ at: ['dosage_instruction', open], words: 'A dose does not say whether it is taken as needed.' }]
}

function periodHasZone(body: JsonObject): InvalidField[] {
  const period = isObject(body.effective_period) ? body.effective_period : {}
  return ['start', 'end']
    .filter((end) => !isLeftOut(period[end]) && !hasZone(textOf(asObject(period)[end])))
    .map((end) => ({ at: ['effective_period', end], words: `Period ${end} has no time zone.` }))
}
