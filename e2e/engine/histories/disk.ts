// The tablet's disk: an IndexedDB that outlives the processes that use it. A process that is killed takes its open
// transactions with it and hears of nothing more; what has committed stays.

import { IDBFactory, IDBKeyRange, IDBOpenDBRequest, IDBRequest, IDBTransaction } from 'fake-indexeddb'
import type { IndexedDb } from '../../../shared/store/outbox-database.ts'

/** A process, as the disk sees it. */
interface DiskUser {
  /** Called before each open, transaction, request, and before a commit is told. May kill the process. */
  step(): void
  readonly dead: boolean
}

export interface Disk {
  connect(user: DiskUser): { platform: IndexedDb; kill(): void }
  /** Nothing is being read or written. */
  isQuiet(): boolean
  /** How often rows of that store were written, committed. */
  commitsTo(store: string): number
  /** As it lies there when no process runs; for sabotage. */
  readonly indexedDB: IDBFactory
}

/** What this needs of fake-indexeddb 6 beyond the standard: to see each request, and to end without a word. */
interface Innards {
  _state: string
  _rollbackLog: unknown[]
  _requests: { request: Dispatching }[]
  _abort(error: string | null): void
  _execRequestAsync(work: object): Dispatching
  _prioritizedListeners: Map<string, () => void>
  db: { _rawDatabase: { processTransactions(): void } }
}
interface Dispatching {
  dispatchEvent(event: Event): boolean
}
type Transaction = IDBTransaction & Innards

export function createDisk(): Disk {
  const indexedDB = new IDBFactory()
  const commits = new Map<string, number>()
  let busy = 0

  function connect(user: DiskUser): { platform: IndexedDb; kill(): void } {
    const open = new Set<Transaction>()
    const connections = new Set<IDBDatabase>()

    function track(transaction: Transaction): void {
      open.add(transaction)
      busy += 1
      const execute = transaction._execRequestAsync.bind(transaction)
      const dispatch = transaction.dispatchEvent.bind(transaction)
      transaction._execRequestAsync = (work) => {
        if (!user.dead) user.step()
        return user.dead ? new IDBRequest() : execute(work)
      }
      transaction.dispatchEvent = (event) => {
        if (!user.dead && event.type === 'complete') user.step()
        if (event.type === 'complete' && transaction._rollbackLog.length > 0) {
          for (const store of transaction.objectStoreNames) commits.set(store, (commits.get(store) ?? 0) + 1)
        }
        if (event.type === 'complete' || event.type === 'abort') {
          open.delete(transaction)
          busy -= 1
        }
        if (!user.dead) return dispatch(event)
        // Nobody listens; the database itself must hear that the next may begin.
        transaction._prioritizedListeners.get(event.type)?.()
        transaction.db._rawDatabase.processTransactions()
        return true
      }
    }

    function adopt(connection: IDBDatabase): void {
      connections.add(connection)
      const begin = connection.transaction.bind(connection)
      connection.transaction = (names, mode, options) => {
        if (!user.dead) user.step()
        if (user.dead) return lifeless(connection, names, mode)
        const transaction = begin(names, mode, options) as Transaction
        track(transaction)
        return transaction
      }
    }

    const factory = {
      cmp: (a: unknown, b: unknown) => indexedDB.cmp(a, b),
      databases: () => (user.dead ? new Promise<never>(() => undefined) : indexedDB.databases()),
      open(name: string, version?: number): IDBOpenDBRequest {
        if (!user.dead) user.step()
        if (user.dead) return new IDBOpenDBRequest()
        const request = indexedDB.open(name, version)
        const dispatch = request.dispatchEvent.bind(request)
        busy += 1
        request.dispatchEvent = (event) => {
          if (!user.dead) user.step()
          if (event.type === 'upgradeneeded') {
            const transaction = request.transaction as Transaction
            track(transaction)
            if (user.dead) transaction._abort(null)
          }
          if (event.type === 'success' || event.type === 'error') busy -= 1
          if (event.type === 'success') adopt(request.result)
          if (!user.dead) return dispatch(event)
          if (event.type === 'success') request.result.close()
          return true
        }
        return request
      },
    }
    return {
      platform: { indexedDB: factory, IDBKeyRange },
      kill() {
        for (const transaction of open) {
          if (transaction._state === 'finished') continue
          for (const { request } of transaction._requests) request.dispatchEvent = () => true
          transaction._abort(null)
        }
        for (const connection of connections) connection.close()
      },
    }
  }

  return { connect, isQuiet: () => busy === 0, commitsTo: (store) => commits.get(store) ?? 0, indexedDB }
}

/** One that takes everything and never says a word. */
function lifeless(
  connection: IDBDatabase,
  names: string | Iterable<string>,
  mode: IDBTransactionMode = 'readonly',
): IDBTransaction {
  const Bare = IDBTransaction as unknown as new (...parts: unknown[]) => IDBTransaction
  return new Bare(typeof names === 'string' ? [names] : [...names], mode, 'default', connection)
}
