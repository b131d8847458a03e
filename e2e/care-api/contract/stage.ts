// Where the recordings are played: an API, and what stands for the recorded ids, tokens and passwords in it.
import { type CareApi, createCareApi } from '../care-api.ts'
import { isUuid } from '../ids.ts'
import { seeded, seededUsers } from '../seeded.ts'
import type { Exchange } from './recording.ts'

export const appOrigin = 'http://localhost:4173'
const otherOrigin = 'http://elsewhere.example'

export interface Stage {
  api: CareApi
  /** Lets a recorded value stand for one of ours from now on. */
  bind(recorded: string, own: string): void
  own(recorded: string): string
  translate(value: unknown): unknown
  /** A request of the test's own, to prepare the ground; throws unless it is answered with success. */
  ask(username: string, method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  send(exchange: Exchange, options?: { body?: unknown; follow?: boolean }): Promise<Response>
  /** Learns the ids and tokens that an answer has brought. */
  learn(exchange: Exchange, body: unknown): void
}

/** The recordings' clock stood at the 22nd of November 2026. Each look at it takes a hundredth of a second. */
function recordedClock(): () => number {
  let nowMs = Date.parse('2026-11-22T09:00:00Z')
  return () => {
    nowMs += 10
    return nowMs
  }
}

const wellKnown: Record<string, string> = {
  '0f5f9392-4172-4407-acc7-1ddda337f78d': seeded.users.doctor,
  '473a54e1-d239-4f8c-9025-d56d62dd7877': seeded.users.admin,
  '65be5d1c-d292-4d2a-8b2c-d3614c2ed0da': seeded.users.volunteer,
  'a1ff00fd-6834-4886-9039-0213a726de71': seeded.users.nurse,
  'd91dd4e8-7aad-4ed5-8792-2ae55a6c29af': seeded.facilityId,
  '9ab32764-ed94-4639-9f3c-67114d33a84f': seeded.otherFacilityId,
  '79b0978d-8c5a-43b9-9355-2024d22c7814': seeded.districtId,
  '19b41cd5-dfdf-4df6-ad13-d8ab29ed2f1d': seeded.departments.medicine,
  '88e9791c-d8b7-43e8-813f-0b2c57ff43a0': seeded.roles.doctor,
  'dcd0d622-fccc-4a4d-97ab-8e17b4901ae9': seeded.roles.nurse,
  '05b6ef17-5d2b-4514-b94e-f920f31d877c': seeded.identifierConfigs.name,
  '122efeac-9aeb-4767-af07-0996c41d5e6f': seeded.identifierConfigs.phone,
  'bdfa9270-b112-41ad-a83e-68f86a19e51a': seeded.tags.encounterVip,
  '561e6f1f-fa19-426b-8ff7-c0dd8821403f': seeded.tags.patientVip,
  'b18928ac-5c19-4b65-b993-ef0c7b8f2680': seeded.wardId,
  'dd61a57b-7e2f-4232-98cd-334fd14828f7': seeded.bedId(4),
  '<app-origin>': appOrigin,
  '<other-origin>': otherOrigin,
  '<wrong-password>': 'wrong',
}

export function createStage(): Stage {
  const api = createCareApi({ nowMs: recordedClock(), allowedOrigins: '*', debug: true, loginLimit: true })
  const bound = new Map(Object.entries(wellKnown))
  const accounts = Object.entries(seededUsers)

  const passwordOf = (username: unknown) =>
    accounts.find(([, account]) => account.username === username)?.[1].password ?? 'wrong'

  const userIdOf = (username: string) => {
    const member = accounts.find(([, account]) => account.username === username)?.[0]
    if (member === undefined) throw new Error(`nobody is called ${username}`)
    return seeded.users[member as keyof typeof seededUsers]
  }

  const translateText = (text: string) =>
    [...bound].reduce((result, [recorded, own]) => result.replaceAll(recorded, own), text)

  const translate = (value: unknown): unknown => {
    if (typeof value === 'string') return translateText(value)
    if (Array.isArray(value)) return value.map(translate)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        if (key === 'partial_id') return [key, ownPartialId(String(each))]
        if (each === '<password>') return [key, passwordOf((value as { username?: unknown }).username)]
        return [key, translate(each)]
      }),
    )
  }

  const ownPartialId = (partial: string) => {
    const whole = [...bound.keys()].find((each) => isUuid(each) && each.slice(0, 5) === partial)
    return whole === undefined ? translateText(partial) : own(whole).slice(0, 5)
  }

  const own = (recorded: string) => bound.get(recorded) ?? recorded

  const tokenFor = ({ headers, user }: Exchange['request']): string | undefined => {
    const userId = user === undefined ? seeded.users.doctor : userIdOf(user)
    switch (headers.auth) {
      case 'valid':
        return api.tokens.issue(userId, 'access')
      case 'expired':
        return api.tokens.issue(userId, 'access', { minutes: -1 })
      case 'invalid':
        return 'garbage'
      case 'revoked':
        return own('<access-jwt-2>')
      default:
        return undefined
    }
  }

  const request = (path: string, method: string, headers: Record<string, string>, body: string | null) =>
    Promise.resolve(api.app.request(path, { method, headers, ...(body === null ? {} : { body }) }))

  return {
    api,
    own,
    translate,
    bind(recorded, value) {
      bound.set(recorded, value)
    },
    async ask(username, method, path, body) {
      const headers = {
        authorization: `Bearer ${api.tokens.issue(userIdOf(username), 'access')}`,
        'content-type': 'application/json',
      }
      const response = await request(path, method, headers, body === undefined ? null : JSON.stringify(body))
      const text = await response.text()
      if (!response.ok) throw new Error(`the ground: ${method} ${path} gave ${response.status} ${text}`)
      return text === '' ? {} : JSON.parse(text)
    },
    async send({ request: recorded }, options = {}) {
      const { auth: _, ...shown } = recorded.headers
      const token = tokenFor(recorded)
      const sent = options.body ?? recorded.body
      const headers = {
        ...(translate(shown) as Record<string, string>),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(sent === null || shown['content-type'] !== undefined
          ? {}
          : { 'content-type': 'application/json' }),
      }
      const body = sent === null ? null : typeof sent === 'string' ? sent : JSON.stringify(translate(sent))
      const response = await request(translateText(recorded.path), recorded.method, headers, body)
      const location = response.headers.get('location')
      if (options.follow !== true || location === null) return response
      return request(location, recorded.method, headers, body)
    },
    learn(exchange, body) {
      if (exchange.request.method !== 'POST') return
      for (const [recorded, value] of pairsOfNew(exchange.response.body, body)) bound.set(recorded, value)
    },
  }
}

type Loose = Record<string, unknown> | null | undefined

/** The ids of what was made, alone, in a batch or in an upsert, and tokens. */
function pairsOfNew(recorded: unknown, actual: unknown): [string, string][] {
  if (Array.isArray(recorded) && Array.isArray(actual)) {
    return recorded.flatMap((each, index) => pairsOfNew(each, actual[index]))
  }
  const [then, now] = [recorded as Loose, actual as Loose]
  const named = ['id', 'access', 'refresh'].flatMap((key): [string, string][] => {
    const [old, own] = [then?.[key], now?.[key]]
    const isName = typeof old === 'string' && (old.startsWith('<') || isUuid(old))
    return isName && typeof own === 'string' ? [[old, own]] : []
  })
  const [old, own] = [then?.results, now?.results]
  if (!Array.isArray(old) || !Array.isArray(own)) return named
  const inBatch = old.flatMap((each: Loose, index) => {
    const other = own[index] as Loose
    return each?.reference_id === undefined ? [] : pairsOfNew(each.data, other?.data)
  })
  return [...named, ...inBatch]
}
