// Reads of encounters. A list lives under a patient: under one made on this tablet it is complete by construction.

import { queryValue } from '../../api-request.ts'
import { isTheRecord, type ReadPolicy } from '../../policy/read-policy.ts'
import { record, reference, ward } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { asObject, findRecord, objectsIn, textOf } from '../json-record.ts'
import { emptyPage, knowsAll } from '../page.ts'
import { hasAllWords, wholeListAs } from '../whole-list.ts'
import { encounterFilters } from './project.ts'
import { recordsOfWard } from './ward.ts'

const mostPatientsWarmed = 40
const openStatuses = 'planned,in_progress,on_hold'

/** `wardPatients`: of how many patients of a facility the records are kept here. */
export const createEncounterReads = (wardPatients: number): ReadPolicy[] => [
  {
    key: 'encounter.list',
    method: 'GET',
    path: route('encounter/'),
    resource: 'encounter',
    ...ward,
    completeUnder({ request }) {
      const owner = queryValue(request, 'patient') || queryValue(request, 'patient_filter')
      return owner && knowsAll(request, encounterFilters) ? { owner, empty: emptyPage() } : undefined
    },
    // A closed encounter is asked for by `patient_filter` and facility, an open one by `patient`: it is the same list.
    fromStored: wholeListAs('encounter.list', {
      filters: encounterFilters,
      wider: { status: hasAllWords },
      alone: ['created_date_after', 'created_date_before'],
      aliases: { patient_filter: 'patient' },
    }),
    warms(answer) {
      const patients = objectsIn(asObject(answer).results).map((row) => textOf(asObject(row.patient).id))
      return [...new Set(patients)]
        .filter((id) => id !== '')
        .slice(0, mostPatientsWarmed)
        .map(asked.patient)
    },
    warmsLast(answer, { request }) {
      const facility = queryValue(request, 'facility')
      return facility && !queryValue(request, 'patient') ? recordsOfWard(answer, facility, wardPatients) : []
    },
    fromQueryKey: encountersOfKey,
  },
  {
    key: 'encounter.detail',
    method: 'GET',
    path: route('encounter/{id}/'),
    resource: 'encounter',
    ...record,
    // With `?facility=`, `?patient=` or neither: it is the same record.
    fromStored: {
      read: 'encounter.detail',
      answer: ({ params }, stored) => findRecord(stored, params.id),
      isWhole: isTheRecord,
    },
    fromQueryKey: ([name, id, ...more]) =>
      name === 'encounter' && typeof id === 'string' && more.length === 0 ? asked.encounter(id) : undefined,
  },
  {
    key: 'encounter.organizations',
    method: 'GET',
    path: route('encounter/{id}/organizations/'),
    resource: 'encounter',
    ...reference,
  },
]

function encountersOfKey(key: readonly unknown[]) {
  const [name, id, third, page, limit] = key
  if (typeof id !== 'string') return undefined
  // care_fe's patient home, and the encounters of its patient page.
  if (name === 'encounters' && third === 'active' && typeof page === 'number' && typeof limit === 'number') {
    const offset = String((page - 1) * limit)
    return asked.encounters({ patient: id, limit: String(limit), offset, status: openStatuses })
  }
  if (name === 'encounterHistory' && isPlain(third) && Object.keys(third).length === 0) {
    return asked.encounters({ patient: id, limit: '5', offset: '0' })
  }
  // The ward app's.
  if (name === 'encounters' && key.length === 2)
    return asked.encounters({ patient: id, limit: '14', offset: '0' })
  if (name === 'encounterList' && isPlain(third)) {
    const rest = Object.entries(third).map(([param, value]): [string, string] => [param, String(value)])
    return asked.encounters({ facility: id, ...Object.fromEntries(rest) })
  }
  return undefined
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
