// Lets the worker answer TanStack's queries and mutations: TanStack itself must not pause them while offline.

import type { QueryClient } from '@tanstack/react-query'
import type { Undo } from './subject.ts'

/** Keeps the host's other defaults. */
export function letWorkerAnswer(queryClient: QueryClient): Undo {
  const before = queryClient.getDefaultOptions()
  queryClient.setDefaultOptions({
    ...before,
    queries: { refetchOnReconnect: true, ...before.queries, networkMode: 'always' },
    mutations: { ...before.mutations, networkMode: 'always' },
  })
  return () => queryClient.setDefaultOptions(before)
}
