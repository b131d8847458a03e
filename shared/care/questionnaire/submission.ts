// One filled form on its way. In a batch it is one sub-request of many.

import type { JsonObject } from '../../json.ts'
import type { MatchedWrite } from '../../policy/write-policy.ts'
import { route } from '../asked.ts'
import { asObject } from '../json-record.ts'

export const submitRoute = route('questionnaire/{slug:slug}/submit/')

export interface Submission {
  slug: string
  body: JsonObject
}

export const submissionOf = ({ request, params }: Pick<MatchedWrite, 'request' | 'params'>): Submission => ({
  slug: params.slug ?? '',
  body: asObject(request.body),
})
