// Have these forms reached the server? A batch is all or nothing, so part of one is a riddle for a person.

import { equalJson, isObject, type JsonObject } from '../../json.ts'
import type { Probe, ProbeContext, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, sameId, textOf } from '../json-record.ts'
import { type Asking, isByUser, judgeAnswers, rowsSince } from '../probe-tools.ts'
import { echoResults } from './response.ts'
import { type Submission, submissionsOf } from './submission.ts'

export const probeFilledForms: Probe = function* (write, context) {
  const submissions = submissionsOf(write)
  const claimed = new Set(context.claimed)
  const found: JsonObject[] = []
  const candidates: string[] = []
  for (const submission of submissions) {
    const result = yield* probeOne(submission, { ...context, claimed })
    if ('unsure' in result) return result
    if (!('found' in result)) continue
    const response = asObject(result.found)
    claimed.add(textOf(response.id))
    candidates.push(textOf(response.id))
    found.push({ reference_id: submission.referenceId, data: response, status_code: 200 })
  }
  if (found.length === 0) return { absent: true }
  if (found.length < submissions.length) return { unsure: candidates }
  const isBatch = isObject(write.request.body) && Array.isArray(write.request.body.requests)
  return { found: isBatch ? { results: found } : (found[0]?.data ?? null) }
}

function* probeOne({ slug, body }: Submission, context: ProbeContext): Asking<ProbeResult> {
  const query = { questionnaire_slug: slug }
  const rows = yield* rowsSince(
    (page) => asked.responses(textOf(body.patient), { ...query, ...page }),
    context,
  )
  if (!rows) return { unsure: [] }
  const sent = echoResults(body.results)
  const matches = rows.filter(
    (row) =>
      isByUser(row, context) &&
      sameId(row.subject_id, body.resource_id) &&
      equalJson(echoResults(row.responses), sent),
  )
  return judgeAnswers(matches, context)
}
