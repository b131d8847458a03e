// The API without a port, for its own tests, and a nurse who asks it.
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

function asNurse(api: CareApi) {
  const headers = {
    authorization: `Bearer ${api.tokens.issue(seeded.users.nurse, 'access')}`,
    'content-type': 'application/json',
  }
  return async (method: string, path: string, body?: unknown) => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await api.app.request(`/api/v1${path}`, init)
    return { status: response.status, body: (await response.json()) as Body }
  }
}

export const start = (options?: CareApiOptions) => {
  const api = createCareApi(options)
  return { api, ask: asNurse(api) }
}
