// A questionnaire response as the server would answer it, and as a row of a list.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import { echoInstant } from '../instants.ts'
import { isLeftOut, objectsIn } from '../json-record.ts'
import { userWithMeta } from '../people.ts'
import type { Submission } from './submission.ts'

export interface ResponseFacts {
  id: string
  questionnaire: Json | undefined
  user: Json | undefined
  userId: string
  now: string
}

export function responseRecord({ slug, body }: Submission, facts: ResponseFacts): JsonObject {
  const questionnaire = isObject(facts.questionnaire)
    ? facts.questionnaire
    : unknownQuestionnaire(slug, isLeftOut(body.encounter) ? 'patient' : 'encounter')
  const author = userWithMeta(facts.user, facts.userId)
  return {
    id: facts.id,
    questionnaire: {
      meta: {},
      ...questionnaire,
      questions: objectsIn(questionnaire.questions).map((question) => withParent(question, null)),
    },
    subject_id: body.resource_id ?? null,
    responses: echoResults(body.results),
    // A form about the patient is kept without its encounter.
    encounter: questionnaire.subject_type === 'patient' ? null : (body.encounter ?? null),
    structured_responses: {},
    structured_response_type: null,
    created_by: author,
    updated_by: author,
    created_date: echoInstant(facts.now),
    modified_date: echoInstant(facts.now),
  }
}

/** Rows do not tell a question's parent, answers of a submit do. */
export function responseRow(response: JsonObject): JsonObject {
  if (!isObject(response.questionnaire)) return response
  const questions = objectsIn(response.questionnaire.questions).map(withoutParent)
  return { ...response, questionnaire: { ...response.questionnaire, questions } }
}

/** The answers as the server keeps them: empty and unknown keys dropped. */
export function echoResults(results: Json | undefined): JsonObject[] {
  return objectsIn(results).map((result) => {
    return withoutEmpty({
      question_id: result.question_id ?? null,
      body_site: result.body_site ?? null,
      method: result.method ?? null,
      taken_at: typeof result.taken_at === 'string' ? echoInstant(result.taken_at) : null,
      values: objectsIn(result.values).map((value) =>
        withoutEmpty({ value: value.value ?? null, unit: value.unit ?? null, coding: value.coding ?? null }),
      ),
      note: result.note ?? null,
      sub_results: Array.isArray(result.sub_results) ? result.sub_results.map(echoResults) : [],
    })
  })
}

function withoutEmpty(record: JsonObject): JsonObject {
  const isEmpty = (value: Json) => value === null || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value)))
}

function withParent(question: JsonObject, parent: Json): JsonObject {
  const inner = objectsIn(question.questions).map((child) => withParent(child, question.id ?? null))
  return { ...question, ...(inner.length > 0 ? { questions: inner } : {}), parent }
}

function withoutParent(question: JsonObject): JsonObject {
  const { parent: _, ...rest } = question
  const inner = objectsIn(question.questions).map(withoutParent)
  return inner.length > 0 ? { ...rest, questions: inner } : rest
}

/** Without any, the screens take the response for a structured one and show nothing of it. */
const unknownQuestionnaire = (slug: string, subject: string): JsonObject => ({
  id: '',
  slug,
  version: '',
  title: slug,
  description: '',
  status: 'active',
  subject_type: subject,
  styling_metadata: {},
  questions: [],
  created_by: {},
  updated_by: {},
  tags: [],
})
