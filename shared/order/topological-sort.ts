// Parents first, and among equals the order in which people saved. A parent that is not among the writes counts as
// done (it was, in an earlier run); what stands in a circle is told, never dropped.

import type { WriteRecord } from '../outbox/offline-write.ts'
import { type DependencyGraph, dependencyGraph } from './dependencies.ts'

export interface Ordered<Write> {
  ordered: Write[]
  /** They wait for each other. */
  circular: Write[]
  /** They wait for one of the circle, and are none of it. */
  behindCircle: Write[]
}

export function topologicalSort<Write extends WriteRecord>(
  writes: readonly Write[],
  graph: DependencyGraph = dependencyGraph(writes),
): Ordered<Write> {
  const present = new Map(writes.map((write) => [write.id, write]))
  const open = new Map<string, Set<string>>()
  const children = new Map<string, string[]>()
  for (const write of writes) {
    const parents = (graph.get(write.id) ?? []).filter((id) => present.has(id))
    open.set(write.id, new Set(parents))
    for (const parent of parents) {
      const known = children.get(parent)
      if (known) known.push(write.id)
      else children.set(parent, [write.id])
    }
  }
  const bySequence = (a: Write, b: Write) => a.sequence - b.sequence
  const ready = writes.filter((write) => open.get(write.id)?.size === 0).sort(bySequence)
  const ordered: Write[] = []
  for (let next = ready.shift(); next; next = ready.shift()) {
    ordered.push(next)
    open.delete(next.id)
    for (const childId of children.get(next.id) ?? []) {
      const parents = open.get(childId)
      const child = present.get(childId)
      if (parents?.delete(next.id) && parents.size === 0 && child) insertBySequence(ready, child)
    }
  }
  const left = writes.filter((write) => open.has(write.id)).sort(bySequence)
  const inCircle = peelLeaves(open, children)
  return {
    ordered,
    circular: left.filter(({ id }) => inCircle.has(id)),
    behindCircle: left.filter(({ id }) => !inCircle.has(id)),
  }
}

/** What is left when those that nobody waits for are taken away, again and again. */
function peelLeaves(
  open: ReadonlyMap<string, ReadonlySet<string>>,
  children: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const left = new Set(open.keys())
  for (let before = -1; before !== left.size; ) {
    before = left.size
    for (const id of left) if (!(children.get(id) ?? []).some((child) => left.has(child))) left.delete(id)
  }
  return left
}

function insertBySequence<Write extends WriteRecord>(sorted: Write[], write: Write): void {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.sequence ?? 0) > write.sequence) high = middle
    else low = middle + 1
  }
  sorted.splice(low, 0, write)
}
