import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdMap } from '../ids/id-map.ts'
import { createTemporaryId } from '../ids/temporary-id.ts'
import { dependencyGraph } from '../order/dependencies.ts'
import { isSettled, type OfflineWrite, type WriteState } from '../outbox/offline-write.ts'
import { transition, type WriteEvent } from '../outbox/transition.ts'
import { anAttempt, anyHistory, pendingWrite } from '../testing/any-write.ts'
import { isStuck, type Plan, planReplay } from './plan.ts'

const nowMs = 1_000
const ids = new IdMap()
const lastError = { code: 'server-error', status: 500 } as const
const attempt = anAttempt('attempt')
const conflictData = { base: null, mine: {}, theirs: {}, fields: [] }

const anyTime = fc.constantFrom(0, nowMs, nowMs + 1, 5_000)
const anyState: fc.Arbitrary<WriteState> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<WriteState>({ syncStatus: 'pending' }) },
  fc.constant<WriteState>({ syncStatus: 'sending', attempt }),
  anyTime.map((probeAtMs): WriteState => ({ syncStatus: 'unconfirmed', attempt, probeAtMs, lastError })),
  fc.constant<WriteState>({ syncStatus: 'success', response: {}, serverTimestamp: 0, settledAt: 1 }),
  fc.option(anyTime).map((retryAtMs): WriteState => ({ syncStatus: 'failed', lastError, retryAtMs })),
  fc.constant<WriteState>({ syncStatus: 'blocked', blockedBy: ['write-0'] }),
  fc.constant<WriteState>({ syncStatus: 'conflict', conflictData }),
)

/** Any history, whatever has become of each write, in any order of rows. */
const anyRows: fc.Arbitrary<OfflineWrite[]> = anyHistory.chain((writes) =>
  fc
    .tuple(...writes.map((write) => anyState.map((state): OfflineWrite => ({ ...write, ...state }))))
    .chain((rows) => fc.shuffledSubarray(rows, { minLength: rows.length })),
)

/** Unsettled parents of each unsettled write. */
function graphOf(rows: readonly OfflineWrite[]): Map<string, string[]> {
  const open = rows.filter((row) => !isSettled(row))
  const present = new Set(open.map((row) => row.id))
  return new Map(
    [...dependencyGraph(open)].map(([id, parents]) => [id, parents.filter((parent) => present.has(parent))]),
  )
}

function ancestorsOf(id: string, graph: Map<string, string[]>): Set<string> {
  const found = new Set<string>()
  const visit = (at: string): void => {
    for (const parent of graph.get(at) ?? []) {
      if (found.has(parent)) continue
      found.add(parent)
      visit(parent)
    }
  }
  visit(id)
  return found
}

const apply = (rows: readonly OfflineWrite[], { marks }: Plan): OfflineWrite[] =>
  rows.map((row) => {
    const mark = marks.find(({ write }) => write.id === row.id)
    return mark ? transition(row, mark.event as WriteEvent) : row
  })

/** Rows and plan once everything that only needs recording is recorded. */
function recorded(rows: readonly OfflineWrite[]): { rows: OfflineWrite[]; plan: Plan } {
  let current = [...rows]
  for (let round = 0; round <= rows.length + 1; round += 1) {
    const plan = planReplay(current, ids, nowMs)
    if (plan.marks.length === 0) return { rows: current, plan }
    current = apply(current, plan)
  }
  throw new Error('the marks never end')
}

