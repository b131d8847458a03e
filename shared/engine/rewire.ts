// What an edit changes of a write beside its words: where it is sent to, which records it makes, and what it waits for.

import { idsInRequest } from '../ids/replace-ids.ts'
import { withKnownIds } from '../ids/replace-offline-ids.ts'
import { createTemporaryId } from '../ids/temporary-id.ts'
import { dependencyGraph, descendantsOf } from '../order/dependencies.ts'
import { isSettled, type OfflineWrite, type WriteRecord } from '../outbox/offline-write.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { Random } from '../ports.ts'
import type { LocalView } from '../projection/projected-writes.ts'

export type Rewired = Pick<WriteRecord, 'path' | 'pathParams' | 'created' | 'parentMutationIds'>

/** `matched`: the write as it is to be, in the words of the page. `hindrance`: why it cannot be this write any more. */
export function rewire(
  write: OfflineWrite,
  matched: MatchedWrite,
  view: LocalView,
  random: Pick<Random, 'fill'>,
): Rewired | { hindrance: string } {
  const { policy, request, params } = matched
  const edited = { ...write, mentions: idsInRequest(request), changes: policy.changes(matched) }
  const sorted = (row: OfflineWrite) => withKnownIds(row, view.ids).changes.sort().join()
  if (sorted(edited) !== sorted(write)) return { hindrance: 'other-record' }
  const others = view.rows.filter((row) => row.id !== write.id && !isSettled(row))
  const created = createdBy(write, policy.creates(request), random)
  const isMoved = created.map(({ pointer }) => pointer).join() !== write.created.map(pointerOf).join()
  // What hangs on its records would hang on others.
  if (isMoved && write.created.some(({ id }) => others.some((row) => row.mentions.includes(id))))
    return { hindrance: 'needed' }
  const parentMutationIds = parentsOf(write, { ...edited, created }, others, view)
  if (!parentMutationIds) return { hindrance: 'circular' }
  return { path: request.path, pathParams: params, created, parentMutationIds }
}

const pointerOf = ({ pointer }: { pointer: string }): string => pointer

/** The temporary ids that it has, each in its place; new places get new ones. */
const createdBy = (write: OfflineWrite, pointers: string[], random: Pick<Random, 'fill'>) =>
  pointers.map(
    (pointer) =>
      write.created.find((made) => made.pointer === pointer) ?? {
        pointer,
        id: createTemporaryId(random.fill),
      },
  )

/**
 * What it names by hand stays; what it waited for because of what it said goes, and what it says now comes. The maker of
 * a record that it names only now may have been saved after it. Undefined where that one waits for this.
 */
function parentsOf(
  before: OfflineWrite,
  after: OfflineWrite,
  others: OfflineWrite[],
  { ids }: LocalView,
): string[] | undefined {
  const known = others.map((row) => withKnownIds(row, ids))
  const graphWith = (row: OfflineWrite) =>
    dependencyGraph([...known, withKnownIds({ ...row, parentMutationIds: [] }, ids)])
  const graph = graphWith(after)
  const due = (row: OfflineWrite) => graphWith(row).get(row.id) ?? []
  const { mentions } = withKnownIds(after, ids)
  const makers = known.filter(({ created }) => created.some(({ id }) => mentions.includes(id)))
  const waiting = descendantsOf([after.id], graph)
  if (makers.some(({ id }) => waiting.includes(id))) return undefined
  const byHand = before.parentMutationIds.filter((id) => !due(before).includes(id))
  return [...new Set([...byHand, ...due(after), ...makers.map(({ id }) => id)])]
}
