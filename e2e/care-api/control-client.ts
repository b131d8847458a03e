// What a scenario says to the control port of the embedded API.
import type { Fault } from './faults.ts'
import type { LogEntry } from './request-log.ts'
import type { Settings } from './settings.ts'
import type { TableName } from './store.ts'
import type { Tables } from './tables.ts'

export interface ControlClient {
  /** Back to the seeded ward; faults and log cleared. Tokens issued before stay valid. */
  reset(settings?: Partial<Settings>): Promise<void>
  addFault(fault: Fault): Promise<void>
  /** The faults that are left, each with the times it still has. */
  faults(): Promise<Fault[]>
  clearFaults(): Promise<void>
  /** Every request the API has seen since the last reset, preflights too. */
  log(): Promise<LogEntry[]>
  /** The same without preflights, only those whose method and path match. */
  requests(method: string, path: RegExp): Promise<LogEntry[]>
  clearLog(): Promise<void>
  /** Rows as stored, oldest first, without deleted ones. */
  state<Name extends TableName>(collection: Name): Promise<Tables[Name][]>
  /** All tokens issued so far die: calls get 403 token_not_valid, and (unless `refresh` is false) refreshes 401. */
  expireTokens(options?: { refresh?: boolean }): Promise<void>
  /** The server's clock goes ahead, until the next reset: what lives for a time (tokens too) ends sooner. */
  passTime(ms: number): Promise<void>
  /** A change by somebody else; moves `modified_date` unless `fields` names it. */
  edit<Name extends TableName>(
    collection: Name,
    id: string,
    fields: Partial<Tables[Name]>,
  ): Promise<Tables[Name]>
}

/** Every call throws with the control port's own words when it is refused. */
export function createControlClient(baseUrl: string): ControlClient {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const response = await fetch(new URL(path, baseUrl), init)
    const answer = (await response.json()) as T & { error?: string }
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.error ?? response.status}`)
    return answer
  }
  const done = async (method: string, path: string, body?: unknown): Promise<void> => {
    await call(method, path, body)
  }
  const log = () => call<LogEntry[]>('GET', '/log')

  return {
    reset: (settings = {}) => done('POST', '/reset', settings),
    addFault: (fault) => done('POST', '/faults', fault),
    faults: () => call('GET', '/faults'),
    clearFaults: () => done('DELETE', '/faults'),
    log,
    requests: async (method, path) =>
      (await log()).filter((each) => !each.preflight && each.method === method && path.test(each.path)),
    clearLog: () => done('DELETE', '/log'),
    state: (collection) => call('GET', `/state/${collection}`),
    expireTokens: (options = {}) => done('POST', '/expire-tokens', options),
    passTime: (ms) => done('POST', '/pass-time', { ms }),
    edit: (collection, id, fields) => call('POST', '/edit', { collection, id, fields }),
  }
}
