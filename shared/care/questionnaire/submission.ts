// One filled form on its way: alone, or as one of several in a batch. Both writes are made of these.

import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { MatchedWrite } from '../../policy/write-policy.ts'
import { route } from '../asked.ts'
import { subRequest } from '../batch.ts'
import { asObject, objectsIn } from '../json-record.ts'

export const submitRoute = route('questionnaire/{slug:slug}/submit/')

export interface Submission {
  slug: string
  body: JsonObject
  /** Only in a batch: CARE's front end puts the questionnaire's id here. */
  referenceId: Json
  /** Where the answer of this submission stands in the answer of the write (JSON pointer). */
  answerAt: string
  /** Where its body stands in the body of the write. */
  bodyAt: (string | number)[]
}

/** The forms in a request; undefined where it holds anything else. */
export function submissionsIn(request: ApiRequest): Submission[] | undefined {
  const alone = submitRoute.match(request.path)
  if (alone) {
    return [
      { slug: alone.slug ?? '', body: asObject(request.body), referenceId: null, answerAt: '', bodyAt: [] },
    ]
  }
  const { requests } = asObject(request.body)
  if (!Array.isArray(requests) || requests.length === 0) return undefined
  const found = objectsIn(requests).map((sub, i): Submission | undefined => {
    const { method, path } = subRequest(sub)
    const slug = method === 'POST' ? submitRoute.match(path)?.slug : undefined
    if (slug === undefined) return undefined
    return {
      slug,
      body: asObject(sub.body),
      referenceId: sub.reference_id ?? null,
      answerAt: `/results/${i}/data`,
      bodyAt: ['requests', i, 'body'],
    }
  })
  const forms = found.filter((submission) => submission !== undefined)
  return forms.length === requests.length ? forms : undefined
}

export const submissionsOf = (write: Pick<MatchedWrite, 'request'>): Submission[] =>
  submissionsIn(write.request) ?? []
