// Reads of what a patient has consented to in an encounter. No consent is written offline.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record } from '../ages.ts'
import { route } from '../asked.ts'
import { completeUnder } from '../page.ts'

export const consentReads: ReadPolicy[] = [
  {
    key: 'consent.list',
    method: 'GET',
    path: route('patient/{patientId}/consent/'),
    resource: 'consent',
    ...record,
    completeUnder: completeUnder(
      { encounter: () => true },
      ({ request, params }) => queryValue(request, 'encounter') || params.patientId,
    ),
  },
]
