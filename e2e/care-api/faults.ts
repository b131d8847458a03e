// Faults that a test scripts: which requests go wrong, and how. Knows nothing of sockets.
type FaultKind =
  /** The connection is cut before the request is handled. */
  | { kind: 'refuse' }
  /** The request is handled after `ms`. */
  | { kind: 'delay'; ms: number }
  /** The request is not handled, and never answered. */
  | { kind: 'hang' }
  /** The request is handled, what it wrote stays, and the connection is cut instead of an answer. */
  | { kind: 'drop-answer' }
  /** The request is handled, what it wrote stays, and nothing is ever answered. */
  | { kind: 'hold-answer' }
  /** Not handled; answered so. Without CORS headers it is what a proxy in front of CARE would say. */
  | {
      kind: 'status'
      status: number
      body?: unknown
      headers?: Record<string, string>
      withoutCors?: boolean
    }
  /** Not handled; refused as by the lock on creates (2026): "creation failed, try again after a while". */
  | { kind: 'create-locked' }
  /** Not handled; refused with 423, as by the lock on a resource that is being booked. */
  | { kind: 'locked' }
  /** Not handled; answered with 200 and the sign-in page of a network. */
  | { kind: 'captive-portal'; withoutCors?: boolean }

export type Fault = FaultKind & {
  /** Left out: every method but preflights. */
  method?: string
  /** A regular expression on the path (without query). */
  path: string
  /** How many requests it hits. Left out: all, until the faults are cleared. */
  times?: number
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  list(): Fault[]
  /** The first fault that hits this request; its count goes down. */
  take(method: string, path: string): Fault | undefined
}

const kinds = [
  'refuse',
  'delay',
  'hang',
  'drop-answer',
  'hold-answer',
  'status',
  'create-locked',
  'locked',
  'captive-portal',
]

/** Throws a sentence that says what is wrong with it. */
export function parseFault(value: unknown): Fault {
  const fault = value as Fault
  if (typeof value !== 'object' || value === null) throw new Error('A fault is an object.')
  if (!kinds.includes(fault.kind)) throw new Error(`A fault's kind is one of ${kinds.join(', ')}.`)
  if (typeof fault.path !== 'string') throw new Error("A fault's path is a regular expression, as a string.")
  if (fault.kind === 'delay' && typeof fault.ms !== 'number') throw new Error('A delay has ms, a number.')
  if (fault.kind === 'status' && typeof fault.status !== 'number') {
    throw new Error('A status fault has status, a number.')
  }
  new RegExp(fault.path)
  return fault
}

export function createFaults(): Faults {
  let faults: Fault[] = []
  return {
    add(fault) {
      faults.push({ ...fault })
    },
    clear() {
      faults = []
    },
    list: () => faults,
    take(method, path) {
      const index = faults.findIndex(
        (each) =>
          (each.method === undefined ? method !== 'OPTIONS' : each.method.toUpperCase() === method) &&
          new RegExp(each.path).test(path),
      )
      const fault = faults[index]
      if (fault?.times !== undefined) {
        fault.times -= 1
        if (fault.times <= 0) faults.splice(index, 1)
      }
      return fault
    },
  }
}
