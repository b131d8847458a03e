// Looking for files on the server: by the id that an earlier step has told, or by all that tells a file.

import type { Json, JsonObject } from '../../json.ts'
import type { MatchedWrite, Probe, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, isLeftOut, sameId, textOf } from '../json-record.ts'
import { judgeAnswers, rowsSince } from '../probe-tools.ts'
import { fileItem, inlineForm } from './record.ts'

/** Complete: found. Not, or not there any more: its last step has not been carried out. */
export const probeUpload: Probe = function* (_, { recordId }) {
  return recordId === undefined ? { absent: true } : completed(yield asked.file(recordId))
}

export const probeCompletion: Probe = function* ({ params }) {
  return completed(yield asked.file(params.id ?? ''))
}

const completed = (answer: Json | undefined): ProbeResult => {
  const file = asObject(answer)
  return file.upload_completed === true ? { found: fileItem(file) } : { absent: true }
}

export const probeArchived: Probe = function* ({ params }) {
  const file = asObject(yield asked.file(params.id ?? ''))
  return file.is_archived === true ? { found: fileItem(file) } : { absent: true }
}

/** A file that was sent with its content in one request. */
export const probeInline: Probe = function* ({ request }: MatchedWrite, context) {
  const form = inlineForm(request.body)
  const list = (query: Record<string, string>) =>
    asked.files(textOf(form.file_type), textOf(form.associating_id), query)
  const rows = yield* rowsSince(list, context)
  if (!rows) return { unsure: [] }
  const isSame = (row: JsonObject) =>
    row.name === form.name &&
    (isLeftOut(form.file_category) || row.file_category === form.file_category) &&
    sameId(asObject(row.uploaded_by).id, context.userId)
  return judgeAnswers(rows.filter(isSame), context)
}
