// Reads of the reports that came of what was asked for.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record } from '../ages.ts'
import { route } from '../asked.ts'
import { completeUnder, type Filters } from '../page.ts'

/** No report is written offline: of what was begun here there is none. */
const reportFilters: Filters = { encounter: () => true, status: () => true }

export const diagnosticReportReads: ReadPolicy[] = [
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
