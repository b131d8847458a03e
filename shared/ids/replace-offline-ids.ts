// A write as it may go on the wire: every temporary id in address and body in the server's words.

import type { ApiRequest } from '../api-request.ts'
import type { WriteRecord } from '../outbox/offline-write.ts'
import type { IdMap } from './id-map.ts'
import { replaceIdsInRequest, temporaryIdsInRequest } from './replace-ids.ts'

export const requestOf = (write: WriteRecord): ApiRequest => ({
  method: write.method,
  path: write.path,
  query: write.query,
  ...(write.payload === null ? {} : { body: write.payload }),
})

export interface ReplacedWrite {
  request: ApiRequest
  /** Temporary ids that nobody knows a server id for. With any of them the request must not leave. */
  unresolved: string[]
}

export function replaceOfflineIdsInWrite(write: WriteRecord, ids: IdMap): ReplacedWrite {
  const request = replaceIdsInRequest(requestOf(write), ids.toServer)
  return { request, unresolved: temporaryIdsInRequest(request) }
}

/** The write with the ids known best now, so that two names of one record compare as equal. */
export function withKnownIds<Write extends WriteRecord>(write: Write, ids: IdMap): Write {
  const known = (id: string) => ids.getServerId(id)?.toLowerCase() ?? id.toLowerCase()
  return {
    ...write,
    mentions: write.mentions.map(known),
    changes: write.changes.map(known),
    created: write.created.map((record) => ({ ...record, id: known(record.id) })),
  }
}
