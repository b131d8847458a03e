// Reads of what a patient is charged for. A list lives under the patient, the encounter or the appointment that it is
// about; a write that can add to one of them shows in it by its `affects`.

import { queryValue } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record, ward } from '../ages.ts'
import { route } from '../asked.ts'
import { asObject, sameId, textOf } from '../json-record.ts'
import { completeUnder, type Filters } from '../page.ts'

const wordIs = (field: string) => (item: JsonObject, value: string) =>
  value.split(',').includes(textOf(item[field]))

const accountFilters: Filters = {
  patient: (account, value) => sameId(asObject(account.patient).id, value),
  status: wordIs('status'),
  billing_status: wordIs('billing_status'),
}

/** A row tells neither its encounter nor its account. */
const chargeItemFilters: Filters = {
  service_resource: wordIs('service_resource'),
  service_resource_id: (item, value) => sameId(item.service_resource_id, value),
  encounter: () => undefined,
  status: wordIs('status'),
}

export const billingReads: ReadPolicy[] = [
  {
    key: 'account.list',
    method: 'GET',
    path: route('facility/{facilityId}/account/'),
    resource: 'account',
    ...record,
    completeUnder: completeUnder(accountFilters, ({ request }) => queryValue(request, 'patient')),
  },
  {
    key: 'chargeItem.list',
    method: 'GET',
    path: route('facility/{facilityId}/charge_item/'),
    resource: 'chargeItem',
    ...ward,
    completeUnder: completeUnder(
      chargeItemFilters,
      ({ request }) => queryValue(request, 'service_resource_id') || queryValue(request, 'encounter'),
    ),
  },
]
