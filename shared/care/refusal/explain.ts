// What a refusal of CARE means. Where its words mean two things (a closed encounter, a permission that is gone), or tell
// too little (whose identifier it is, what has changed of a form), the records themselves are asked.

import type { Candidate, RefusalReason } from '../../failure.ts'
import { equalJson, type Json, type JsonObject } from '../../json.ts'
import type { Explain, MatchedWrite, Refused } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { isClosed } from '../encounter/record.ts'
import { asObject, findRecord, objectsIn, textOf } from '../json-record.ts'
import { questionsIn } from '../questionnaire/entered.ts'
import { submissionOf } from '../questionnaire/submission.ts'
import type { RefusalKind } from './kinds.ts'
import { errorsIn, isForbidden, recognise, sentencesIn } from './sentences.ts'

type Steps = ReturnType<Explain>

const reason = (kind: RefusalKind, rest: Omit<RefusalReason, 'kind'> = {}): RefusalReason => ({
  kind,
  ...rest,
})

export const explainCare: Explain = function* (write, refused) {
  const { status, body } = refused
  if (isForbidden(status, body)) return yield* explainForbidden(write)
  const found = recognise(status, body)
  if (found?.kind === 'identifier-taken') return yield* explainIdentifier(write)
  if (found) return withNames(found.kind, found.most, refused)
  if (status !== 400) return undefined
  const answers = errorsIn(body).filter(({ question_id }) => question_id !== undefined)
  if (answers.length > 0) return yield* explainAnswers(write, refused, answers)
  const details = errorsIn(body).filter(({ loc }) => Array.isArray(loc) && textOf(loc[0]) !== '')
  if (details.length === 0) return undefined
  const about = details.map(({ loc, msg }) => ({
    name: textOf((Array.isArray(loc) ? loc : [])[0]),
    words: textOf(msg),
  }))
  return reason('details-invalid', { about })
}

function withNames(kind: RefusalKind, most: string | undefined, { provisional }: Refused): RefusalReason {
  const { token_slot, resource, questionnaire } = asObject(provisional)
  const at = textOf(asObject(token_slot).start_datetime)
  const { prefix, first_name, last_name, name } = asObject(resource)
  const who = [prefix, first_name, last_name].map(textOf).filter(Boolean).join(' ') || textOf(name)
  const form = textOf(asObject(questionnaire).title)
  const values = {
    ...(most === undefined ? {} : { most }),
    ...(who === '' ? {} : { who }),
    ...(form === '' ? {} : { form }),
  }
  return reason(kind, {
    ...(at === '' ? {} : { at }),
    ...(Object.keys(values).length === 0 ? {} : { values }),
  })
}

/** CARE says the same of an encounter that is closed and of one that the user may not write in. */
function* explainForbidden({ request, params, policy }: MatchedWrite): Steps {
  const form = asObject(request.body)
  const points = objectsIn(form.datapoints).map(({ encounter }) => textOf(encounter))
  const encounters = policy.resource === 'encounter' ? [params.id ?? ''] : [textOf(form.encounter), ...points]
  const ids = [...new Set(encounters)].filter((id) => id !== '')
  for (const id of ids) {
    const encounter = yield asked.encounter(id)
    if (encounter === undefined) return reason('closed-or-no-permission')
    if (isClosed(asObject(encounter).status)) return reason('encounter-closed')
  }
  return reason('no-permission')
}

/** Who has the identifier that was given: perhaps it is the same person. */
function* explainIdentifier({ request }: MatchedWrite): Steps {
  const given = objectsIn(asObject(request.body).identifiers)
  const candidates: Candidate[] = []
  const values: Record<string, string> = {}
  for (const { config, value } of given) {
    const found = yield asked.patientsByIdentifier(textOf(config), textOf(value))
    // A partial answer has ids that are nobody's.
    if (asObject(found).partial !== false) continue
    for (const patient of objectsIn(asObject(found).results)) {
      values.identifier = nameOf(patient, config)
      values.value = textOf(value)
      candidates.push({ id: textOf(patient.id), label: labelOf(patient) })
    }
  }
  return reason('identifier-taken', {
    ...(candidates.length > 0 ? { candidates } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
  })
}

function nameOf(patient: JsonObject, config: Json | undefined): string {
  const own = objectsIn(patient.instance_identifiers).find(({ config: of }) => asObject(of).id === config)
  return textOf(asObject(asObject(own?.config).config).display)
}

const labelOf = ({ name, phone_number, year_of_birth }: JsonObject): string =>
  [name, year_of_birth ? `born ${textOf(year_of_birth)}` : '', phone_number]
    .map(textOf)
    .filter((part) => part !== '')
    .join(', ')

/** Wrong answers, or a form that has changed since it was filled in: the form as it is now tells. */
function* explainAnswers(write: MatchedWrite, { provisional }: Refused, errors: JsonObject[]): Steps {
  const { slug } = submissionOf(write)
  const now = slug === '' ? undefined : yield asked.questionnaire(slug)
  const before = questionsIn(asObject(provisional).questionnaire)
  const present = questionsIn(now)
  const about = errors.map((error) => ({
    name: textOf(findRecord([present, before], error.question_id)?.text),
    words: sentencesIn({ errors: [error] })
      .join(' ')
      .trim(),
  }))
  const form = textOf(asObject(now).title) || textOf(asObject(asObject(provisional).questionnaire).title)
  const isRevised = now !== undefined && before.length > 0 && !equalJson(asks(before), asks(present))
  return reason(isRevised ? 'questionnaire-revised' : 'answers-invalid', {
    about,
    ...(form === '' ? {} : { values: { form } }),
  })
}

/** What a form asks, without what only answers of a submit tell. */
const asks = (questions: JsonObject[]): Json =>
  questions.map(({ id, text, type, required, answer_option }) => [
    textOf(id),
    textOf(text),
    textOf(type),
    required === true,
    objectsIn(answer_option).map(({ value }) => textOf(value)),
  ])
