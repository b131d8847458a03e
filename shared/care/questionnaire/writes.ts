// Filled forms: CARE sends them in a batch; one sent alone is the same write.

import type {
  InvalidField,
  KnownAnswers,
  MatchedWrite,
  Needs,
  NormalizeContext,
  WritePolicy,
} from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { batchRoute } from '../batch.ts'
import { createLocks } from '../create-locks.ts'
import { checkForm, type FormCheck, required } from '../form-check.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'
import { isAnsweredAlready } from '../proof-in-refusal.ts'
import { probeFilledForms } from './probe.ts'
import { filledFormAffects } from './project.ts'
import { responseRecord } from './response.ts'
import { type Submission, submissionsIn, submissionsOf, submitRoute } from './submission.ts'

const mostInBatch = 20

const filledForms = {
  type: 'non_structured_questionnaire',
  version: 1,
  method: 'POST',
  resource: 'questionnaireResponse',
  creates: (request) => (submissionsIn(request) ?? []).map(({ answerAt }) => `${answerAt}/id`),
  // They add to the encounter and change nothing of it: one that fails holds back no other. What closes the encounter
  // changes it, and so goes after them.
  changes: () => [],
  needs(write): Needs {
    const submissions = submissionsOf(write)
    return {
      user: asked.currentUser(),
      patient: asked.patient(textOf(submissions[0]?.body.patient)),
      ...Object.fromEntries(submissions.map(({ slug }) => [slugKey(slug), asked.questionnaire(slug)])),
    }
  },
  affects: filledFormAffects,
  probe: probeFilledForms,
  lanes: ({ request }) => createLocks(request),
  mayHaveLanded: isAnsweredAlready,
  label: (write, known) => labelOf(write, known),
} satisfies Partial<WritePolicy>

export const questionnaireWrites: WritePolicy[] = [
  {
    ...filledForms,
    key: 'questionnaire.submitBatch',
    path: batchRoute,
    accepts: (request) => submissionsIn(request) !== undefined,
    validate: (request) => [
      ...batchSize(request.body),
      ...(submissionsIn(request) ?? []).flatMap(checkSubmission),
    ],
    normalize: (write, context) => ({
      results: submissionsOf(write).map((submission) => ({
        reference_id: submission.referenceId,
        data: responseTo(submission, context),
        status_code: 200,
      })),
    }),
  },
  {
    ...filledForms,
    key: 'questionnaire.submit',
    path: submitRoute,
    validate: (request) => (submissionsIn(request) ?? []).flatMap(checkSubmission),
    normalize: (write, context) =>
      submissionsOf(write).map((submission) => responseTo(submission, context))[0] ?? null,
  },
]

const slugKey = (slug: string): string => `questionnaire ${slug}`

function responseTo(submission: Submission, { known, created, now, userId }: NormalizeContext) {
  const id = created[`${submission.answerAt}/id`] ?? ''
  return responseRecord(submission, {
    id,
    questionnaire: known[slugKey(submission.slug)],
    user: known.user,
    userId,
    now,
  })
}

const checks: FormCheck[] = [
  required('resource_id', 'Subject'),
  required('patient', 'Patient'),
  (body) =>
    objectsIn(body.results).length === 0 ? [{ at: ['results'], words: 'Nothing has been answered.' }] : [],
]

const checkSubmission = ({ body, bodyAt }: Submission): InvalidField[] =>
  checkForm(body, checks).map(({ at, words }) => ({ at: [...bodyAt, ...at], words }))

function batchSize(body: MatchedWrite['request']['body']): InvalidField[] {
  const isTooLong = objectsIn(asObject(body).requests).length > mostInBatch
  return isTooLong ? [{ at: ['requests'], words: `More than ${mostInBatch} forms at once.` }] : []
}

function labelOf(write: MatchedWrite, known: KnownAnswers): string {
  const titles = submissionsOf(write).map(({ slug }) => textOf(asObject(known[slugKey(slug)]).title) || slug)
  return [...new Set(titles), textOf(asObject(known.patient).name)].filter((part) => part !== '').join(', ')
}
