import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'
import type { UserMinimal } from './user.ts'

export interface Coding {
  code: string
  display?: string
  system?: string
}

export interface EnableWhen {
  /** The `link_id` of another question. */
  question: string
  operator: 'equals' | 'not_equals' | 'exists' | 'greater' | 'less' | 'greater_or_equals' | 'less_or_equals'
  answer: string | number | boolean
}

export interface Question {
  id: string
  link_id: string
  text: string
  type: string
  description?: string
  required?: boolean
  repeats?: boolean
  code?: Coding | null
  unit?: Coding | null
  answer_option?: { value: string; display?: string }[]
  enable_when?: EnableWhen[] | null
  enable_behavior?: 'all' | 'any' | null
  questions?: Question[]
}

export interface Questionnaire {
  id: string
  slug: string
  status: 'active' | 'retired' | 'draft'
  title: string
  description?: string | null
  questions: Question[]
}

export interface QuestionResult {
  question_id: string
  values: { value: string | null }[]
  taken_at?: string
  sub_results?: QuestionResult[][]
}

export interface QuestionnaireResponse {
  id: string
  questionnaire: Questionnaire | null
  structured_response_type: string | null
  responses: QuestionResult[]
  created_by?: UserMinimal | null
  created_date: string
}

export interface SubRequest {
  url: string
  method: 'POST' | 'PUT'
  reference_id: string
  body: object
}

const questionnaireApi = {
  get: { path: '/api/v1/questionnaire/{slug}/', method: 'GET', TRes: Type<Questionnaire>() },
  list: { path: '/api/v1/questionnaire/', method: 'GET', TRes: Type<Page<Questionnaire>>() },
  responses: {
    path: '/api/v1/patient/{patientId}/questionnaire_response/',
    method: 'GET',
    TRes: Type<Page<QuestionnaireResponse>>(),
  },
} satisfies Record<string, ApiRoute>

/** All or nothing: CARE takes forms as a batch of sub-requests. */
export const batchApi = {
  submit: {
    path: '/api/v1/batch_requests/',
    method: 'POST',
    TBody: Type<{ requests: SubRequest[] }>(),
    TRes: Type<{ results: { reference_id: string; status_code: number; data: unknown }[] }>(),
  },
} satisfies Record<string, ApiRoute>

export const questionnaireQuery = (slug: string) => ({
  queryKey: ['questionnaireDetail', slug],
  queryFn: query(questionnaireApi.get, { pathParams: { slug } }),
  meta: { persist: true },
})

/** Those about an encounter that are in use. */
export const activeQuestionnairesQuery = () => ({
  queryKey: ['questionnaires', 'encounter'],
  queryFn: query(questionnaireApi.list, {
    queryParams: { limit: 15, title: '', status: 'active', subject_type: 'encounter' },
  }),
  meta: { persist: true },
})

export const responsesQuery = (patientId: string, encounterId: string) => ({
  queryKey: ['questionnaireResponses', patientId, encounterId],
  queryFn: query(questionnaireApi.responses, {
    pathParams: { patientId },
    queryParams: { limit: 10, offset: 0, encounter: encounterId, subject_type: 'encounter' },
  }),
  meta: { persist: true },
})
