// A worker as the page sees it: takes envelopes, answers when and how a test says. Messages are cloned, as for real.

import { wrap } from '../../shared/bridge/wire.ts'
import type { WorkerLine } from '../ports.ts'

interface FakeCall {
  name: string
  args: unknown[]
  /** Answers in this side's protocol, as Comlink would. */
  reply(value: unknown): void
  /** Sends this, envelope and all. */
  replyRaw(data: unknown): void
  id: string
}

export interface FakeWorkerLine extends WorkerLine {
  calls: FakeCall[]
  /** Called for each message; does nothing until set. */
  onCall: (call: FakeCall) => void
  present: boolean
  changeController(): void
  listeners(): number
}

export function createFakeWorkerLine(): FakeWorkerLine {
  const listeners = new Set<(data: unknown) => void>()
  const controllerListeners = new Set<() => void>()
  const replyRaw = (data: unknown) => {
    for (const listener of [...listeners]) listener(structuredClone(data))
  }
  const line: FakeWorkerLine = {
    calls: [],
    onCall: () => {},
    present: true,
    worker: async () =>
      line.present
        ? {
            postMessage(data) {
              const { message } = structuredClone(data) as {
                message: { id: string; path: string[]; argumentList: { value: unknown }[] }
              }
              const call: FakeCall = {
                id: message.id,
                name: message.path.join('.'),
                args: message.argumentList.map((item) => item.value),
                reply: (value) => replyRaw(wrap({ id: message.id, type: 'RAW', value })),
                replyRaw,
              }
              line.calls.push(call)
              line.onCall(call)
            },
          }
        : undefined,
    onMessage(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onControllerChange(listener) {
      controllerListeners.add(listener)
      return () => void controllerListeners.delete(listener)
    },
    changeController() {
      for (const listener of controllerListeners) listener()
    },
    listeners: () => listeners.size,
  }
  return line
}
