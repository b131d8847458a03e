// Opens the engine when it is first needed, and again after its database was closed under it. Nobody waits for ever,
// and whoever asks while it cannot be opened is told why.

import type { EngineApi, Greeting } from '../shared/bridge/engine-api.ts'
import { protocolVersion } from '../shared/bridge/engine-api.ts'
import type { Engine } from '../shared/engine/open-engine.ts'
import { type Failure, FailureError, fail, type Result } from '../shared/failure.ts'

export interface EngineHost {
  /** Rejects with a `FailureError` where the store cannot be opened. */
  get(): Promise<Engine>
  api: EngineApi
}

/** After a failure it is not tried again for so long: a broken disk must not slow every request. */
const restMs = 5_000

export function createEngineHost(
  open: () => Promise<Engine>,
  now: () => number,
  build: string,
  onTrouble: (failure: Failure) => void,
): EngineHost {
  let engine: Promise<Engine> | undefined
  let failed: { error: FailureError; atMs: number } | undefined

  function get(): Promise<Engine> {
    if (failed && now() - failed.atMs < restMs) return Promise.reject(failed.error)
    engine ??= open().catch((error: unknown) => {
      engine = undefined
      if (error instanceof FailureError) {
        failed = { error, atMs: now() }
        onTrouble(error.failure)
      }
      throw error
    })
    return engine
  }

  async function call<Value>(work: (api: EngineApi) => Promise<Result<Value>>): Promise<Result<Value>> {
    try {
      return await work((await get()).api)
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure)
      throw error
    }
  }

  const strange: Greeting = { protocol: protocolVersion, build, instance: '', userId: null }
  return {
    get,
    api: {
      greet: () =>
        get().then(
          ({ api }) => api.greet(),
          () => strange,
        ),
      writes: () => call((api) => api.writes()),
      sync: () => call((api) => api.sync()),
      retry: (writeId) => call((api) => api.retry(writeId)),
      why: (writeId) => call((api) => api.why(writeId)),
      details: (writeId) => call((api) => api.details(writeId)),
      resolve: (writeId, resolution) => call((api) => api.resolve(writeId, resolution)),
      discard: (writeId, reason, also) => call((api) => api.discard(writeId, reason, also)),
      edit: (writeId, payload, path) => call((api) => api.edit(writeId, payload, path)),
      fold: (writeId) => call((api) => api.fold(writeId)),
      adopt: (writeId, candidateId) => call((api) => api.adopt(writeId, candidateId)),
      checkConnection: () => call((api) => api.checkConnection()),
      warmUp: (part) => call((api) => api.warmUp(part)),
      available: (request) => call((api) => api.available(request)),
      adoptSession: (tokens) => call((api) => api.adoptSession(tokens)),
    },
  }
}
