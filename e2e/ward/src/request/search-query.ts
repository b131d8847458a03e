import { callApiNoted } from './call-api.ts'
import type { ApiRoute, CallOptions } from './route.ts'

/** Makes a TanStack query function of a route whose answer may be gathered on this tablet: it tells whether it was. */
export function searchQuery<Route extends ApiRoute>(route: Route, options?: CallOptions<Route>) {
  return async ({ signal }: { signal: AbortSignal }): Promise<Route['TRes'] & { isIncomplete: boolean }> => {
    const { data, note } = await callApiNoted(route, { ...options, signal })
    return { ...(data as object), isIncomplete: note.isIncomplete } as Route['TRes'] & {
      isIncomplete: boolean
    }
  }
}
