// Parents first, and among equals the order in which people saved. A parent that is not among the writes counts as
// done (it was, in an earlier run); what stands in a circle is told, never dropped.

import type { WriteRecord } from '../outbox/offline-write.ts'
import { parentsOf } from './dependencies.ts'

export interface Ordered<Write> {
  ordered: Write[]
  circular: Write[]
}

export function topologicalSort<Write extends WriteRecord>(writes: readonly Write[]): Ordered<Write> {
  const present = new Map(writes.map((write) => [write.id, write]))
  const open = new Map<string, Set<string>>()
  const children = new Map<string, string[]>()
  for (const write of writes) {
    const parents = parentsOf(write, writes).filter((id) => present.has(id))
    open.set(write.id, new Set(parents))
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), write.id])
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
  const circular = writes.filter((write) => open.has(write.id)).sort(bySequence)
  return { ordered, circular }
}

function insertBySequence<Write extends WriteRecord>(sorted: Write[], write: Write): void {
  const at = sorted.findIndex((other) => other.sequence > write.sequence)
  sorted.splice(at < 0 ? sorted.length : at, 0, write)
}
