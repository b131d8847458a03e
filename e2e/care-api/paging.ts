// Pages as CARE gives them: 14 by default, never more than 200, the true count, no links.
const defaultLimit = 14
const maximumLimit = 200

export interface Page {
  count: number
  results: unknown[]
}

export function page<Row>(query: URLSearchParams, rows: Row[], render: (row: Row) => unknown): Page {
  const limit = Math.min(wholeNumber(query.get('limit')) || defaultLimit, maximumLimit)
  const offset = wholeNumber(query.get('offset'))
  return { count: rows.length, results: rows.slice(offset, offset + limit).map(render) }
}

/** A parameter that is no number counts as none. */
function wholeNumber(text: string | null): number {
  return text !== null && /^\d+$/.test(text) ? Number(text) : 0
}

interface Dated {
  created_date: string
  modified_date: string
}

/** Newest first, unless `?ordering=` names one of the two dates. */
export function ordered<Row extends Dated>(rows: Row[], ordering: string | null): Row[] {
  const key = ordering?.replace('-', '') === 'modified_date' ? 'modified_date' : 'created_date'
  const oldestFirst = ordering === key
  const sorted = [...rows].sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0))
  return oldestFirst ? sorted : sorted.reverse()
}

export const contains = (text: string | null | undefined, part: string): boolean =>
  (text ?? '').toLowerCase().includes(part.toLowerCase())
