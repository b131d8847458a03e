import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyHistory, pendingWrite } from '../testing/any-write.ts'
import { dependencyGraph, descendantsOf } from './dependencies.ts'
import { topologicalSort } from './topological-sort.ts'

describe('order', () => {
  it('[OR1] parents come first, whatever order the rows lie in, and nobody is lost', () => {
    fc.assert(
      fc.property(
        anyHistory.chain((writes) =>
          fc.tuple(fc.constant(writes), fc.shuffledSubarray(writes, { minLength: writes.length })),
        ),
        ([writes, shuffled]) => {
          const { ordered, circular } = topologicalSort(shuffled)
          expect(circular).toEqual([])
          expect(ordered.map((write) => write.id).sort()).toEqual(writes.map((write) => write.id).sort())
          const place = new Map(ordered.map((write, i) => [write.id, i]))
          for (const write of ordered) {
            for (const parent of dependencyGraph(writes).get(write.id) ?? []) {
              expect(place.get(parent)).toBeLessThan(place.get(write.id) ?? -1)
            }
          }
        },
      ),
    )
  })

  it('B1: [OR2] a child whose parent was received in an earlier run goes out by itself', () => {
    const child = pendingWrite({ id: 'child', sequence: 2, parentMutationIds: ['received-yesterday'] })
    expect(topologicalSort([child])).toEqual({ ordered: [child], circular: [], behindCircle: [] })
  })

  it('[OR3] a circle is told, and holds back only itself', () => {
    const a = pendingWrite({ id: 'a', sequence: 1, parentMutationIds: ['b'] })
    const b = pendingWrite({ id: 'b', sequence: 2, parentMutationIds: ['a'] })
    const free = pendingWrite({ id: 'free', sequence: 3 })
    const behind = pendingWrite({ id: 'behind', sequence: 4, parentMutationIds: ['b'] })
    expect(topologicalSort([a, b, free, behind])).toEqual({
      ordered: [free],
      circular: [a, b],
      behindCircle: [behind],
    })
  })

  it('I1: [OR4] one write may have several parents', () => {
    const patient = pendingWrite({ id: 'p', sequence: 1, created: [{ pointer: '/id', id: 'P' }] })
    const booking = pendingWrite({ id: 'b', sequence: 2, created: [{ pointer: '/id', id: 'B' }] })
    const encounter = pendingWrite({ id: 'e', sequence: 3, mentions: ['P', 'B'] })
    expect(dependencyGraph([patient, booking, encounter]).get('e')).toEqual(['p', 'b'])
  })

  it('[OR5] a form about a record goes before a later change of that record, and two forms are free of each other', () => {
    const vitals = pendingWrite({ id: 'vitals', sequence: 1, mentions: ['E'] })
    const note = pendingWrite({ id: 'note', sequence: 2, mentions: ['E'] })
    const close = pendingWrite({ id: 'close', sequence: 3, mentions: ['E'], changes: ['E'] })
    const graph = dependencyGraph([close, note, vitals])
    expect(graph.get('note')).toEqual([])
    expect(graph.get('close')).toEqual(['vitals', 'note'])
    expect(descendantsOf(['vitals'], graph)).toEqual(['close'])
  })

  it('[OR1] a thousand writes on fifty records keep the order in which they were saved', () => {
    const writes = Array.from({ length: 1_000 }, (_, i) =>
      pendingWrite({ id: `w${i}`, sequence: i + 1, mentions: [`r${i % 50}`], changes: [`r${i % 50}`] }),
    )
    expect(topologicalSort(writes).ordered.map(({ id }) => id)).toEqual(writes.map(({ id }) => id))
  })
})
