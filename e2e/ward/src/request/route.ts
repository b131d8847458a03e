// A route of the API as data. TBody and TRes exist for the compiler only; at run time they are empty.
export interface ApiRoute {
  path: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  TRes: unknown
  TBody?: unknown
  noAuth?: true
}

export type BodyOf<Route extends ApiRoute> = Route extends { TBody: infer Body } ? Body : undefined

export interface CallOptions<Route extends ApiRoute> {
  pathParams?: Record<string, string>
  /** `undefined` leaves a parameter out; an empty string is sent as `name=`. */
  queryParams?: Record<string, string | number | undefined>
  body?: BodyOf<Route>
  /** The caller shows failures itself: no toast. */
  silent?: boolean
  signal?: AbortSignal
}

export interface Page<Item> {
  count: number
  results: Item[]
}

export function Type<T>(): T {
  return {} as T
}
