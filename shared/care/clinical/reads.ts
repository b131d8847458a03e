// Reads of the clinical lists of a patient, and of the prescriptions that hold medications together.

import { queryValue } from '../../api-request.ts'
import { isTheRecord, type MatchedRead, type ReadPolicy } from '../../policy/read-policy.ts'
import { record, ward } from '../ages.ts'
import { route } from '../asked.ts'
import { findRecord } from '../json-record.ts'
import { emptyPage, type Filters, knowsAll } from '../page.ts'
import { hasAllWords, wholeListAs } from '../whole-list.ts'
import { type ClinicalKind, clinicalKinds } from './kinds.ts'
import { clinicalFilters, prescriptionFilters } from './project.ts'
import { listOf, prescriptionsOf } from './routes.ts'

export const clinicalReads: ReadPolicy[] = [
  ...clinicalKinds.flatMap(readsOf),
  {
    key: 'prescription.list',
    method: 'GET',
    path: route('patient/{patientId}/medication/prescription/'),
    resource: 'prescription',
    ...ward,
    completeUnder: (read) => completeList(read, prescriptionFilters({})),
    fromQueryKey: ([name, patientId]) =>
      name === 'prescriptions' && typeof patientId === 'string' ? prescriptionsOf(patientId) : undefined,
  },
  {
    key: 'prescription.detail',
    method: 'GET',
    path: route('patient/{patientId}/medication/prescription/{id}/'),
    resource: 'prescription',
    ...record,
  },
  {
    // What was given: asked beside the medicines, and never written here.
    key: 'medicationAdministration.list',
    method: 'GET',
    path: route('patient/{patientId}/medication/administration/'),
    resource: 'medicationAdministration',
    ...ward,
  },
]

function readsOf(kind: ClinicalKind): ReadPolicy[] {
  const { resource } = kind
  const path = `patient/{patientId}/${kind.path}/`
  return [
    {
      key: `${resource}.list`,
      method: 'GET',
      path: route(path),
      resource,
      ...ward,
      completeUnder: (read) => completeList(read, clinicalFilters),
      // Each screen asks for another number of them, and for other statuses.
      fromStored: wholeListAs(`${resource}.list`, {
        filters: clinicalFilters,
        wider: {
          status: hasAllWords,
          clinical_status: hasAllWords,
          verification_status: hasAllWords,
          category: hasAllWords,
          exclude_verification_status: (held, asked) => hasAllWords(asked, held),
        },
      }),
      fromQueryKey: ([name, patientId]) =>
        kind.queryKeys.some((key) => key === name) && typeof patientId === 'string'
          ? listOf(kind, patientId)
          : undefined,
    },
    {
      key: `${resource}.detail`,
      method: 'GET',
      path: route(`${path}{id}/`),
      resource,
      ...record,
      fromStored: {
        read: `${resource}.list`,
        answer: ({ params }, stored) => findRecord(stored, params.id),
        isWhole: isTheRecord,
      },
    },
  ]
}

/** The encounter owns the list where one is named: it may be new while its patient is not. */
function completeList({ request, params }: MatchedRead, filters: Filters) {
  const owner = queryValue(request, 'encounter') || params.patientId
  return owner && knowsAll(request, filters) ? { owner, empty: emptyPage() } : undefined
}
