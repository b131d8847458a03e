// Reads of what is charged in a facility, and of what can be: an encounter's charges live under it.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { reference, ward } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { emptyPage, knowsAll } from '../page.ts'
import { chargeFilters } from './record.ts'

export const chargeItemReads: ReadPolicy[] = [
  {
    key: 'chargeItem.list',
    method: 'GET',
    path: route('facility/{facilityId}/charge_item/'),
    resource: 'chargeItem',
    ...ward,
    completeUnder({ request }) {
      const owner = queryValue(request, 'encounter') || queryValue(request, 'service_resource_id')
      return owner && knowsAll(request, chargeFilters('')) ? { owner, empty: emptyPage() } : undefined
    },
    // The ward app's.
    fromQueryKey: ([name, facility, encounter, ...more]) =>
      name === 'charge-items' &&
      typeof facility === 'string' &&
      typeof encounter === 'string' &&
      more.length === 0
        ? asked.chargeItems(facility, { encounter, limit: '20', offset: '0' })
        : undefined,
  },
  {
    key: 'chargeItemDefinition.list',
    method: 'GET',
    path: route('facility/{facilityId}/charge_item_definition/'),
    resource: 'chargeItemDefinition',
    ...reference,
  },
]
