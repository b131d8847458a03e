// The Workbox strategy through which every request of ours goes: the engine answers it from the network, IndexedDB and
// the user's own writes. Where the store fails, the app goes on as without the layer.

import { Strategy, type StrategyHandler } from 'workbox-strategies'
import type { ApiRequest } from '../shared/api-request.ts'
import type { EngineReply } from '../shared/engine/answer-read.ts'
import { missAnswer, notSavedAnswer, notYetAnswer } from '../shared/engine/engine-answer.ts'
import type { Engine } from '../shared/engine/open-engine.ts'
import { type Failure, FailureError } from '../shared/failure.ts'
import { temporaryIdsInRequest } from '../shared/ids/replace-ids.ts'
import { temporaryIdsIn } from '../shared/ids/temporary-id.ts'
import { pathTemplate } from '../shared/policy/path-template.ts'
import { days, hours, type MatchedRead } from '../shared/policy/read-policy.ts'
import { flagHeader, type Traffic, targetUnder } from './api-traffic.ts'
import { bearerOf, toApiRequest, toResponse } from './page-request.ts'

export interface EngineStrategyOptions {
  apiUrl: string
  /** Below this path of the API are addresses for content that are ours. */
  contentPrefix: string
  getEngine: () => Promise<Engine>
  onTrouble: (failure: Failure) => void
}

const mostBytesInHand = 100_000_000

export class EngineStrategy extends Strategy {
  readonly #options: EngineStrategyOptions

  constructor(options: EngineStrategyOptions) {
    super()
    this.#options = options
  }

  protected override async _handle(request: Request, handler: StrategyHandler): Promise<Response> {
    const { kind } = (handler.params ?? {}) as Partial<Traffic>
    if (kind === 'content') return this.#content(request, handler)
    const plain = await toApiRequest(request, this.#options.apiUrl)
    // A body that cannot be read (an upload) goes as it is, but not to an address that CARE does not know.
    if (!plain && temporaryIdsIn(request.url).length > 0) return toResponse(notYetAnswer())
    if (!plain) return handler.fetch(withoutFlag(request))
    try {
      const engine = await this.#options.getEngine()
      const traffic = handler.params as Traffic | undefined
      const reply = await answer(engine, traffic, plain, request, handler)
      if (!reply) return await handler.fetch(withoutFlag(request))
      handler.waitUntil(reply.background)
      return toResponse(reply.answer)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      this.#options.onTrouble(error.failure)
      return this.#withoutLayer(request, plain, handler, error.failure)
    }
  }

  /** A PUT that is of no write goes as it is. */
  async #content(request: Request, handler: StrategyHandler): Promise<Response> {
    // A bucket on the API's origin has addresses of its own.
    const { apiUrl, contentPrefix } = this.#options
    const isOurs = targetUnder(apiUrl, new URL(request.url))?.startsWith(contentPrefix) ?? false
    try {
      const engine = await this.#options.getEngine()
      if (request.method === 'GET') return toResponse(await engine.readContent(request.url))
      const isKnown = isOurs || engine.contentOrigins().has(new URL(request.url).origin)
      if (!isKnown) return await handler.fetch(request)
      const blob = await request.clone().blob()
      // Neither held in memory nor kept: it goes as it would without the layer.
      if (!isOurs && blob.size > mostBytesInHand) return await handler.fetch(request)
      const bytes = new Uint8Array(await blob.arrayBuffer())
      const contentType = request.headers.get('content-type') ?? ''
      const put = await engine.putContent(request.url, { bytes, contentType })
      return put ? toResponse(put) : await handler.fetch(request)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      this.#options.onTrouble(error.failure)
      if (request.method === 'GET') return toResponse(missAnswer())
      return isOurs ? toResponse(notSavedAnswer(error.failure)) : handler.fetch(request)
    }
  }

  /** A form that can neither be saved nor sent is told so in words; what mentions a temporary id does not leave. */
  async #withoutLayer(
    request: Request,
    plain: ApiRequest,
    handler: StrategyHandler,
    failure: Failure,
  ): Promise<Response> {
    const { kind } = (handler.params ?? {}) as Partial<Traffic>
    if (temporaryIdsInRequest(plain).length > 0) {
      return toResponse(kind === 'write' ? notSavedAnswer(failure) : missAnswer())
    }
    try {
      return await handler.fetch(withoutFlag(request))
    } catch (error) {
      if (kind !== 'write') throw error
      return toResponse(notSavedAnswer(failure))
    }
  }
}

/** Undefined: none of the engine's after all. */
async function answer(
  engine: Engine,
  traffic: Traffic | undefined,
  plain: ApiRequest,
  request: Request,
  handler: StrategyHandler,
): Promise<EngineReply | undefined> {
  const token = bearerOf(request)
  if (traffic?.kind === 'session') {
    return { answer: await engine.session(traffic.call, plain, token), background: Promise.resolve() }
  }
  const clientId = handler.event instanceof FetchEvent ? handler.event.clientId : ''
  const caller = token === undefined ? undefined : await engine.callerOf(token, clientId)
  if (!caller || !traffic) return undefined
  const write = traffic.kind === 'write' ? engine.policies.matchWrite(plain) : undefined
  if (write) return engine.write(write, caller)
  const read = traffic.kind === 'read' ? engine.policies.matchRead(plain) : undefined
  if (read) return engine.read(read, caller)
  const disposable = traffic.kind === 'disposable' ? engine.policies.matchDisposable(plain) : undefined
  if (disposable) return engine.letGo(disposable, caller)
  if (traffic.kind === 'flagged') return engine.read(flaggedRead(plain), caller)
  const answered = await engine.guard(plain, caller)
  return answered && { answer: answered, background: Promise.resolve() }
}

function flaggedRead(request: ApiRequest): MatchedRead {
  const policy = {
    key: 'flagged',
    method: 'GET' as const,
    path: pathTemplate(request.path),
    resource: 'flagged',
    maxAgeMs: days(7),
    staleAfterMs: hours(1),
  }
  return { policy, request, params: {} }
}

function withoutFlag(request: Request): Request {
  if (!request.headers.has(flagHeader)) return request
  const headers = new Headers(request.headers)
  headers.delete(flagHeader)
  return new Request(request, { headers })
}
