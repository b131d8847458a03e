// Reads of what was ordered for an encounter, and of the reports that came of it.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record, ward } from '../ages.ts'
import { route } from '../asked.ts'
import { asObject, sameId, textOf } from '../json-record.ts'
import { completeUnder, containsText, type Filters } from '../page.ts'

const serviceRequestFilters: Filters = {
  encounter: (ordered, value) => sameId(asObject(ordered.encounter).id, value),
  title: (ordered, value) => containsText(ordered.title, value),
  status: (ordered, value) => value.split(',').includes(textOf(ordered.status)),
  priority: (ordered, value) => value.split(',').includes(textOf(ordered.priority)),
}

/** No report is written offline: of what was begun here there is none. */
const reportFilters: Filters = { encounter: () => true, status: () => true }

export const serviceRequestReads: ReadPolicy[] = [
  {
    key: 'serviceRequest.list',
    method: 'GET',
    path: route('facility/{facilityId}/service_request/'),
    resource: 'serviceRequest',
    ...ward,
    completeUnder: completeUnder(serviceRequestFilters, ({ request }) => queryValue(request, 'encounter')),
  },
  {
    key: 'diagnosticReport.list',
    method: 'GET',
    path: route('patient/{patientId}/diagnostic_report/'),
    resource: 'diagnosticReport',
    ...record,
    completeUnder: completeUnder(
      reportFilters,
      ({ request, params }) => queryValue(request, 'encounter') || params.patientId,
    ),
  },
]
