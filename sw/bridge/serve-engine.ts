// The worker's end of the bridge: one listener, one event per call, kept alive until the answer is posted. What is
// exposed is a frozen table of known names; every message is parsed before Comlink sees it.

import { type Endpoint, expose } from 'comlink'
import { type EngineApi, engineCalls } from '../../shared/bridge/engine-api.ts'
import {
  type ComlinkCall,
  failedReply,
  messageId,
  parseComlinkCall,
  parseEnvelope,
  wrap,
} from '../../shared/bridge/wire.ts'
import { type Failure, FailureError, fail } from '../../shared/failure.ts'

/** The part of the worker's global that is used. */
export interface ServingScope {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: ExtendableMessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: ExtendableMessageEvent) => void): void
}

/** Must be called while the worker's script is first run, or the browser does not wake it for calls. */
export function serveEngine(scope: ServingScope, api: EngineApi): { close(): void } {
  const onMessage = (event: ExtendableMessageEvent): void => {
    const { source } = event
    if (event.origin !== scope.location.origin || !isClient(source)) return
    const envelope = parseEnvelope(event.data)
    if (envelope.kind === 'not-ours') return
    const call = envelope.kind === 'ours' ? parseComlinkCall(envelope.message) : undefined
    const id = messageId(envelope.message)
    if (call) event.waitUntil(answer(createTable(api, source.id), call, source))
    else if (id !== undefined) post(source, failedReply(id, refusal[envelope.kind]))
  }
  scope.addEventListener('message', onMessage)
  return { close: () => scope.removeEventListener('message', onMessage) }
}

/** The envelope of a reply tells this side's protocol; the reason is for those that can read it. */
const refusal: Record<'ours' | 'other-protocol', Failure> = {
  ours: { code: 'bridge', reason: 'malformed' },
  'other-protocol': { code: 'bridge', reason: 'protocol' },
}

/** Resolves when the answer has been posted. */
function answer(table: object, call: ComlinkCall, client: Client): Promise<void> {
  return new Promise((resolve) => {
    const inbox = new EventTarget()
    const endpoint: Endpoint = {
      addEventListener: inbox.addEventListener.bind(inbox),
      removeEventListener: inbox.removeEventListener.bind(inbox),
      postMessage(reply) {
        if (!post(client, reply)) post(client, failedReply(call.id, refusal.ours))
        resolve()
      },
    }
    expose(table, endpoint)
    inbox.dispatchEvent(new MessageEvent('message', { data: call }))
  })
}

/** False where the message cannot be cloned. */
function post(client: Client, message: unknown): boolean {
  try {
    client.postMessage(wrap(message))
    return true
  } catch {
    return false
  }
}

/** Functions only, nothing inherited, nothing to change. Expected failures become values. */
function createTable(engine: EngineApi, clientId: string): object {
  const api: EngineApi = { ...engine, greet: async () => ({ ...(await engine.greet()), clientId }) }
  const table: Record<string, (...args: never[]) => Promise<unknown>> = Object.create(null)
  for (const name of engineCalls) {
    table[name] = async (...args) => {
      try {
        return await (api[name] as (...args: never[]) => Promise<unknown>)(...args)
      } catch (error) {
        if (error instanceof FailureError) return fail(error.failure)
        throw error
      }
    }
  }
  return Object.freeze(table)
}

/** A page or a frame; neither another worker nor a port. */
const isClient = (source: ExtendableMessageEvent['source']): source is Client =>
  source !== null && 'id' in source && 'url' in source
