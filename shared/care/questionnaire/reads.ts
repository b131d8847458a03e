// Reads of questionnaires, of the responses to them, and of the observations that those leave.

import { queryValue } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import { isTheRecord, type MatchedRead, type ReadPolicy } from '../../policy/read-policy.ts'
import { record, reference, ward } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { asObject, findRecord, objectsIn, sameId, textOf } from '../json-record.ts'
import { isNotFound } from '../not-found.ts'
import { containsText, emptyPage, type Filters, knowsAll } from '../page.ts'
import { searchedAmong } from '../rows-among.ts'
import { readsOfValueSet, valueSetsIn } from '../value-set/warmed.ts'
import { wholeListAs } from '../whole-list.ts'
import { observationFilters, responseFilters } from './project.ts'

const listFilters: Filters = {
  title: (questionnaire, value) => containsText(questionnaire.title, value),
  status: (questionnaire, value) => questionnaire.status === value,
  subject_type: (questionnaire, value) => questionnaire.subject_type === value,
}

export const questionnaireReads: ReadPolicy[] = [
  {
    key: 'questionnaire.list',
    method: 'GET',
    path: route('questionnaire/'),
    resource: 'questionnaire',
    ...reference,
    warms: (answer) =>
      objectsIn(asObject(answer).results)
        .map(({ slug }) => textOf(slug))
        .filter((slug) => slug !== '')
        .map(asked.questionnaire),
    // A tag that nobody has made is a 404, and the screens live with it.
    keepsNotFound: isNotFound,
    // Titles are searched letter by letter: each search is answered from the lists that are here.
    fromStored: searchedAmong('questionnaire.list', { filters: listFilters }),
  },
  {
    key: 'questionnaire.detail',
    method: 'GET',
    path: route('questionnaire/{slug:slug}/'),
    resource: 'questionnaire',
    ...reference,
    warms: (answer) => valueSetsIn(answer).flatMap(readsOfValueSet),
    // A row of the list is the whole questionnaire.
    fromStored: {
      read: 'questionnaire.list',
      answer: ({ params }, stored) => rowsOf(stored).find(({ slug }) => slug === params.slug),
      isWhole: isTheRecord,
    },
    fromQueryKey: ([name, slug]) =>
      name === 'questionnaireDetail' && typeof slug === 'string' ? asked.questionnaire(slug) : undefined,
  },
  {
    key: 'questionnaireResponse.list',
    method: 'GET',
    path: route('patient/{patientId}/questionnaire_response/'),
    resource: 'questionnaireResponse',
    ...ward,
    completeUnder: (read) => completeList(read, responseFilters),
    fromStored: wholeListAs('questionnaireResponse.list', { filters: responseFilters }),
    fromQueryKey: ([name, patientId, encounterId, ...more]) =>
      name === 'questionnaireResponses' &&
      typeof patientId === 'string' &&
      typeof encounterId === 'string' &&
      more.length === 0
        ? asked.responses(patientId, {
            limit: '10',
            offset: '0',
            encounter: encounterId,
            subject_type: 'encounter',
          })
        : undefined,
  },
  {
    key: 'questionnaireResponse.detail',
    method: 'GET',
    path: route('patient/{patientId}/questionnaire_response/{id}/'),
    resource: 'questionnaireResponse',
    ...record,
    fromStored: {
      read: 'questionnaireResponse.list',
      answer: ({ params }, stored) => findRecord(stored, params.id),
      isWhole: isTheRecord,
    },
  },
  {
    key: 'observation.list',
    method: 'GET',
    path: route('patient/{patientId}/observation/'),
    resource: 'observation',
    ...ward,
    completeUnder: (read) => completeList(read, observationFilters({})),
    fromStored: wholeListAs('observation.list', { filters: observationFilters({}), exact: ['encounter'] }),
  },
  {
    // The same, sorted by code: how the plots ask for them.
    key: 'observation.analysis',
    method: 'POST',
    path: route('patient/{patientId}/observation/analyse/'),
    resource: 'observation',
    ...ward,
    completeUnder(read) {
      const list = completeList(read, observationFilters({}))
      const { codes, page_size: _, ...unknown } = asObject(read.request.body)
      return list && Object.keys(unknown).length === 0
        ? { ...list, empty: { results: objectsIn(codes).map((code) => ({ code, results: [] })) } }
        : undefined
    },
  },
]

/** The encounter owns the list where one is named: it may be new while its patient is not. */
function completeList({ request, params }: MatchedRead, filters: Filters) {
  const owner = queryValue(request, 'encounter') || params.patientId
  return owner && knowsAll(request, filters) ? { owner, empty: emptyPage() } : undefined
}

function rowsOf(stored: Json[]): JsonObject[] {
  const rows = stored.flatMap((page) => objectsIn(asObject(page).results))
  return rows.filter((row, i) => rows.findIndex((other) => sameId(other.id, row.id)) === i)
}
