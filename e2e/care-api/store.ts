// The state: tables of rows in the order in which they were made, and transactions that can be undone.
// Rows are never changed in place: a change is a new row under the same id.
import type { Tables } from './tables.ts'

export type TableName = keyof Tables
export type Dump = { [Name in TableName]: Tables[Name][] }

export interface Store {
  get<Name extends TableName>(table: Name, id: string): Tables[Name] | undefined
  /** Live rows, oldest first. */
  all<Name extends TableName>(table: Name): Tables[Name][]
  put<Name extends TableName>(table: Name, row: Tables[Name]): Tables[Name]
  /** Runs `work`; when it throws, or `keep` says no to its result, everything it wrote is taken back. */
  transaction<T>(work: () => T, keep: (result: T) => boolean): T
  dump(): Dump
  load(dump: Dump): void
}

interface Row {
  id: string
  deleted?: boolean
}

/** `onCommit` is called after each outermost transaction that has written something. */
export function createStore(initial: Dump, onCommit: () => void = () => {}): Store {
  const tables = new Map<string, Map<string, Row>>()
  const undo: (() => void)[] = []
  let depth = 0

  const rowsOf = (table: string): Map<string, Row> => {
    const rows = tables.get(table) ?? new Map<string, Row>()
    tables.set(table, rows)
    return rows
  }

  const rollBackTo = (mark: number) => {
    for (const step of undo.splice(mark).reverse()) step()
  }

  const load = (dump: Dump) => {
    tables.clear()
    for (const [name, rows] of Object.entries(dump)) {
      tables.set(name, new Map(rows.map((row) => [row.id, row])))
    }
  }

  load(initial)

  return {
    get<Name extends TableName>(table: Name, id: string) {
      const row = rowsOf(table).get(id) as (Tables[Name] & Row) | undefined
      return row?.deleted === true ? undefined : row
    },
    all<Name extends TableName>(table: Name) {
      return [...rowsOf(table).values()].filter((row) => row.deleted !== true) as Tables[Name][]
    },
    put(table, row) {
      const rows = rowsOf(table)
      const before = rows.get(row.id)
      undo.push(() => (before === undefined ? rows.delete(row.id) : rows.set(row.id, before)))
      rows.set(row.id, row)
      return row
    },
    transaction(work, keep) {
      const mark = undo.length
      depth += 1
      try {
        const result = work()
        if (!keep(result)) rollBackTo(mark)
        return result
      } catch (error) {
        rollBackTo(mark)
        throw error
      } finally {
        depth -= 1
        if (depth === 0 && undo.splice(0).length > 0) onCommit()
      }
    },
    dump() {
      const entries = [...tables].map(([name, rows]) => [name, [...rows.values()]])
      return Object.fromEntries(entries) as Dump
    },
    load,
  }
}
