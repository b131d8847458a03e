// CARE as the tablet's requests meet it: the embedded API without its HTTP edge, seeded once for all histories, and a
// record of what it has carried out.

import { type ApiRequest, targetOf } from '../../../shared/api-request.ts'
import type { Answer, Content } from '../../../shared/ports.ts'
import { type Bucket, createBucket } from '../../care-api/bucket.ts'
import { createClock } from '../../care-api/clock.ts'
import { createDispatch } from '../../care-api/dispatch.ts'
import { createKeyedAnswers } from '../../care-api/keyed-answers.ts'
import { resourceRoutes } from '../../care-api/resources/index.ts'
import type { Context } from '../../care-api/route.ts'
import { seedWard } from '../../care-api/seed.ts'
import { defaultSettings } from '../../care-api/settings.ts'
import { createStore, type Dump, type Store } from '../../care-api/store.ts'
import { createTokens, type Tokens } from '../../care-api/tokens.ts'

/** A request that wrote something. */
interface CarriedOut {
  userId: string
  method: string
  path: string
  body: string
}

export interface WardServer {
  store: Store
  tokens: Tokens
  /** In order. */
  carriedOut: readonly CarriedOut[]
  /** Requests that spoke of a record which CARE does not have. */
  strangers: readonly string[]
  answer(
    request: ApiRequest,
    token: string | undefined,
  ): { status: number; contentType: string; text: string }
  /** Content that is put to a signed address of the bucket. */
  put(url: string, content: Content): Answer
  bucket: Bucket
}

/** Rows are never changed in place, so that all histories can begin with the same ones. */
const seeds = new Map<number, Dump>()
function seedFor(nowMs: number): Dump {
  const seed = seeds.get(nowMs) ?? seedWard(nowMs, defaultSettings)
  seeds.set(nowMs, seed)
  return seed
}

export function createWardServer(nowMs: () => number): WardServer {
  const clock = createClock(nowMs)
  const settings = { ...defaultSettings }
  const store = createStore(seedFor(nowMs()))
  const tokens = createTokens(store, clock, settings)
  const bucket = createBucket(clock, settings)
  const context: Context = { store, clock, settings, tokens, bucket }
  const dispatch = createDispatch(
    context,
    resourceRoutes(context, () => dispatch),
    createKeyedAnswers(settings),
  )
  const carriedOut: CarriedOut[] = []
  const strangers: string[] = []

  return {
    store,
    tokens,
    carriedOut,
    strangers,
    bucket,
    put(url, { bytes, contentType }) {
      const at = new URL(url)
      const isValid = bucket.inspect('PUT', at, contentType) === 'valid'
      if (isValid) bucket.put(at.pathname, { bytes: Uint8Array.from(bytes), contentType })
      const nothing = { contentType: '', redirected: false, retryAfter: null, text: '' }
      return { kind: 'answer', status: isValid ? 200 : 403, ...nothing }
    },
    answer(request, token) {
      const { method, path } = request
      const body = request.body === undefined || method === 'GET' ? '' : JSON.stringify(request.body)
      if (method !== 'GET') {
        for (const id of recordsIn(path, body)) {
          if (!isKnown(store, id)) strangers.push(`${method} ${path} speaks of ${id}`)
        }
      }
      const { answer, userId } = dispatch({
        method,
        url: targetOf(request),
        authorization: token === undefined ? undefined : `Bearer ${token}`,
        body: () => (body === '' ? {} : JSON.parse(body)),
      })
      const isWrite = method !== 'GET' && userId !== null && !path.includes('search')
      if (isWrite && answer.status < 300) carriedOut.push({ userId, method, path, body })
      const { status, content } = answer
      if (content.type !== 'json') return { status, contentType: 'text/html', text: '<html></html>' }
      return { status, contentType: 'application/json', text: JSON.stringify(content.value) }
    },
  }
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const inPath = new RegExp(`/(?:patient|encounter)/(${uuid})/`, 'gi')
const inBody = new RegExp(`"(?:patient|encounter|resource_id)":"(${uuid})"`, 'gi')

const recordsIn = (path: string, body: string): string[] =>
  [...path.matchAll(inPath), ...body.matchAll(inBody)].map((match) => match[1] ?? '')

const isKnown = (store: Store, id: string): boolean =>
  store.get('patients', id) !== undefined || store.get('encounters', id) !== undefined
