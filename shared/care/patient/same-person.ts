// Who is registered under a number, and whether one of them is likely the person of this form. Families share numbers:
// the number alone says nothing.

import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { Guard } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, isLeftOut, objectsIn, textOf } from '../json-record.ts'
import { isSamePhone, tidyPhone } from '../phone-number.ts'
import { isSimilarName } from './similar-name.ts'

const pageSize = 200
const maxPages = 5

/** The list, newest first, in which the person of this form stands under the real id if she is registered. */
export function sameNumber(form: JsonObject): (page: Record<string, string>) => ApiRequest {
  const phone = tidyPhone(textOf(form.phone_number))
  // A number without its country may be stored with one, and the server finds numbers only whole.
  const person: Record<string, string> = phone.startsWith('+')
    ? { phone_number: phone }
    : { name: textOf(form.name) }
  return (page) => asked.patients({ ...person, ordering: '-created_date', ...page })
}

/** Before a registration that has waited is sent: is she registered meanwhile, or was she all along? */
export const guardNewPatient: Guard = function* ({ request }, { nowMs }) {
  const form = asObject(request.body)
  const list = sameNumber(form)
  const likely: JsonObject[] = []
  for (let pageNumber = 0; pageNumber < maxPages; pageNumber++) {
    const page: Json | undefined = yield list({
      limit: String(pageSize),
      offset: String(pageNumber * pageSize),
    })
    const rows = objectsIn(asObject(page).results)
    likely.push(...rows.filter((row) => isSamePerson(row, form, nowMs)))
    if (rows.length < pageSize) break
  }
  if (likely.length === 0) return { clear: true }
  return { likely: likely.map((patient) => ({ id: textOf(patient.id), label: labelOf(patient) })) }
}

/** What neither tells does not tell them apart. */
export function isSamePerson(patient: JsonObject, form: JsonObject, nowMs: number | undefined): boolean {
  const [theirs, mine] = [yearIn(patient), bornIn(form, nowMs)]
  return (
    isSamePhone(textOf(patient.phone_number), textOf(form.phone_number)) &&
    (textOf(patient.gender) === '' || textOf(form.gender) === '' || patient.gender === form.gender) &&
    (theirs === undefined || mine === undefined || Math.abs(theirs - mine) <= 1) &&
    isSimilarName(textOf(patient.name), textOf(form.name))
  )
}

function bornIn(form: JsonObject, nowMs: number | undefined): number | undefined {
  // An age overrides the date.
  if (isLeftOut(form.age) || form.age === '') return yearIn(form)
  return nowMs === undefined ? undefined : knownYear(new Date(nowMs).getUTCFullYear() - Number(form.age))
}

const yearIn = (person: JsonObject): number | undefined =>
  knownYear(Number(textOf(person.date_of_birth).slice(0, 4))) ?? knownYear(Number(person.year_of_birth))

const knownYear = (year: number): number | undefined => (year > 0 ? year : undefined)

function labelOf(patient: JsonObject): string {
  const year = yearIn(patient)
  return [
    textOf(patient.name),
    textOf(patient.gender).replace('_', '-'),
    year === undefined ? '' : `born ${year}`,
    textOf(patient.phone_number),
  ]
    .filter((part) => part !== '')
    .join(', ')
}
