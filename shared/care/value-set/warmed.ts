// Which value sets a shift needs: those of the clinical forms, and those that a questionnaire names.

import type { ApiRequest } from '../../api-request.ts'
import type { Json } from '../../json.ts'
import { asked } from '../asked.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'

/** CARE's own, of the forms for symptoms, diagnoses, allergies and medications. */
export const clinicalValueSets = [
  'system-condition-code',
  'system-allergy-code',
  'system-medication',
  'system-route',
  'system-body-site',
  'system-as-needed-reason',
  'system-administration-method',
  'system-additional-instruction',
]

/** What this user has marked and seen, and one search for anything: a terminology server is slow, and shared by all. */
export const readsOfValueSet = (slug: string): ApiRequest[] => [
  asked.valueSetFavourites(slug),
  asked.valueSetRecentViews(slug),
  asked.valueSetExpansion(slug, { search: '', count: 99 }),
]

/** The value sets that the questions of a questionnaire choose from, at any depth. */
export function valueSetsIn(questionnaire: Json): string[] {
  const slugs = objectsIn(asObject(questionnaire).questions).flatMap((question) => [
    textOf(question.answer_value_set),
    ...valueSetsIn(question),
  ])
  return [...new Set(slugs)].filter((slug) => slug !== '')
}
