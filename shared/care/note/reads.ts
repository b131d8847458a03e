// Reads of the notes that colleagues leave each other, thread by thread. None is written offline.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { ward } from '../ages.ts'
import { route } from '../asked.ts'
import { completeUnder } from '../page.ts'

const threads = 'patient/{patientId}/thread/'

export const noteReads: ReadPolicy[] = [
  {
    key: 'thread.list',
    method: 'GET',
    path: route(threads),
    resource: 'thread',
    ...ward,
    completeUnder: completeUnder(
      { encounter: () => true, encounter_isnull: () => true },
      ({ request, params }) => queryValue(request, 'encounter') || params.patientId,
    ),
  },
  {
    key: 'thread.notes',
    method: 'GET',
    path: route(`${threads}{id}/note/`),
    resource: 'thread',
    ...ward,
  },
]
