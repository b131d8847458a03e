// Has this form reached the server? Subject, author and what was answered tell.

import { equalJson } from '../../json.ts'
import type { Probe } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { sameId, textOf } from '../json-record.ts'
import { isByUser, judgeAnswers, rowsSince } from '../probe-tools.ts'
import { echoResults } from './response.ts'
import { submissionOf } from './submission.ts'

export const probeFilledForm: Probe = function* (write, context) {
  const { slug, body } = submissionOf(write)
  const rows = yield* rowsSince(
    (page) => asked.responses(textOf(body.patient), { questionnaire_slug: slug, ...page }),
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
