// `/questionnaire/`: list, read by slug, create and update by an administrator.
import { json } from '../answer.ts'
import { contains, ordered, page } from '../paging.ts'
import { requireSuperuser } from '../permissions.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { notFound } from '../refusal.ts'
import { type Call, type Context, get, post, putOrPatch, type Route } from '../route.ts'
import { renderQuestionnaire } from '../shapes/questionnaire.ts'
import {
  type Check,
  invalid,
  isObject,
  list,
  model,
  parse,
  required,
  valueError,
  withDefault,
} from '../spec.ts'
import { anything, dictionary, oneOf, text } from '../spec-types.ts'
import type { Store } from '../store.ts'
import type { Question, QuestionnaireRow } from '../tables.ts'

const question: Check = model('Question', {
  link_id: required(text()),
  text: required(text()),
  type: required(
    oneOf(
      'group',
      'boolean',
      'decimal',
      'integer',
      'string',
      'text',
      'display',
      'date',
      'dateTime',
      'time',
      'choice',
      'url',
      'quantity',
      'structured',
    ),
  ),
  code: withDefault(dictionary),
  questions: withDefault((value) => list(question)(value)),
})

const spec = model('QuestionnaireSpec', {
  slug: required(text()),
  version: withDefault(text()),
  title: required(text()),
  description: withDefault(text()),
  status: required(oneOf('active', 'retired', 'draft')),
  subject_type: required(oneOf('patient', 'encounter')),
  styling_metadata: withDefault(dictionary),
  questions: required(list(question)),
  organizations: withDefault(anything),
})

export function questionnaireBySlug(store: Store, slug: string | undefined): QuestionnaireRow {
  const found = store.all('questionnaires').find((each) => each.slug === slug)
  if (found === undefined) throw notFound('Questionnaire')
  return found
}

export function questionnaireRoutes(context: Context): Route[] {
  const { store, settings } = context

  const list = ({ query }: Call) => {
    // No tag of questionnaires is configured, so any that is asked for is unknown.
    if (query.get('tag_slug')) throw notFound('QuestionnaireTag')
    const found = store
      .all('questionnaires')
      .filter((each) => contains(each.title, query.get('title') ?? ''))
      .filter((each) => (query.get('status') || each.status) === each.status)
      .filter((each) => (query.get('subject_type') || each.subject_type) === each.subject_type)
    return json(
      page(query, ordered(found, query.get('ordering')), (each) => renderQuestionnaire(store, each)),
    )
  }

  const read = (call: Call, own?: QuestionnaireRow) => {
    const body = parse(spec, call.body())
    requireSuperuser(call.user, 'Permission denied to create questionnaire')
    const questions = body.questions as Question[]
    checkCodes(questions)
    const taken = store.all('questionnaires').some((each) => each.slug === body.slug && each.id !== own?.id)
    if (taken) throw invalid([valueError('Slug must be unique', body.slug, ['slug'])])
    return {
      slug: String(body.slug),
      // 1.0 is the default, and defaults are not written.
      version:
        body.version === undefined || body.version === '1.0' ? (own?.version ?? '') : String(body.version),
      title: String(body.title),
      description: String(body.description ?? ''),
      status: String(body.status),
      subject_type: String(body.subject_type),
      styling_metadata: isObject(body.styling_metadata) ? body.styling_metadata : {},
      questions,
    }
  }

  /** Each code is looked up at the terminology server. */
  const checkCodes = (questions: Question[]) => {
    if (settings.terminology === 'usable') return
    questions.forEach(({ code }, index) => {
      if (code === undefined) return
      const error = 'Expecting value: line 1 column 1 (char 0)'
      throw invalid([valueError(error, code, ['questions', index, 'code'])])
    })
  }

  return [
    get('/api/v1/questionnaire/', list),
    post('/api/v1/questionnaire/', (call) => {
      const created = { ...recordedNow(context, call), ...read(call) }
      return json(renderQuestionnaire(store, store.put('questionnaires', created)))
    }),
    get('/api/v1/questionnaire/:slug/', ({ params }) =>
      json(renderQuestionnaire(store, questionnaireBySlug(store, params.slug))),
    ),
    putOrPatch('/api/v1/questionnaire/:slug/', (call) => {
      const own = questionnaireBySlug(store, call.params.slug)
      const changed = { ...own, ...modifiedNow(context, call), ...read(call, own) }
      return json(renderQuestionnaire(store, store.put('questionnaires', changed)))
    }),
  ]
}
