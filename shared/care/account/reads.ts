// Reads of a patient's accounts. Nothing here is written offline: a patient who is made here has none.

import { queryValue } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record } from '../ages.ts'
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

export const accountReads: ReadPolicy[] = [
  {
    key: 'account.list',
    method: 'GET',
    path: route('facility/{facilityId}/account/'),
    resource: 'account',
    ...record,
    completeUnder: completeUnder(accountFilters, ({ request }) => queryValue(request, 'patient')),
  },
]
