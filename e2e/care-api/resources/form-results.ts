// What forms leave under a patient: responses and observations. Both are read only.
import { json } from '../answer.ts'
import { ordered, page } from '../paging.ts'
import { requireWrite } from '../permissions.ts'
import { notFound } from '../refusal.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { seek, seekOptional } from '../seek.ts'
import { renderObservation, renderResponse } from '../shapes/questionnaire.ts'
import { list, model, optional, parse, required } from '../spec.ts'
import { coding, integer } from '../spec-types.ts'
import type { Coding, ObservationRow } from '../tables.ts'

const analyseSpec = model('ObservationAnalyseRequest', {
  codes: required(list(coding, { min: 1 })),
  page_size: optional(integer),
})

export function formResultRoutes({ store }: Context): Route[] {
  const responses = ({ params, query, user }: Call) => {
    const patient = seek(store, 'patients', params.patient)
    requireWrite(user, 'Permission denied to user')
    const encounter = seekOptional(store, 'encounters', query.get('encounter'))
    const formOf = (id: string) => store.get('questionnaires', id)
    const given = (name: string) => query.get(name) || undefined
    const slugs = given('questionnaire_slugs')?.split(',')
    const found = store
      .all('responses')
      .filter((each) => each.patient === patient.id)
      .filter((each) => encounter === undefined || each.encounter === encounter.id)
      .filter((each) => (given('questionnaire') ?? each.questionnaire) === each.questionnaire)
      .filter((each) => given('only_unstructured') !== 'true' || each.structured === undefined)
      .filter(({ questionnaire }) => {
        const form = formOf(questionnaire ?? '')
        return (
          (given('questionnaire_slug') ?? form?.slug) === form?.slug &&
          (slugs === undefined || slugs.includes(form?.slug ?? '')) &&
          (given('subject_type') ?? form?.subject_type) === form?.subject_type
        )
      })
    return json(page(query, ordered(found, query.get('ordering')), (each) => renderResponse(store, each)))
  }

  const observationsOf = ({ params, query, user }: Call): ObservationRow[] => {
    const patient = seek(store, 'patients', params.patient)
    requireWrite(user, 'Permission denied to user')
    const encounter = seekOptional(store, 'encounters', query.get('encounter'))
    const codes = (query.get('codes') ?? '').split(',').filter((code) => code !== '')
    const found = store
      .all('observations')
      .filter((each) => each.patient === patient.id)
      .filter((each) => encounter === undefined || each.encounter === encounter.id)
      .filter((each) => codes.length === 0 || codes.includes(each.main_code.code))
      .filter((each) => query.get('ignore_group') !== 'true' || each.value_type !== 'group')
    return ordered(found, null)
  }

  return [
    get('/api/v1/patient/:patient/questionnaire_response/', responses),

    get('/api/v1/patient/:patient/questionnaire_response/:id/', ({ params, user }) => {
      const patient = seek(store, 'patients', params.patient)
      requireWrite(user, 'Permission denied to user')
      const response = seek(store, 'responses', params.id)
      if (response.patient !== patient.id) throw notFound('QuestionnaireResponse')
      return json(renderResponse(store, response))
    }),

    get('/api/v1/patient/:patient/observation/', (call) =>
      json(page(call.query, observationsOf(call), (each) => renderObservation(store, each))),
    ),

    post('/api/v1/patient/:patient/observation/analyse/', (call) => {
      const body = parse(analyseSpec, call.body())
      const observations = observationsOf(call)
      const size = Number(body.page_size ?? 10)
      const results = (body.codes as Coding[]).map((code) => ({
        code,
        results: observations
          .filter((each) => each.main_code.code === code.code)
          .slice(0, size)
          .map((each) => renderObservation(store, each)),
      }))
      return json({ results })
    }),
  ]
}
