// How a filled form shows in the answers of reads: as a response, and as the observations that it leaves.

import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { MatchedRead } from '../../policy/read-policy.ts'
import type { Affect, ProjectedWrite } from '../../policy/write-policy.ts'
import { addNew } from '../in-doubt.ts'
import { asObject, objectsIn, sameId, textOf } from '../json-record.ts'
import { belongs, type Filters } from '../page.ts'
import { hasCode, observationsOf } from './observation.ts'
import { responseRow } from './response.ts'
import { submissionOf } from './submission.ts'

const tellingResponse = ['/questionnaire/slug', '/responses', '/encounter']
const tellingObservation = ['/main_code/code', '/value/value']

const questionnaireOf = (response: JsonObject) => asObject(response.questionnaire)

export const responseFilters: Filters = {
  encounter: (response, value) => sameId(response.encounter, value),
  questionnaire: (response, value) => sameId(questionnaireOf(response).id, value),
  questionnaire_slug: (response, value) => questionnaireOf(response).slug === value,
  // A space after the comma is part of the slug, for the server too.
  questionnaire_slugs: (response, value) => value.split(',').includes(textOf(questionnaireOf(response).slug)),
  subject_type: (response, value) => questionnaireOf(response).subject_type === value,
  only_unstructured: (response, value) => value !== 'true' || response.structured_response_type === null,
}

/** Observations do not tell their encounter: `encounter` is judged by the response that they come from. */
export const observationFilters = (response: JsonObject): Filters => ({
  encounter: (_, value) => sameId(response.encounter, value),
  codes: hasCode,
  ignore_group: (observation, value) => value !== 'true' || observation.value_type !== 'group',
})

export const filledFormAffects: Affect[] = [
  {
    read: 'questionnaireResponse.list',
    project(body, write, read) {
      const response = responseOn(write, read)
      if (!response) return body
      const row = responseRow(response)
      return belongs(row, read.request, responseFilters)
        ? addNew(body, read.request, row, write, tellingResponse)
        : body
    },
  },
  {
    read: 'questionnaireResponse.detail',
    project(body, write, read) {
      const response = responseOn(write, read)
      return body ?? (response && sameId(response.id, read.params.id) ? responseRow(response) : undefined)
    },
  },
  {
    read: 'observation.list',
    project(body, write, read) {
      const response = responseOn(write, read)
      if (!response) return body
      const filters = observationFilters(response)
      return observationsOf(response)
        .filter((observation) => belongs(observation, read.request, filters))
        .reduce<Json | undefined>(
          (rows, observation) => addNew(rows, read.request, observation, write, tellingObservation),
          body,
        )
    },
  },
  {
    read: 'observation.analysis',
    project(body, write, read) {
      const response = responseOn(write, read)
      if (!response || !isObject(body) || !belongs(response, read.request, analysisFilters)) return body
      const observations = observationsOf(response)
      const groups = objectsIn(body.results)
      const results = groups.map((group) =>
        observations
          .filter((observation) => hasCode(observation, textOf(asObject(group.code).code)))
          .reduce<JsonObject>(
            (rows, observation) =>
              asObject(addNew(rows, read.request, observation, write, tellingObservation)),
            group,
          ),
      )
      return results.some((group, i) => group !== groups[i]) ? { ...body, results } : body
    },
  },
]

const analysisFilters: Filters = { encounter: (response, value) => sameId(response.encounter, value) }

/** The response that the write makes, where it is about the patient of this read. */
function responseOn(write: ProjectedWrite, read: MatchedRead): JsonObject | undefined {
  const { patient } = submissionOf(write).body
  const response = { ...asObject(write.provisional), ...asObject(write.answer) }
  return sameId(patient, read.params.patientId) && textOf(response.id) !== '' ? response : undefined
}
