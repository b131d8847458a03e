// Reads of files. A list lives under the record that its files belong to.

import { queryValue } from '../../api-request.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record, ward } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { emptyPage, knowsAll } from '../page.ts'
import { fileFilters } from './project.ts'

export const fileReads: ReadPolicy[] = [
  {
    key: 'file.list',
    method: 'GET',
    path: route('files/'),
    resource: 'file',
    ...ward,
    completeUnder({ request }) {
      const owner = queryValue(request, 'associating_id')
      return owner && queryValue(request, 'file_type') && knowsAll(request, fileFilters)
        ? { owner, empty: emptyPage() }
        : undefined
    },
    // What stands behind them narrows the list: any of them may show the file.
    fromQueryKey: ([name, type, id]) =>
      name === 'files' && typeof type === 'string' && typeof id === 'string'
        ? asked.files(type, id)
        : undefined,
  },
  {
    key: 'file.detail',
    method: 'GET',
    path: route('files/{id}/'),
    resource: 'file',
    ...record,
    fromQueryKey: ([name, type, id, ...more]) =>
      (name === 'file' || name === 'files') &&
      typeof type === 'string' &&
      id === undefined &&
      more.length === 0
        ? asked.file(type)
        : undefined,
  },
]
