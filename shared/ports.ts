// What the engine needs from its host, each the smallest part of the platform that will do, with its law.

import type { ApiRequest } from './api-request.ts'
import type { FillRandom } from './ids/temporary-id.ts'

export interface Clock {
  /** Wall clock in ms since 1970. May jump; nothing is ordered by it. */
  now(): number
  /** Resolves after `ms`; `cancel` makes it never resolve and lets go of the timer. */
  timer(ms: number): { done: Promise<void>; cancel(): void }
}

export interface Random {
  fill: FillRandom
  /** In [0, 1). */
  fraction(): number
  /** A fresh UUID of version 4. */
  uuid(): string
}

/** What came back, before anybody has decided what it means. */
export type Answer =
  | {
      kind: 'answer'
      status: number
      contentType: string
      redirected: boolean
      retryAfter: string | null
      text: string
    }
  | { kind: 'none'; reason: 'network' | 'timeout' }

/** Bytes, and what they are. */
export interface Content {
  bytes: Uint8Array
  contentType: string
}

export interface Network {
  /**
   * Sends one request to the API. Always resolves; `none` means that the request may or may not have arrived.
   * Must refuse to send a request that still mentions a temporary id (law 3), by throwing.
   */
  send(
    request: ApiRequest,
    options: {
      token?: string
      timeoutMs: number /** Sent as the header of that name. */
      idempotencyKey?: string
    },
  ): Promise<Answer>
  /**
   * Puts content to an address that the API has given: of any origin, without token or any header but the type of the
   * content. Always resolves, and refuses temporary ids, as above.
   */
  put(url: string, content: Content, options: { timeoutMs: number }): Promise<Answer>
  /** False only where the platform is certain that there is no network at all. */
  mayBeOnline(): boolean
}

export interface Locks {
  /** Runs alone among all holders of that name on this tablet; waits its turn. Freed when the holder dies. */
  withLock<Value>(name: string, run: () => Promise<Value>): Promise<Value>
  /** Runs only if nobody holds the name now; otherwise resolves undefined without running. */
  ifFree<Value>(name: string, run: () => Promise<Value>): Promise<Value | undefined>
}

export interface Ports {
  clock: Clock
  random: Random
  network: Network
  locks: Locks
}
