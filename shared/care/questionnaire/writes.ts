// A filled form. CARE sends forms in a batch; one sent alone is the same write.

import type { KnownAnswers, MatchedWrite, WritePolicy } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { checkForm, type FormCheck, required } from '../form-check.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'
import { isAnsweredAlready } from '../proof-in-refusal.ts'
import { enteredAnswers } from './entered.ts'
import { probeFilledForm } from './probe.ts'
import { filledFormAffects } from './project.ts'
import { responseRecord } from './response.ts'
import { submissionOf, submitRoute } from './submission.ts'
import { withTimes } from './taken-at.ts'

export const questionnaireWrites: WritePolicy[] = [
  {
    key: 'questionnaire.submit',
    type: 'non_structured_questionnaire',
    version: 1,
    method: 'POST',
    path: submitRoute,
    resource: 'questionnaireResponse',
    validate: ({ body }) => checkForm(body, checks),
    creates: () => ['/id'],
    complete: ({ request }, { filledAt }) => withTimes(request.body ?? null, filledAt),
    // The response keeps when it was filled in; what CARE reads out of it, and when it was made, is the moment it came.
    datedOnArrival: () => true,
    // It adds to the encounter and changes nothing of it: one that fails holds back no other. What closes the encounter
    // changes it, and so goes after it.
    changes: () => [],
    needs(write) {
      const { slug, body } = submissionOf(write)
      return {
        user: asked.currentUser(),
        patient: asked.patient(textOf(body.patient)),
        [slugKey(slug)]: asked.questionnaire(slug),
      }
    },
    normalize(write, { known, created, now, userId }) {
      const submission = submissionOf(write)
      const questionnaire = known[slugKey(submission.slug)]
      return responseRecord(submission, {
        id: created['/id'] ?? '',
        questionnaire,
        user: known.user,
        userId,
        now,
      })
    },
    affects: filledFormAffects,
    probe: probeFilledForm,
    mayHaveLanded: isAnsweredAlready,
    entered: enteredAnswers,
    label: (write, known) => labelOf(write, known),
  },
]

const slugKey = (slug: string): string => `questionnaire ${slug}`

const checks: FormCheck[] = [
  required('resource_id', 'Subject'),
  required('patient', 'Patient'),
  (body) =>
    objectsIn(body.results).length === 0 ? [{ at: ['results'], words: 'Nothing has been answered.' }] : [],
]

function labelOf(write: MatchedWrite, known: KnownAnswers): string {
  const { slug } = submissionOf(write)
  const title = textOf(asObject(known[slugKey(slug)]).title) || slug
  return [title, textOf(asObject(known.patient).name)].filter((part) => part !== '').join(', ')
}
