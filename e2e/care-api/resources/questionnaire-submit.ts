// `/questionnaire/{slug}/submit/`: a response, and for a form about an encounter the observations in it.
// An observation is dated when it arrives; `taken_at` stays in the response alone.
import { json } from '../answer.ts'
import { toEchoedTime } from '../clock.ts'
import { newId } from '../ids.ts'
import { canWrite } from '../permissions.ts'
import { recordedNow } from '../recorded.ts'
import { badRequest, forbidden, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderResponse, withParents } from '../shapes/questionnaire.ts'
import { type Check, isObject, list, model, optional, parse, required, withDefault } from '../spec.ts'
import { coding, dateTime, text, uuid } from '../spec-types.ts'
import type { EncounterRow, PatientRow, QuestionAnswer, QuestionnaireRow } from '../tables.ts'
import { isInValueSet } from '../value-sets.ts'
import { isClosed } from './encounter-spec.ts'
import { questionnaireBySlug } from './questionnaire.ts'
import { checkAnswers } from './questionnaire-answers.ts'
import { observationsIn } from './questionnaire-observations.ts'

const value = model('QuestionnaireSubmitResultValue', {
  value: optional(text()),
  unit: optional(coding),
  coding: optional(coding),
})

const result: Check = model('QuestionnaireSubmitResult', {
  question_id: required(uuid),
  values: withDefault(list(value)),
  note: optional(text()),
  taken_at: optional(dateTime),
  body_site: optional(coding),
  method: optional(coding),
  sub_results: withDefault((entries) => list(list(result))(entries)),
})

const spec = model('QuestionnaireSubmitRequest', {
  resource_id: required(uuid),
  encounter: optional(uuid),
  patient: required(uuid),
  results: required(list(result)),
})

export function questionnaireSubmitRoutes(context: Context): Route[] {
  const { store, settings } = context

  /** A form about a patient drops the encounter it is sent with. */
  const encounterOf = (questionnaire: QuestionnaireRow, patient: PatientRow, id: unknown) => {
    if (questionnaire.subject_type !== 'encounter') return undefined
    if (typeof id !== 'string') throw ruleBroken({ type: 'object_not_found', msg: 'Encounter not found' })
    const encounter = seek(store, 'encounters', id)
    if (encounter.patient !== patient.id) throw notFound('Encounter')
    return encounter
  }

  const requireAllowed = (call: Call, encounter: EncounterRow | undefined) => {
    if (encounter === undefined || (canWrite(call.user) && !isClosed(encounter))) return
    throw forbidden('Permission Denied to submit patient questionnaire')
  }

  return [
    post('/api/v1/questionnaire/:slug/submit/', (call) => {
      const questionnaire = questionnaireBySlug(store, call.params.slug)
      const body = parse(spec, call.body())
      const patient = seek(store, 'patients', body.patient)
      const encounter = encounterOf(questionnaire, patient, body.encounter)
      requireAllowed(call, encounter)
      if (questionnaire.status !== 'active') {
        throw ruleBroken({ type: 'questionnaire_inactive', msg: 'Questionnaire is inactive' })
      }
      const results = body.results as QuestionAnswer[]
      if (results.length === 0) {
        throw ruleBroken({ type: 'questionnaire_empty', msg: 'Empty Questionnaire cannot be submitted' })
      }
      const inValueSet = (code: string) => isInValueSet(settings, code)
      const { errors, enabled } = checkAnswers(questionnaire.questions, results, inValueSet)
      if (errors.length > 0) throw badRequest({ errors })

      for (const observation of encounter === undefined
        ? []
        : observationsIn(questionnaire.questions, results)) {
        const recorded = recordedNow(context, call)
        store.put('observations', {
          ...recorded,
          id: newId(),
          patient: patient.id,
          encounter: encounter?.id ?? '',
          effective_datetime: recorded.created_date,
          ...observation,
        })
      }
      const response = store.put('responses', {
        ...recordedNow(context, call),
        questionnaire: questionnaire.id,
        patient: patient.id,
        subject_id: encounter?.id ?? patient.id,
        encounter: encounter?.id ?? null,
        responses: results.map((each) => withoutDefaults(each) as Record<string, unknown>),
      })
      return json(renderResponse(store, response, withParents(enabled)))
    }),
  ]
}

/** Without nulls and empty lists, at any depth, times normalised: so answers are kept. */
function withoutDefaults(sent: unknown, key = ''): unknown {
  if (Array.isArray(sent)) return sent.map((each) => withoutDefaults(each))
  if (typeof sent === 'string') return key === 'taken_at' ? toEchoedTime(sent) : sent
  if (!isObject(sent)) return sent
  const kept = Object.entries(sent).filter(
    ([, each]) => each !== null && !(Array.isArray(each) && each.length === 0),
  )
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutDefaults(each, name)]))
}
