// What reached the server, in order: the proof in scenarios that something was sent once, or not at all.
export interface LogEntry {
  sequence: number
  method: string
  /** Path and query. */
  path: string
  userId: string | null
  /** Parsed where it is JSON; the text where it is not; null where there was none. */
  body: unknown
  /** Null as long as, and when, no answer left the server. */
  status: number | null
  preflight: boolean
  /** The kind of fault that hit it. */
  fault?: string
}

export interface RequestLog {
  begin(entry: Pick<LogEntry, 'method' | 'path' | 'body' | 'preflight'>): LogEntry
  entries(): LogEntry[]
  clear(): void
}

export function createRequestLog(limit = 10_000): RequestLog {
  let entries: LogEntry[] = []
  let sequence = 0
  return {
    begin(started) {
      sequence += 1
      const entry: LogEntry = { sequence, ...started, userId: null, status: null }
      entries.push(entry)
      if (entries.length > limit) entries.shift()
      return entry
    },
    entries: () => entries,
    clear() {
      entries = []
      sequence = 0
    },
  }
}
