import { callApi } from './call-api.ts'
import type { ApiRoute, BodyOf, CallOptions } from './route.ts'

/** Makes a TanStack mutation function of a route; the variables are the body. */
export function mutate<Route extends ApiRoute>(route: Route, options?: Omit<CallOptions<Route>, 'body'>) {
  return (body: BodyOf<Route>) => callApi(route, { ...options, body })
}
