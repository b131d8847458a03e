// Which requests of the page are ours: decided from method, address and headers alone, at once, for a worker must say
// whether it answers before it has read any body. What is none of ours is not touched.

import { type Method, splitTarget } from '../shared/api-request.ts'
import { type SessionCall, sessionCallOf } from '../shared/engine/answer-session.ts'
import { temporaryIdsIn } from '../shared/ids/temporary-id.ts'
import type { Policies } from '../shared/policy/policies.ts'

/** The header by which a caller flags one request; it never leaves the tablet. */
export const flagHeader = 'x-care-offline'

export type Traffic =
  | { kind: 'session'; call: SessionCall }
  | { kind: 'read' }
  | { kind: 'write' }
  /** A write that may be lost. */
  | { kind: 'disposable' }
  /** The content of a file, put to or read from an address that needs no token. */
  | { kind: 'content' }
  /** A GET that its caller wants to have offline though no policy speaks for it. */
  | { kind: 'flagged' }
  /** No policy, but it may mention a temporary id: it must be put into the server's ids, or stopped. */
  | { kind: 'guarded' }

const methods = new Set<string>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

export type Classify = (request: Pick<Request, 'method' | 'headers'>, url: URL) => Traffic | undefined

/**
 * `mayHoldTemporaryIds`: false only where it is known that no record was ever made on this tablet. `mayTakeContent`:
 * whether content of a write may be put to that origin.
 */
export function createTrafficClassifier(
  apiUrl: string,
  policies: Policies,
  mayHoldTemporaryIds: () => boolean,
  mayTakeContent: (origin: string) => boolean = () => false,
): Classify {
  return (request, url) => {
    const target = targetUnder(apiUrl, url)
    const mayBeContent = request.method === 'PUT' && mayTakeContent(url.origin)
    if (target === undefined) return mayBeContent ? { kind: 'content' } : undefined
    if (!methods.has(request.method)) return undefined
    const { path } = splitTarget(target)
    // A bucket may stand beside the API, on its own origin.
    if (!path.startsWith(policies.prefix)) return mayBeContent ? { kind: 'content' } : undefined
    const method = request.method as Method
    const isContent = policies.writes.some(({ content }) => content?.path.match(path))
    if (isContent && (method === 'PUT' || method === 'GET')) return { kind: 'content' }
    const call = sessionCallOf(policies, method, path)
    if (call) return { kind: 'session', call }
    if (!request.headers.get('authorization')) return undefined
    const kind = policies.mayMatch(method, path)
    if (kind) return { kind }
    if (method === 'GET' && request.headers.get(flagHeader) === 'persist') return { kind: 'flagged' }
    if (temporaryIdsIn(target).length > 0) return { kind: 'guarded' }
    const carriesJson = method !== 'GET' && /\bjson\b/i.test(request.headers.get('content-type') ?? '')
    return carriesJson && mayHoldTemporaryIds() ? { kind: 'guarded' } : undefined
  }
}

/** The API's base as it stands in the URLs of requests: no trailing slash, no upper-case host, no default port. */
export const toApiBase = (apiUrl: string, origin: string): string =>
  new URL(apiUrl || origin, origin).href.replace(/\/+$/, '')

/** `path?query` below the API's base; undefined where the URL is not the API's. */
export function targetUnder(apiUrl: string, url: URL): string | undefined {
  if (!url.href.startsWith(`${apiUrl}/`)) return undefined
  return url.href.slice(apiUrl.length).split('#', 1)[0]
}
