// Which server id stands for which temporary one, in both directions.

import { valueAt } from '../json.ts'
import { isSettled, type OfflineWrite } from '../outbox/offline-write.ts'
import type { IdTable } from './replace-ids.ts'

export class IdMap {
  readonly #toServer = new Map<string, string>()
  readonly #toTemporary = new Map<string, string>()

  constructor(rows: readonly { temporaryId: string; serverId: string }[] = []) {
    for (const row of rows) this.addMapping(row.temporaryId, row.serverId)
  }

  addMapping(temporaryId: string, serverId: string): void {
    this.#toServer.set(temporaryId.toLowerCase(), serverId)
    this.#toTemporary.set(serverId.toLowerCase(), temporaryId)
  }

  getServerId(temporaryId: string): string | undefined {
    return this.#toServer.get(temporaryId.toLowerCase())
  }

  /** Adds what the answers of received writes tell; the stored rows are the truth, this is for a lost table. */
  prePopulateFromSuccessfulSyncs(writes: readonly OfflineWrite[]): void {
    for (const write of writes.filter(isSettled)) {
      for (const { pointer, id } of write.created) {
        const serverId = 'response' in write ? valueAt(write.response, pointer) : undefined
        if (typeof serverId === 'string') this.addMapping(id, serverId)
      }
    }
  }

  get toServer(): IdTable {
    return this.#toServer
  }

  get toTemporary(): IdTable {
    return this.#toTemporary
  }

  /** The first five characters of the server's id, for those of a temporary one (CARE's `partial_id`). */
  partialId(partial: string): string {
    for (const [temporaryId, serverId] of this.#toServer) {
      if (temporaryId.startsWith(partial.toLowerCase())) return serverId.slice(0, partial.length)
    }
    return partial
  }
}
