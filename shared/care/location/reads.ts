// Wards and beds of a facility.

import type { ReadPolicy } from '../../policy/read-policy.ts'
import { reference } from '../ages.ts'
import { route } from '../asked.ts'
import { containsText } from '../page.ts'
import { searchedAmong } from '../rows-among.ts'

export const locationReads: ReadPolicy[] = [
  {
    key: 'location.list',
    method: 'GET',
    path: route('facility/{facilityId}/location/'),
    resource: 'location',
    ...reference,
    fromStored: searchedAmong('location.list', {
      filters: {
        name: (location, value) => containsText(location.name, value),
        form: (location, value) => location.form === value,
        status: (location, value) => location.status === value,
      },
      exact: ['parent', 'mode', 'mine', 'available'],
    }),
  },
]
