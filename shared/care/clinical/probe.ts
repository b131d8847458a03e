// Have these items reached the server? An upsert is all or nothing, and those that make records decide: what an update
// says may stand there anyway.

import { equalJson, isObject, type Json, type JsonObject } from '../../json.ts'
import type { MatchedWrite, Probe, ProbeContext, ProbeResult } from '../../policy/write-policy.ts'
import { isSameInstant } from '../instants.ts'
import { asObject, sameId, textOf } from '../json-record.ts'
import {
  type Asking,
  isByUser,
  isChangedSince,
  isMadeInTime,
  isUnclaimed,
  judgeAnswers,
  judgeParts,
  rowsSince,
} from '../probe-tools.ts'
import { type Datapoint, datapointsIn } from './datapoints.ts'
import type { ClinicalKind } from './kinds.ts'
import { changesOf, fieldsOf } from './record.ts'
import { itemOf, listOf } from './routes.ts'

export const probeUpsert = (kind: ClinicalKind): Probe =>
  function* (write, context) {
    const claimed = new Set(context.claimed)
    const points = datapointsIn(write.request)
    const rows = points.some(({ id }) => id === undefined) ? yield* newRows(kind, write, context) : []
    const parts: { decides: boolean; result: ProbeResult; ids: string[] }[] = []
    for (const point of points) {
      const result =
        point.id === undefined
          ? judgeNew(kind, point, rows, { ...context, claimed })
          : yield* probeChanged(kind, write, point.id, point.body)
      const id = 'found' in result ? textOf(asObject(result.found).id) : ''
      if (id !== '') claimed.add(id)
      parts.push({ decides: point.id === undefined, result, ids: id === '' ? [] : [id] })
    }
    return judgeParts(parts, (found) => found)
  }

function newRows(kind: ClinicalKind, { params }: MatchedWrite, context: ProbeContext) {
  const patientId = params.patientId ?? ''
  return rowsSince((page) => listOf(kind, patientId, { ordering: '-created_date', ...page }), context)
}

function judgeNew(
  kind: ClinicalKind,
  { body }: Datapoint,
  rows: JsonObject[] | undefined,
  context: ProbeContext,
): ProbeResult {
  if (!rows) return { unsure: [] }
  const sent = fieldsOf(kind, body)
  const codeOf = (record: JsonObject) => asObject(record[kind.codedIn]).code
  const about = rows.filter(
    (row) =>
      isByUser(row, context) &&
      sameId(row.encounter, body.encounter) &&
      equalJson(codeOf(row), codeOf(sent)) &&
      isUnclaimed(row, context),
  )
  const isEqual = (row: JsonObject) => Object.keys(sent).every((field) => sameValue(row[field], sent[field]))
  const judged = judgeAnswers(about.filter(isEqual), context)
  // Ours, if somebody has changed it since.
  const alike = about.filter((row) => !isEqual(row) && isMadeInTime(row, context) && isChangedSince(row))
  return 'absent' in judged && alike.length > 0 ? { unsure: alike.map(({ id }) => textOf(id)) } : judged
}

function* probeChanged(
  kind: ClinicalKind,
  { params }: MatchedWrite,
  id: string,
  body: JsonObject,
): Asking<ProbeResult> {
  const record = yield itemOf(kind, params.patientId ?? '', id)
  const said = Object.entries(changesOf(kind, body))
  const holds =
    record !== undefined && said.every(([field, value]) => sameValue(asObject(record)[field], value))
  return holds ? { found: record ?? null } : { absent: true }
}

/** Moments may be written in two ways, also inside. */
function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...keys].every((key) => sameValue(a[key], b[key]))
  }
  return equalJson(a ?? null, b ?? null) || isSameInstant(a, b)
}
