// The API without a port, for its own tests, and people who ask it.
import { type CareApi, type CareApiOptions, createCareApi } from './care-api.ts'
import { seeded } from './seeded.ts'

export const newPatient = {
  name: 'Usha Rani',
  gender: 'female',
  phone_number: '+919847099001',
  geo_organization: seeded.districtId,
  date_of_birth: '1980-02-03',
  pincode: 682001,
}

/** What the tests read of an answer. */
export interface Body {
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

/** `ask` is the nurse's; `as` is anybody's. */
export const start = (options?: CareApiOptions) => {
  const api = createCareApi(options)
  const as = (member: Member) => callerOf(api, member)
  return { api, as, ask: as('nurse') }
}

/** One request of a batch. */
export const sub = (url: string, body: unknown, reference_id: string) => ({
  url: `/api/v1${url}`,
  method: 'POST',
  body,
  reference_id,
})
