// All policies of a host, compiled: which one speaks for a request. No match: the request is none of ours.

import type { ApiRequest } from '../api-request.ts'
import type { DisposablePolicy, MatchedDisposable } from './disposable-policy.ts'
import type { MatchedRead, ReadPolicy } from './read-policy.ts'
import type { SessionPolicy } from './session-policy.ts'
import type { MatchedWrite, WritePolicy } from './write-policy.ts'

export interface PolicySet {
  reads: readonly ReadPolicy[]
  writes: readonly WritePolicy[]
  /** What may be lost: it is never queued. */
  disposables?: readonly DisposablePolicy[]
  session: SessionPolicy
  /** The probe of reachability: its path, and whether a JSON body is its true answer. */
  ping: { path: string; isTrue(body: unknown): boolean }
  /** Refusals (by status and words) that mean "come back later". */
  comeBackLater(status: number, body: unknown): boolean
  /** A time that the server's clock showed when it gave this answer to a write, in ms since 1970. */
  serverTimeIn?(body: unknown): number | undefined
  /** Where the warm-up begins: what is named in the answers follows, and what is named in theirs. */
  warmUp?: readonly ApiRequest[]
  /** Below this path everything is the API's. */
  prefix: string
}

/** What a stored write tells of its policy. */
interface StoredWrite {
  syncRouteKey: string
  policyVersion: number
}

export interface Policies extends PolicySet {
  matchRead(request: ApiRequest): MatchedRead | undefined
  matchWrite(request: ApiRequest): MatchedWrite | undefined
  matchDisposable(request: ApiRequest): MatchedDisposable | undefined
  /** By method and path alone, for the moment when the body is not read yet. */
  mayMatch(method: string, path: string): 'read' | 'write' | 'disposable' | undefined
  /** A stored write with its own policy; undefined where this build does not have it in the version that saved it. */
  matchStored(write: StoredWrite, request: ApiRequest): MatchedWrite | undefined
  read(key: string): ReadPolicy | undefined
  write(key: string): WritePolicy | undefined
}

export function createPolicies(set: PolicySet): Policies {
  const reads = new Map(set.reads.map((policy) => [policy.key, policy]))
  const disposables = set.disposables ?? []
  const writes = new Map(set.writes.map((policy) => [policy.key, policy]))
  return {
    ...set,
    matchRead(request) {
      for (const policy of set.reads) {
        const params = policy.method === request.method ? policy.path.match(request.path) : undefined
        if (params) return { policy, request, params }
      }
      return undefined
    },
    matchWrite: (request) => matchWriteAmong(set.writes, request),
    matchDisposable(request) {
      const policy = disposables.find(
        ({ method, path }) => method === request.method && path.match(request.path) !== undefined,
      )
      return policy && { policy, request }
    },
    mayMatch(method, path) {
      const speaks = (policy: ReadPolicy | WritePolicy | DisposablePolicy) =>
        policy.method === method && policy.path.match(path) !== undefined
      if (set.reads.some(speaks)) return 'read'
      if (set.writes.some(speaks)) return 'write'
      return disposables.some(speaks) ? 'disposable' : undefined
    },
    matchStored({ syncRouteKey, policyVersion }, request) {
      const policy = writes.get(syncRouteKey)
      return policy?.version === policyVersion
        ? { policy, request, params: policy.path.match(request.path) ?? {} }
        : undefined
    },
    read: (key) => reads.get(key),
    write: (key) => writes.get(key),
  }
}

export function matchWriteAmong(
  writes: readonly WritePolicy[],
  request: ApiRequest,
): MatchedWrite | undefined {
  for (const policy of writes) {
    const params = policy.method === request.method ? policy.path.match(request.path) : undefined
    if (params && (policy.accepts?.(request, params) ?? true)) return { policy, request, params }
  }
  return undefined
}
