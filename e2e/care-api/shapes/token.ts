// How tokens of a day's queue look, their categories and queues.
import type {
  QueueTokenRow,
  TokenCategoryRow,
  TokenQueueRow,
  TokenSubQueueRow,
} from '../scheduling-tables.ts'
import type { Store } from '../store.ts'
import { renderPatientItem } from './patient.ts'

export const renderCategory = ({
  id,
  name,
  resource_type,
  shorthand,
  metadata,
  default: preset,
}: TokenCategoryRow) => ({ id, name, resource_type, shorthand, metadata, default: preset })

export const renderQueue = ({ id, name, date, is_primary, system_generated }: TokenQueueRow) => ({
  id,
  name,
  date,
  is_primary,
  system_generated,
})

export const renderSubQueue = ({ id, name, status }: TokenSubQueueRow) => ({
  id,
  name,
  status,
  current_token: null,
})

export function renderToken(store: Store, token: QueueTokenRow) {
  const category = store.get('tokenCategories', token.category)
  const patient = store.get('patients', token.patient)
  const queue = store.get('tokenQueues', token.queue)
  return {
    id: token.id,
    category: category === undefined ? {} : renderCategory(category),
    note: token.note,
    patient: patient === undefined ? {} : renderPatientItem(store, patient),
    number: token.number,
    status: token.status,
    queue: queue === undefined ? {} : renderQueue(queue),
  }
}

export function tokenOf(store: Store, id: string | null) {
  const token = store.get('queueTokens', id ?? '')
  return token === undefined ? null : renderToken(store, token)
}
