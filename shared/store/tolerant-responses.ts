// Answers that can be fetched again must never stand in the way of what cannot: where their store fails, a read counts
// as not stored (a miss, never an empty list), and the user is told.

import { type Failure, FailureError } from '../failure.ts'
import type { ResponseStore } from './response-database.ts'

export function tolerant(store: ResponseStore, onTrouble: (failure: Failure) => void): ResponseStore {
  const orElse = async <Value>(work: Promise<Value>, otherwise: Value): Promise<Value> => {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      onTrouble(error.failure)
      return otherwise
    }
  }
  return {
    ...store,
    get: (userId, requestKey) => orElse(store.get(userId, requestKey), undefined),
    newest: (userId, queryRouteKey, limit) => orElse(store.newest(userId, queryRouteKey, limit), []),
    put: (response) => orElse(store.put(response), undefined),
  }
}
