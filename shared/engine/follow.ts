// A record that stands in the place of another (a booking that was moved): what is saved about the old one from then
// on is about the new one, also where the page still stands on the old one. Reads tell of each as it is.

import { type IdTable, replaceIdsInRequest, temporaryIdsInRequest } from '../ids/replace-ids.ts'
import type { ProjectedWrite } from '../policy/write-policy.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { Translated } from './api-caller.ts'

type Writes = Pick<LocalView, 'writes'>

interface Succession {
  old: string
  next: string
}

function successionsIn({ writes }: Writes): Succession[] {
  return writes.flatMap(({ projected }) => {
    const pointers = projected.policy.creates(projected.request)
    return (projected.policy.replaces?.(projected) ?? []).flatMap(({ record, by }) => {
      const next = nextOf(projected, pointers.indexOf(by))
      return next === undefined ? [] : [{ old: record.toLowerCase(), next: next.toLowerCase() }]
    })
  })
}

const nextOf = ({ createdIds }: ProjectedWrite, at: number): string | undefined => createdIds[at]

/** The same request about the records as they stand now, by what was done on this tablet. */
export function followReplaced(translated: Translated, view: Writes): Translated {
  const newest = new Map<string, string>()
  // The later ones first: each leads to the end of its line.
  for (const { old, next } of successionsIn(view).reverse()) newest.set(old, newest.get(next) ?? next)
  const table: IdTable = newest
  const request = replaceIdsInRequest(translated.request, table)
  return { ...translated, request, unresolved: temporaryIdsInRequest(request) }
}

/** The records, and those in whose place they stand. */
export function withReplaced(ids: readonly string[], view: Writes): string[] {
  const found = new Set(ids.map((id) => id.toLowerCase()))
  for (const { old, next } of successionsIn(view).reverse()) if (found.has(next)) found.add(old)
  return [...found]
}
