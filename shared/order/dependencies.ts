// Which queued writes must reach the server before another: parents whose record it mentions, and everything earlier
// on the same record. Knows nothing of states; the graph is built anew from the rows, whatever order they lie in.

import { subjectsOf, type WriteRecord } from '../outbox/offline-write.ts'

/** Ids of the writes that each write waits for, by its own id. A parent that is not among the writes may be named. */
export type DependencyGraph = ReadonlyMap<string, readonly string[]>

/**
 * A write waits for those earlier ones that make or change a record it mentions, for those that mention a record it
 * changes (a form about an encounter goes before the encounter is closed), and for the parents stored with it.
 * One pass over what the writes mention, for an outbox can hold thousands.
 */
export function dependencyGraph(writes: readonly WriteRecord[]): DependencyGraph {
  const graph = new Map<string, readonly string[]>()
  const makers = new Map<string, string[]>()
  const mentioners = new Map<string, string[]>()
  const note = (index: Map<string, string[]>, record: string, writeId: string): void => {
    const known = index.get(record)
    if (known) known.push(writeId)
    else index.set(record, [writeId])
  }
  for (const write of [...writes].sort((a, b) => a.sequence - b.sequence)) {
    const parents = new Set(write.parentMutationIds)
    for (const record of write.mentions) for (const id of makers.get(record) ?? []) parents.add(id)
    for (const record of write.changes) for (const id of mentioners.get(record) ?? []) parents.add(id)
    graph.set(write.id, [...parents])
    for (const record of subjectsOf(write)) note(makers, record, write.id)
    for (const record of write.mentions) note(mentioners, record, write.id)
  }
  return graph
}

/** Every write that would wait for one of these, at any distance, in the order of the graph. */
export function descendantsOf(ids: readonly string[], graph: DependencyGraph): string[] {
  const found = new Set(ids)
  // The graph is in the order saved, and parents stored by hand may be later: until nothing new is found.
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const [id, parents] of graph) if (parents.some((parent) => found.has(parent))) found.add(id)
  }
  return [...graph.keys()].filter((id) => found.has(id) && !ids.includes(id))
}
