// How a questionnaire, a response to it and an observation look.
import type { Store } from '../store.ts'
import type { ObservationRow, Question, QuestionnaireRow, ResponseRow } from '../tables.ts'
import { nestedUserOf } from './user.ts'

export function renderQuestionnaire(store: Store, questionnaire: QuestionnaireRow) {
  return {
    id: questionnaire.id,
    slug: questionnaire.slug,
    version: questionnaire.version,
    title: questionnaire.title,
    description: questionnaire.description,
    status: questionnaire.status,
    subject_type: questionnaire.subject_type,
    styling_metadata: questionnaire.styling_metadata,
    questions: questionnaire.questions,
    created_by: nestedUserOf(store, questionnaire.created_by),
    updated_by: nestedUserOf(store, questionnaire.updated_by),
    tags: [],
  }
}

/** `questions`: the answer to a submit has the questions in a form of its own. */
export function renderResponse(store: Store, response: ResponseRow, questions?: unknown[]) {
  const questionnaire = store.get('questionnaires', response.questionnaire ?? '')
  const whole = questionnaire === undefined ? {} : renderQuestionnaire(store, questionnaire)
  const { structured } = response
  const form = { meta: {}, ...whole, ...(questions === undefined ? {} : { questions }) }
  return {
    id: response.id,
    ...(structured === undefined ? { questionnaire: form } : {}),
    subject_id: response.subject_id,
    responses: response.responses,
    encounter: response.encounter,
    structured_responses:
      structured === undefined
        ? {}
        : { [structured.type]: { id: structured.id, submit_type: structured.submit_type } },
    structured_response_type: structured?.type ?? null,
    created_by: nestedUserOf(store, response.created_by),
    updated_by: nestedUserOf(store, response.updated_by),
    created_date: response.created_date,
    modified_date: response.modified_date,
  }
}

/** Each question with the id of the group it stands in. */
export function withParents(questions: Question[], parent: string | null = null): unknown[] {
  return questions.map((question) => ({
    ...question,
    ...(question.questions === undefined ? {} : { questions: withParents(question.questions, question.id) }),
    parent,
  }))
}

export function renderObservation(store: Store, observation: ObservationRow) {
  return {
    id: observation.id,
    status: 'final',
    category: {},
    main_code: observation.main_code,
    alternate_coding: [],
    subject_type: '',
    encounter: null,
    effective_datetime: observation.effective_datetime,
    performer: {},
    value_type: observation.value_type,
    value: observation.value,
    note: observation.note,
    body_site: {},
    method: {},
    reference_range: [],
    interpretation: '',
    parent: null,
    questionnaire_response: null,
    component: observation.component,
    created_by: nestedUserOf(store, observation.created_by),
    updated_by: nestedUserOf(store, observation.updated_by),
    data_entered_by: nestedUserOf(store, observation.created_by),
  }
}
