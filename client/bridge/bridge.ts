// The engine as the page sees it: every call ends, with a value or with a failure. Holds no connection, so a worker
// that was stopped, updated or replaced in between is simply woken by the next call.

import { wrap as wrapEndpoint } from 'comlink'
import {
  type EngineApi,
  type EngineCall,
  type Greeting,
  protocolVersion,
} from '../../shared/bridge/engine-api.ts'
import { parseGreeting, parseResult } from '../../shared/bridge/wire.ts'
import { type Failure, FailureError, fail, ok, type Result } from '../../shared/failure.ts'
import type { Clock } from '../../shared/ports.ts'
import type { WorkerLine } from '../ports.ts'
import { createSubject, type Subject } from '../subject.ts'
import { createCallEndpoint } from './call-endpoint.ts'

export type Peer =
  | { kind: 'unmet' }
  | { kind: 'met'; greeting: Greeting }
  /** It speaks another protocol: this page must be loaded again. */
  | { kind: 'stranger' }

export interface Bridge extends Omit<EngineApi, 'greet'> {
  greet(): Promise<Result<Greeting>>
  /** Who is at the other end; asked again whenever another worker takes charge. */
  peer: Subject<Peer>
  close(): void
}

interface Limit {
  timeoutMs: number
  /** Every call is safe to repeat; the first answer to any try counts. */
  tries: 1 | 2
}

const callLimits: Record<EngineCall, Limit> = {
  greet: { timeoutMs: 1_500, tries: 2 },
  writes: { timeoutMs: 1_500, tries: 2 },
  adoptSession: { timeoutMs: 1_500, tries: 2 },
  retry: { timeoutMs: 5_000, tries: 1 },
  why: { timeoutMs: 1_500, tries: 2 },
  details: { timeoutMs: 5_000, tries: 1 },
  resolve: { timeoutMs: 5_000, tries: 1 },
  discard: { timeoutMs: 5_000, tries: 1 },
  edit: { timeoutMs: 5_000, tries: 1 },
  fold: { timeoutMs: 5_000, tries: 1 },
  // Asks the server for the record first.
  adopt: { timeoutMs: 30_000, tries: 1 },
  // The worker's own probe of the network gives up before this.
  checkConnection: { timeoutMs: 10_000, tries: 1 },
  // A bounded step of it, that may wait for others.
  warmUp: { timeoutMs: 40_000, tries: 1 },
  available: { timeoutMs: 1_500, tries: 2 },
  // One bounded step of the replay.
  sync: { timeoutMs: 40_000, tries: 1 },
}

type Remote = Record<EngineCall, (...args: unknown[]) => Promise<unknown>>

const bridgeFailure = (reason: Extract<Failure, { code: 'bridge' }>['reason']) =>
  fail({ code: 'bridge', reason })

export function createBridge({ line, clock }: { line: WorkerLine; clock: Clock }): Bridge {
  const peer = createSubject<Peer>({ kind: 'unmet' })
  let hangUp = () => {}
  const closed = new Promise<Result<never>>((resolve) => {
    hangUp = () => resolve(bridgeFailure('no-worker'))
  })

  async function call(name: EngineCall, args: unknown[]): Promise<Result<unknown>> {
    if (peer.get().kind === 'stranger') return bridgeFailure('protocol')
    const { timeoutMs, tries } = callLimits[name]
    const endpoint = createCallEndpoint(line)
    const remote = wrapEndpoint<Remote>(endpoint)
    const ask = async (): Promise<Result<unknown>> => {
      const worker = await line.worker()
      if (!worker) return bridgeFailure('no-worker')
      endpoint.to(worker)
      try {
        return ok(await remote[name](...args))
      } catch (error) {
        return error instanceof FailureError ? fail(error.failure) : bridgeFailure('malformed')
      }
    }
    const mismatch = endpoint.stranger.then(() => {
      peer.set({ kind: 'stranger' })
      return bridgeFailure('protocol')
    })
    const endings: Promise<Result<unknown>>[] = [closed, mismatch]
    try {
      for (let left = tries; left > 0; left--) {
        endings.push(ask())
        const timer = clock.timer(timeoutMs)
        const ending = await Promise.race([...endings, timer.done])
        timer.cancel()
        if (ending) return ending
      }
      return bridgeFailure('timeout')
    } finally {
      endpoint.close()
    }
  }

  /** What arrives is what the other side's type says once it is a result: both sides speak one protocol. */
  async function ask<Value>(name: EngineCall, ...args: unknown[]): Promise<Result<Value>> {
    const answer = await call(name, args)
    const result = answer.ok ? parseResult(answer.value) : answer
    return (result ?? bridgeFailure('malformed')) as Result<Value>
  }

  async function greet(): Promise<Result<Greeting>> {
    const answer = await call('greet', [])
    if (!answer.ok) return answer
    const greeting = parseGreeting(answer.value)
    if (!greeting) return bridgeFailure('malformed')
    const same = greeting.protocol === protocolVersion
    peer.set(same ? { kind: 'met', greeting } : { kind: 'stranger' })
    return same ? ok(greeting) : bridgeFailure('protocol')
  }

  const stopWatching = line.onControllerChange(() => {
    peer.set({ kind: 'unmet' })
    void greet()
  })

  return {
    peer,
    greet,
    writes: () => ask('writes'),
    sync: () => ask('sync'),
    retry: (writeId) => ask('retry', writeId),
    why: (writeId) => ask('why', writeId),
    details: (writeId) => ask('details', writeId),
    resolve: (writeId, resolution) => ask('resolve', writeId, resolution),
    discard: (writeId, reason, also) => ask('discard', writeId, reason, also),
    // A worker from before there was a path takes what has none.
    edit: (writeId, payload, path) =>
      path === undefined ? ask('edit', writeId, payload) : ask('edit', writeId, payload, path),
    fold: (writeId) => ask('fold', writeId),
    adopt: (writeId, candidateId) => ask('adopt', writeId, candidateId),
    checkConnection: () => ask('checkConnection'),
    warmUp: (part) => ask('warmUp', part),
    available: (request) => ask('available', request),
    adoptSession: (tokens) => ask('adoptSession', tokens),
    close() {
      stopWatching()
      hangUp()
    },
  }
}
