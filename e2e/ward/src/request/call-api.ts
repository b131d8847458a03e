// One call of the API. Knows nothing of queries, toasts or sessions, but where the access token is kept.
import { type AnswerNote, readAnswerNote } from 'care-offline'
import { apiUrl } from '../api-url.ts'
import { accessToken } from '../session/tokens.ts'
import { HTTPError } from './http-error.ts'
import type { ApiRoute, CallOptions } from './route.ts'

/** Rejects with `Error('Network Error')` when there was no answer, with `HTTPError` when it was not ok. */
export async function callApi<Route extends ApiRoute>(
  route: Route,
  options: CallOptions<Route> = {},
): Promise<Route['TRes']> {
  return (await callApiNoted(route, options)).data
}

/** With what the layer notes on the answer. */
export async function callApiNoted<Route extends ApiRoute>(
  route: Route,
  options: CallOptions<Route> = {},
): Promise<{ data: Route['TRes']; note: AnswerNote }> {
  const response = await fetch(addressOf(route, options), {
    method: route.method,
    headers: headersOf(route),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch(() => {
    throw new Error('Network Error')
  })
  const data = await bodyOf(response)
  if (!response.ok) throw new HTTPError(response.status, data, options.silent ?? false)
  return { data, note: readAnswerNote(response) }
}

function addressOf<Route extends ApiRoute>(route: Route, options: CallOptions<Route>): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(options.pathParams?.[name] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(options.queryParams ?? {})) {
    if (value !== undefined) search.set(name, String(value))
  }
  return `${apiUrl}${path}${search.size > 0 ? `?${search}` : ''}`
}

function headersOf(route: ApiRoute): Headers {
  const headers = new Headers({ 'Content-Type': 'application/json', Accept: 'application/json' })
  const token = accessToken()
  if (token && !route.noAuth) headers.set('Authorization', `Bearer ${token}`)
  return headers
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.headers.get('content-length') === '0') return null
  const text = await response.text()
  if (!response.headers.get('content-type')?.includes('application/json')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
