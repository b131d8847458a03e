// What a shift needs of the user's facilities, forms and areas before anybody has opened them.

import { type ApiRequest, queryValue } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { MatchedRead, WarmCourse } from '../../policy/read-policy.ts'
import { asked } from '../asked.ts'
import { asObject, objectsIn, sameId, textOf } from '../json-record.ts'
import { clinicalValueSets, readsOfValueSet } from '../value-set/warmed.ts'

/** Somebody of the state's office belongs to hundreds: they have no shift there. */
const mostFacilities = 5
const mostBelowOne = 100

/** By the answer that tells who the user is. */
export function needsOfShift(user: Json): ApiRequest[] {
  const facilities = objectsIn(asObject(user).facilities).map(({ id }) => textOf(id))
  return [
    asked.geoRoots(),
    ...lineOf(asObject(user).geo_organization).map(asked.geoChildren),
    asked.questionnaires('encounter'),
    asked.questionnaires('patient'),
    asked.everyQuestionnaire(),
    asked.encounterActions(),
    asked.users(),
    asked.roles(),
    asked.allFacilities(),
    asked.plugConfig(),
    asked.tagConfigs('encounter'),
    asked.tagConfigs('patient'),
    ...facilities
      .filter((id) => id !== '')
      .slice(0, mostFacilities)
      .flatMap((id) => [
        asked.facility(id),
        asked.departments(id),
        asked.allDepartments(id),
        asked.practitioners(id),
        asked.facilityUsers(id),
        asked.locations(id),
        asked.wardEncounters(id),
      ]),
    ...clinicalValueSets.flatMap(readsOfValueSet),
  ]
}

/** The form for a patient's area goes down level by level: below the user's own area, all of them are kept. */
export function levelsBelow(list: Json, { request }: MatchedRead, { origin }: WarmCourse): ApiRequest[] {
  const own = textOf(asObject(asObject(origin).geo_organization).id)
  const parent = queryValue(request, 'parent') ?? ''
  if (own === '' || parent === '') return []
  return objectsIn(asObject(list).results)
    .filter((row) => row.has_children === true && lineOf(row.parent).some((id) => sameId(id, own)))
    .slice(0, mostBelowOne)
    .map(({ id }) => asked.geoChildren(textOf(id)))
}

/** Ids of an organization and of those above it. */
function lineOf(organization: Json | undefined): string[] {
  const ids: string[] = []
  let at: JsonObject = asObject(organization)
  while (textOf(at.id) !== '' && ids.length < 12) {
    ids.push(textOf(at.id))
    at = asObject(at.parent)
  }
  return ids
}
