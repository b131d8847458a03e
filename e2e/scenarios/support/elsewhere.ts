// What somebody else does in CARE meanwhile, on another machine: the API's own routes, under their own session.

import { seededUsers } from '../../care-api/seeded.ts'
import { atHouse } from './house.ts'

const apiUrl = 'http://localhost:9000/api/v1'

export interface Colleague {
  /** The answer's body; throws where CARE refuses. */
  post(path: string, body: object): Promise<Record<string, unknown>>
  put(path: string, body: object): Promise<Record<string, unknown>>
}

export async function colleague(who: keyof typeof seededUsers): Promise<Colleague> {
  const { access } = await call('POST', '/auth/login/', seededUsers[who])
  return {
    post: (path, body) => call('POST', path, body, String(access)),
    put: (path, body) => call('PUT', path, body, String(access)),
  }
}

async function call(
  method: string,
  path: string,
  body: object,
  token?: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(atHouse(`${apiUrl}${path}`), {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}
