// Writes for tests, from the few fields that a test is about.

import fc from 'fast-check'
import type { Attempt, OfflineWrite, WriteRecord } from '../outbox/offline-write.ts'

/** An attempt at the beginning of time, under the name that the test gives it. */
export const anAttempt = (id: string, startedAtMs = 0): Attempt => ({
  id,
  startedAtMs,
  serverMs: startedAtMs,
  notBeforeMs: startedAtMs,
  lease: 0,
})

function writeRecord(fields: Partial<WriteRecord> & Pick<WriteRecord, 'id' | 'sequence'>): WriteRecord {
  return {
    userId: 'nurse',
    syncRouteKey: 'note.create',
    policyVersion: 1,
    type: 'create_note',
    resourceType: 'note',
    method: 'POST',
    path: '/api/v1/note/',
    query: [],
    pathParams: {},
    payload: {},
    provisional: {},
    created: [],
    changes: [],
    mentions: [],
    parentMutationIds: [],
    label: 'A note',
    clientTimestamp: 0,
    savedBy: 'an-earlier-run',
    build: 'test',
    retries: 0,
    ...fields,
  }
}

export const pendingWrite = (
  fields: Partial<WriteRecord> & Pick<WriteRecord, 'id' | 'sequence'>,
): OfflineWrite => ({ ...writeRecord(fields), syncStatus: 'pending' })

/** Histories of creates and updates over a few records: each write mentions what was made before it. */
export const anyHistory: fc.Arbitrary<OfflineWrite[]> = fc
  .array(fc.tuple(fc.boolean(), fc.array(fc.nat(9), { maxLength: 3 })), { minLength: 1, maxLength: 10 })
  .map((steps) =>
    steps.map(([creates, links], i) => {
      const mentions = links.filter((link) => link < i).map((link) => `record-${link}`)
      const changes = !creates && mentions[0] ? [mentions[0]] : []
      return pendingWrite({
        id: `write-${i}`,
        sequence: i + 1,
        mentions,
        changes,
        created: changes.length === 0 ? [{ pointer: '/id', id: `record-${i}` }] : [],
      })
    }),
  )
