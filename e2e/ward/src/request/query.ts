import { callApi } from './call-api.ts'
import type { ApiRoute, CallOptions } from './route.ts'

/** Makes a TanStack query function of a route. */
export function query<Route extends ApiRoute>(route: Route, options?: CallOptions<Route>) {
  return ({ signal }: { signal: AbortSignal }) => callApi(route, { ...options, signal })
}
