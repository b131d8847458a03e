// Which queued writes must reach the server before another: parents whose record it mentions, and everything earlier
// on the same record. Knows nothing of states; the graph is built anew from the rows, whatever order they lie in.

import { subjectsOf, type WriteRecord } from '../outbox/offline-write.ts'

/**
 * Ids of the writes among `earlier` that `write` must wait for: those that make or change a record it mentions, and
 * those that mention a record it changes (a form about an encounter goes before the encounter is closed).
 */
export function dependenciesOf(write: WriteRecord, earlier: readonly WriteRecord[]): string[] {
  const mentions = new Set(write.mentions)
  const changes = new Set(write.changes)
  return earlier
    .filter(
      (other) =>
        other.id !== write.id &&
        other.sequence < write.sequence &&
        (subjectsOf(other).some((id) => mentions.has(id)) || other.mentions.some((id) => changes.has(id))),
    )
    .map((other) => other.id)
}

/** The parents stored with the write and those that its ids tell, each once. */
export function parentsOf(write: WriteRecord, all: readonly WriteRecord[]): string[] {
  return [...new Set([...write.parentMutationIds, ...dependenciesOf(write, all)])]
}
