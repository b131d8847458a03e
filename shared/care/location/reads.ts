// Reads of a facility's places, of the devices that stand there, and of its services. None of it is written offline.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { reference, ward } from '../ages.ts'
import { route } from '../asked.ts'
import { completeUnder, containsText } from '../page.ts'
import { searchedAmong } from '../rows-among.ts'

export const locationReads: ReadPolicy[] = [
  {
    // A bed tells who lies in it.
    key: 'location.list',
    method: 'GET',
    path: route('facility/{facilityId}/location/'),
    resource: 'location',
    ...ward,
    fromStored: searchedAmong('location.list', {
      filters: {
        name: (location, value) => containsText(location.name, value),
        form: (location, value) => location.form === value,
        status: (location, value) => location.status === value,
      },
      exact: ['parent', 'mode', 'mine', 'available'],
    }),
  },
  {
    key: 'device.list',
    method: 'GET',
    path: route('facility/{facilityId}/device/'),
    resource: 'device',
    ...ward,
    completeUnder: completeUnder({ current_encounter: () => true }, ({ request }) =>
      queryValue(request, 'current_encounter'),
    ),
  },
  {
    key: 'healthcareService.list',
    method: 'GET',
    path: route('facility/{facilityId}/healthcare_service/'),
    resource: 'healthcareService',
    ...reference,
  },
]
