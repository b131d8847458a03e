// Looking for a batch on the server: after a lost answer (probe), and before it is sent (guard).

import type { Candidate } from '../../failure.ts'
import type { Json } from '../../json.ts'
import { valueAt } from '../../json.ts'
import type { Guard, Probe, ProbeResult, WritePolicy } from '../../policy/write-policy.ts'
import { textOf } from '../json-record.ts'
import { judgeParts } from '../probe-tools.ts'
import { type SubWrite, subWritesIn } from './sub-writes.ts'

/** All or nothing: found where all that decide are found, see `judgeParts`. */
export const probeBatch = (policies: readonly WritePolicy[]): Probe =>
  function* ({ request }, context) {
    const subs = subWritesIn(request, policies)
    if (!subs) return { unsure: [] }
    const claimed = new Set(context.claimed)
    const parts: { decides: boolean; makes: boolean; result: ProbeResult; ids: string[] }[] = []
    for (const { write } of subs) {
      const { policy } = write
      const result = yield* policy.probe(write, { ...context, claimed })
      const pointers = policy.creates(write.request)
      const ids = 'found' in result ? idsOf(result.found, pointers, policy.changes(write)) : []
      for (const id of ids) claimed.add(id)
      const makes = pointers.length > 0
      parts.push({ decides: makes || policy.mayHaveLanded !== undefined, makes, result, ids })
    }
    const judged = judgeParts(parts, (found) => ({
      results: found.map((data, i) => resultOf(subs[i], data)),
    }))
    // A closed encounter proves this batch only with the rest of it: somebody else may have closed it.
    const found = parts.filter(({ result }) => 'found' in result)
    const isProven = found.length === parts.length || found.some(({ makes }) => makes)
    return 'found' in judged && !isProven ? { unsure: found.flatMap(({ ids }) => ids) } : judged
  }

const idsOf = (found: Json, pointers: string[], changes: string[]): string[] =>
  pointers.length > 0 ? pointers.map((pointer) => textOf(valueAt(found, pointer))) : changes

const resultOf = (sub: SubWrite | undefined, data: Json): Json => ({
  reference_id: sub?.referenceId ?? null,
  data,
  status_code: 200,
})

export const guardBatch = (policies: readonly WritePolicy[]): Guard =>
  function* ({ request }, context) {
    const likely: Candidate[] = []
    for (const { write } of subWritesIn(request, policies) ?? []) {
      const result = write.policy.guard ? yield* write.policy.guard(write, context) : { clear: true as const }
      if ('likely' in result) likely.push(...result.likely)
    }
    return likely.length > 0 ? { likely } : { clear: true }
  }
