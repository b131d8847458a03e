// Comlink's endpoint for one call: envelopes out to the worker, answers in from it. No port, so nothing to break.

import type { Endpoint } from 'comlink'
import { parseComlinkReply, parseEnvelope, wrap } from '../../shared/bridge/wire.ts'
import { FailureError } from '../../shared/failure.ts'
import type { Mailbox, WorkerLine } from '../ports.ts'

export interface CallEndpoint extends Endpoint {
  /** Where the next message goes. */
  to(worker: Mailbox): void
  /** Resolves if the worker answers in another protocol. */
  stranger: Promise<void>
  /** Hears and says nothing more. */
  close(): void
}

export function createCallEndpoint(line: WorkerLine): CallEndpoint {
  const inbox = new EventTarget()
  let mailbox: Mailbox | undefined
  let meetStranger = () => {}
  const stranger = new Promise<void>((resolve) => {
    meetStranger = resolve
  })
  const stopListening = line.onMessage((data) => {
    const envelope = parseEnvelope(data)
    if (envelope.kind === 'other-protocol') meetStranger()
    const reply = envelope.kind === 'ours' ? parseComlinkReply(envelope.message) : undefined
    if (reply) inbox.dispatchEvent(new MessageEvent('message', { data: reply }))
  })
  return {
    stranger,
    to(worker) {
      mailbox = worker
    },
    addEventListener: inbox.addEventListener.bind(inbox),
    removeEventListener: inbox.removeEventListener.bind(inbox),
    postMessage(message) {
      try {
        mailbox?.postMessage(wrap(message))
      } catch {
        throw new FailureError({ code: 'bridge', reason: 'no-worker' })
      }
    },
    close() {
      mailbox = undefined
      stopListening()
    },
  }
}
