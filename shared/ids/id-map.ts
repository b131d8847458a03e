// Which server id stands for which temporary one, in both directions.

import { valueAt } from '../json.ts'
import { isSettled, type OfflineWrite } from '../outbox/offline-write.ts'
import type { IdTable } from './replace-ids.ts'

export class IdMap {
  readonly #toServer = new Map<string, string>()
  readonly #toTemporary = new Map<string, string>()

  constructor(rows: readonly { temporaryId: string; serverId: string; untold?: true }[] = []) {
    for (const row of rows) this.addMapping(row.temporaryId, row.serverId, row.untold)
  }

  /** `untold`: its form was answered with the server's id, so that pages know the record by that one. */
  addMapping(temporaryId: string, serverId: string, untold = false): void {
    this.#toServer.set(temporaryId.toLowerCase(), serverId)
    if (!untold) this.#toTemporary.set(serverId.toLowerCase(), temporaryId)
  }

  getServerId(temporaryId: string): string | undefined {
    return this.#toServer.get(temporaryId.toLowerCase())
  }

  /** Adds what the answers of received writes tell; the stored rows are the truth, this is for a lost table. */
  prePopulateFromSuccessfulSyncs(writes: readonly OfflineWrite[]): void {
    for (const write of writes.filter(isSettled)) {
      for (const { pointer, id } of write.created) {
        const serverId = 'response' in write ? valueAt(write.response, pointer) : undefined
        if (typeof serverId === 'string' && !this.getServerId(id)) this.addMapping(id, serverId)
      }
    }
  }

  get toServer(): IdTable {
    return this.#toServer
  }

  /** For ids that pages know by their temporary name. */
  get toTemporary(): IdTable {
    return this.#toTemporary
  }

  /** The same for a page that has used these temporary ids, however it came to know them. */
  toWordsOf(spoken: readonly string[]): IdTable {
    const words = new Map(this.#toTemporary)
    for (const id of spoken) {
      const serverId = this.getServerId(id)
      if (serverId !== undefined) words.set(serverId.toLowerCase(), id)
    }
    return words
  }

  /** The first five characters of the server's id, for those of a temporary one (CARE's `partial_id`). */
  partialId(partial: string): string {
    for (const [temporaryId, serverId] of this.#toServer) {
      if (temporaryId.startsWith(partial.toLowerCase())) return serverId.slice(0, partial.length)
    }
    return partial
  }
}