describe('a plan', () => {
  it('[OR1] lets nobody go before its parents', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const graph = graphOf(rows)
        for (const write of planReplay(rows, ids, nowMs).runnable) expect(graph.get(write.id)).toEqual([])
      }),
    )
  })

  it('[RP9] holds back exactly the descendants of what is stuck, and names the culprits', () => {
    fc.assert(
      fc.property(anyRows, (start) => {
        const { rows, plan } = recorded(start)
        const graph = graphOf(rows)
        const stuck = new Set(rows.filter(isStuck).map((row) => row.id))
        for (const row of rows) {
          if (isSettled(row) || stuck.has(row.id)) continue
          const culprits = [...ancestorsOf(row.id, graph)].filter((id) => stuck.has(id))
          if (row.syncStatus === 'blocked') expect([...row.blockedBy].sort()).toEqual(culprits.sort())
          if (culprits.length === 0) continue
          expect(plan.runnable).not.toContain(row)
          expect(['blocked', 'sending', 'unconfirmed']).toContain(row.syncStatus)
        }
        expect(rows.filter((row) => row.syncStatus === 'blocked' && row.blockedBy.length === 0)).toEqual([])
      }),
    )
  })

  it('[RP9] names a culprit behind another culprit too (seed 80444175)', () => {
    const refused = { code: 'refused', status: 400, words: 'No' } as const
    const stuck = (id: string, sequence: number, parentMutationIds: string[]): OfflineWrite => ({
      ...pendingWrite({ id, sequence, parentMutationIds }),
      syncStatus: 'failed',
      lastError: refused,
      retryAtMs: null,
    })
    const child = pendingWrite({ id: 'child', sequence: 3, parentMutationIds: ['parent'] })
    const { rows } = recorded([stuck('grandparent', 1, []), stuck('parent', 2, ['grandparent']), child])
    expect(rows.at(-1)).toMatchObject({ syncStatus: 'blocked', blockedBy: ['grandparent', 'parent'] })
  })

  it('[RP9] lets go of whom it held back when the culprit is received', () => {
    fc.assert(
      fc.property(anyRows, (start) => {
        const freed = recorded(start).rows.map(
          (row): OfflineWrite =>
            isStuck(row)
              ? ({
                  ...row,
                  syncStatus: 'success',
                  response: {},
                  serverTimestamp: 0,
                  settledAt: 1,
                } as OfflineWrite)
              : row,
        )
        expect(recorded(freed).rows.filter((row) => row.syncStatus === 'blocked')).toEqual([])
      }),
    )
  })

  it('[RP16] always goes on: something to do now, a time to look again, or people to wait for', () => {
    fc.assert(
      fc.property(anyRows, (start) => {
        const { rows, plan } = recorded(start)
        const graph = graphOf(rows)
        const isHeld = (row: OfflineWrite): boolean =>
          [...ancestorsOf(row.id, graph)].some((id) =>
            rows.some((other) => other.id === id && isStuck(other)),
          )
        const free = rows.filter((row) => !isSettled(row) && !isStuck(row) && !isHeld(row))
        expect(plan.runnable.length > 0 || plan.wakeAtMs !== null).toBe(free.length > 0)
        if (plan.wakeAtMs !== null) expect(plan.wakeAtMs).toBeGreaterThan(nowMs)
        const open = rows.filter((row) => !isSettled(row)).length
        expect(plan.waiting + plan.needAttention).toBe(open)
        expect(plan.needAttention).toBe(rows.filter(isStuck).length)
      }),
    )
  })

  it('[OR1] sends a whole history, each once, parents first', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let rows = history
        const sent: string[] = []
        for (
          let next = planReplay(rows, ids, nowMs).runnable[0];
          next;
          next = planReplay(rows, ids, nowMs).runnable[0]
        ) {
          const { id } = next
          sent.push(id)
          rows = rows.map((row) =>
            row.id === id
              ? ({
                  ...row,
                  syncStatus: 'success',
                  response: {},
                  serverTimestamp: 0,
                  settledAt: 1,
                } as OfflineWrite)
              : row,
          )
        }
        expect([...sent].sort()).toEqual(history.map(({ id }) => id).sort())
        const graph = graphOf(history)
        for (const [id, parents] of graph) {
          for (const parent of parents) expect(sent.indexOf(parent)).toBeLessThan(sent.indexOf(id))
        }
      }),
    )
  })

  it('[ID7] does not send what mentions a record that was never made', () => {
    const orphan = createTemporaryId((bytes) => bytes.fill(7))
    const write = pendingWrite({ id: 'w', sequence: 1, path: `/api/v1/note/${orphan}/`, mentions: [orphan] })
    const plan = planReplay([write], ids, nowMs)
    expect(plan.runnable).toEqual([])
    expect(plan.marks).toMatchObject([
      { event: { type: 'needs-attention', failure: { code: 'missing-parent', ids: [orphan] } } },
    ])
    expect(planReplay([write], new IdMap([{ temporaryId: orphan, serverId: 'x' }]), nowMs).runnable).toEqual([
      write,
    ])
  })

  it('[OR3] tells a circle, and lets the others go', () => {
    const rows = [
      pendingWrite({ id: 'a', sequence: 1, parentMutationIds: ['b'] }),
      pendingWrite({ id: 'b', sequence: 2, parentMutationIds: ['a'] }),
      pendingWrite({ id: 'c', sequence: 3 }),
    ]
    const { rows: after, plan } = recorded(rows)
    expect(after.map(({ syncStatus }) => syncStatus)).toEqual(['failed', 'failed', 'pending'])
    expect(plan).toMatchObject({ needAttention: 2, waiting: 1, runnable: [{ id: 'c' }] })
  })
})

it('[CL2] a wait that a clock put back has made long is over', () => {
  const retryAtMs = nowMs + 31 * 60_000
  const rows: OfflineWrite[] = [
    { ...pendingWrite({ id: 'a', sequence: 1 }), syncStatus: 'failed', lastError, retryAtMs },
    { ...pendingWrite({ id: 'b', sequence: 2 }), syncStatus: 'failed', lastError, retryAtMs: nowMs + 60_000 },
  ]
  expect(planReplay(rows, ids, nowMs).runnable.map(({ id }) => id)).toEqual(['a'])
})
