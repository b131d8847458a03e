// What goes wrong between the tablet and CARE: which requests meet which fate, and what each fate is.

import type { ApiRequest } from '../../../shared/api-request.ts'
import type { Answer } from '../../../shared/ports.ts'

export type Fault =
  /** The connection breaks: before the request has arrived, or after. */
  | { kind: 'lose-request' }
  | { kind: 'lose-answer' }
  /** Nobody answers, and nothing is done. */
  | { kind: 'hang' }
  /** CARE takes so long before it carries the request out, and then answers. */
  | { kind: 'slow-server'; ms: number }
  /** It carries it out at once, and the answer takes so long. */
  | { kind: 'slow-answer'; ms: number }
  /** The connection breaks at once, and CARE carries the request out so much later. */
  | { kind: 'slow-and-lost'; ms: number }
  /** An answer of this status, in place of being carried out or after it. */
  | { kind: 'status'; status: 500 | 502 | 503 | 504 | 423 | 429; after: boolean }
  /** A gateway gives up, and CARE carries the request out so much later. */
  | { kind: 'gateway'; status: 502 | 504; ms: number }
  | { kind: 'portal' }
  | { kind: 'create-lock' }
  | { kind: 'refuse' }

/** How a request fares. Times count from its leaving. */
interface Fate {
  /** When CARE carries it out; undefined: never. */
  carriedOutAfterMs?: number
  /** When something comes back; undefined: never. */
  backAfterMs?: number
  /** What comes back; undefined: CARE's own answer. */
  back?: Answer
}

export interface FaultPlan {
  /** The next `times` requests that write (or any) meet this. */
  add(fault: Fault, times: number, on: 'writes' | 'all'): void
  clear(): void
  fateOf(request: ApiRequest): Fate
}

const lost: Answer = { kind: 'none', reason: 'network' }

const answered = (
  status: number,
  body: string,
  more: Partial<Extract<Answer, { kind: 'answer' }>> = {},
): Answer => ({
  kind: 'answer',
  status,
  contentType: 'application/json',
  redirected: false,
  retryAfter: null,
  text: body,
  ...more,
})

export function createFaultPlan(): FaultPlan {
  let planned: { fault: Fault; on: 'writes' | 'all' }[] = []
  return {
    add(fault, times, on) {
      planned.push(...Array.from({ length: times }, () => ({ fault, on })))
    },
    clear() {
      planned = []
    },
    fateOf(request) {
      const next = planned[0]
      if (!next || (next.on === 'writes' && !isWrite(request))) return honest
      planned.shift()
      return fateBy(next.fault, request)
    },
  }
}

const honest: Fate = { carriedOutAfterMs: 0, backAfterMs: 0 }

function fateBy(fault: Fault, request: ApiRequest): Fate {
  switch (fault.kind) {
    case 'lose-request':
      return { backAfterMs: 0, back: lost }
    case 'lose-answer':
      return { carriedOutAfterMs: 0, backAfterMs: 0, back: lost }
    case 'hang':
      return {}
    case 'slow-server':
      return { carriedOutAfterMs: fault.ms, backAfterMs: fault.ms }
    case 'slow-answer':
      return { carriedOutAfterMs: 0, backAfterMs: fault.ms }
    case 'slow-and-lost':
      return { carriedOutAfterMs: fault.ms, backAfterMs: 0, back: lost }
    case 'status':
      return { ...(fault.after ? { carriedOutAfterMs: 0 } : {}), backAfterMs: 0, back: failed(fault.status) }
    case 'gateway':
      return { carriedOutAfterMs: fault.ms, backAfterMs: 0, back: failed(fault.status) }
    case 'portal':
      return { backAfterMs: 0, back: answered(200, '<html>Sign in</html>', { contentType: 'text/html' }) }
    case 'create-lock':
      return isCreate(request) ? { backAfterMs: 0, back: locked(request) } : honest
    case 'refuse':
      return isWrite(request) && !isSession(request)
        ? { backAfterMs: 0, back: answered(400, '{"errors":[{"type":"value_error","msg":"No"}]}') }
        : honest
  }
}

const failed = (status: number): Answer =>
  status === 500
    ? answered(500, '<html>Server Error</html>', { contentType: 'text/html' })
    : answered(status, '{"detail":"Later"}', { retryAfter: status === 429 ? '7' : null })

const locked = ({ path }: ApiRequest): Answer => {
  const what = path.endsWith('/patient/') ? 'Patient' : 'Encounter'
  return answered(
    400,
    `{"errors":[{"type":"validation_error","msg":"${what} creation failed, try again after a while"}]}`,
  )
}

const isSession = ({ path }: ApiRequest): boolean => path.includes('/auth/')
const isWrite = (request: ApiRequest): boolean =>
  request.method !== 'GET' && !request.path.includes('/search')
const isCreate = ({ method, path }: ApiRequest): boolean =>
  method === 'POST' && /\/(patient|encounter)\/$/.test(path)
