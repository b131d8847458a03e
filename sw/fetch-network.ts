// The network as the engine knows it: requests as plain data in, answers as plain data out, over `fetch`. The last
// place on the way out: a temporary id does not pass here.

import { type ApiRequest, targetOf } from '../shared/api-request.ts'
import { temporaryIdsIn } from '../shared/ids/temporary-id.ts'
import type { Answer, Network } from '../shared/ports.ts'

/** Thrown where a request would carry a temporary id to the server (law 3): a bug, never a user's fault. */
class TemporaryIdOnTheWire extends Error {
  constructor(ids: readonly string[]) {
    super(`a request was stopped: it mentions ${ids.length} temporary id(s)`)
    this.name = 'TemporaryIdOnTheWire'
  }
}

export function createFetchNetwork(
  apiUrl: string,
  fetch: (input: string, init: RequestInit) => Promise<Response>,
  mayBeOnline: () => boolean,
): Network {
  async function leave(url: string, init: RequestInit, timeoutMs: number): Promise<Answer> {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(url, { ...init, cache: 'no-store', signal })
      return {
        kind: 'answer',
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        redirected: response.redirected,
        retryAfter: response.headers.get('retry-after'),
        text: await response.text(),
      }
    } catch {
      return { kind: 'none', reason: signal.aborted ? 'timeout' : 'network' }
    }
  }

  return {
    mayBeOnline,
    async put(url, { bytes, contentType }, { timeoutMs }) {
      refuseTemporaryIds(url)
      // An ArrayBuffer of the platform's own, as every IndexedDB and every request gives them.
      const body = bytes as Uint8Array<ArrayBuffer>
      const headers = { 'content-type': contentType }
      return leave(url, { method: 'PUT', headers, body, credentials: 'omit' }, timeoutMs)
    },
    async send(request, { token, timeoutMs, idempotencyKey }): Promise<Answer> {
      const url = apiUrl + targetOf(request)
      const body = bodyOf(request)
      refuseTemporaryIds(`${url} ${body ?? ''}`)
      const init = {
        method: request.method,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body }),
      }
      return leave(url, init, timeoutMs)
    },
  }
}

function refuseTemporaryIds(text: string): void {
  const temporary = temporaryIdsIn(text)
  if (temporary.length > 0) throw new TemporaryIdOnTheWire(temporary)
}

const bodyOf = (request: ApiRequest): string | undefined =>
  request.body === undefined || request.method === 'GET' ? undefined : JSON.stringify(request.body)
