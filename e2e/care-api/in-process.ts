// An API without a port, and requests to it as the nurse: for tests of single rules.
import { type CareApi, type CareApiOptions, createCareApi } from './care-api.ts'
import { seeded } from './seeded.ts'

interface Body {
  [key: string]: unknown
  id: string
  modified_date: string
  results: Record<string, unknown>[]
}

type Member = keyof typeof seeded.users

export function callerOf(api: CareApi, member: Member = 'nurse') {
  const headers = {
    authorization: `Bearer ${api.tokens.issue(seeded.users[member], 'access')}`,
    'content-type': 'application/json',
  }
  return async (method: string, path: string, body?: unknown) => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await api.app.request(`/api/v1${path}`, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type') === 'application/json'
    return { status: response.status, body: (isJson && text !== '' ? JSON.parse(text) : {}) as Body }
  }
}

export const start = (options?: CareApiOptions) => {
  const api = createCareApi(options)
  return { api, ask: callerOf(api) }
}

/** One request of a batch. */
export const sub = (url: string, body: unknown, reference_id: string) => ({
  url: `/api/v1${url}`,
  method: 'POST',
  body,
  reference_id,
})
