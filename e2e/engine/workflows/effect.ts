// What a history has done to the server, without what no two histories share: ids and the server's own times.

import { splitTarget } from '../../../shared/api-request.ts'
import { carePolicies } from '../../../shared/care/index.ts'
import { isJson, isObject, type Json, type JsonObject } from '../../../shared/json.ts'
import { createPolicies } from '../../../shared/policy/policies.ts'
import { bucketPath } from '../../care-api/shapes/file.ts'
import type { TableName } from '../../care-api/store.ts'
import type { FileRow } from '../../care-api/tables-clinical.ts'
import type { Desk } from './desk.ts'

const policies = createPolicies(carePolicies)
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** The hour of the test: what the server and the tablet date themselves. What people type in is of other hours. */
const now = /2026-11-22[T ]09:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g

export interface Effect {
  /** Rows that are new or changed, by table, in the order in which they were made. */
  rows: Record<string, Json>
  /** Writes that the server has carried out. */
  writes: string[]
}

export function effectOf(desk: Desk): Effect {
  const dump = desk.ward.api.store.dump()
  const names = new Map<string, string>()
  const rows: Record<string, Json> = {}
  const tables = (Object.keys(dump) as TableName[]).filter((table) => table !== 'users')
  for (const table of tables) {
    const before = new Set((desk.before[table] ?? []).map((row) => row.id))
    const made = dump[table].filter((row) => !before.has(row.id) && counts(row))
    made.forEach((row, index) => {
      names.set(row.id, `<${table} ${index}>`)
    })
  }
  for (const table of tables) {
    const before = new Map((desk.before[table] ?? []).map((row) => [row.id, row]))
    const changed = dump[table].filter((row) => !isSameRow(before.get(row.id), row) && counts(row))
    const withContent = changed.map((row) => (table === 'files' ? whole(row as FileRow, desk) : row))
    if (changed.length > 0)
      rows[table] = JSON.parse(
        masked(JSON.stringify(withContent), (found) => names.get(found) ?? found),
      ) as Json
  }
  return { rows, writes: writesOf(desk) }
}

/** CARE lists no file before its last step, and forgets it after a day: it may have been begun more than once. */
const counts = (row: object): boolean => !('upload_completed' in row) || row.upload_completed === true

/** With what lies in the bucket, in place of the name that it has there. */
function whole(file: FileRow, { ward }: Desk) {
  const stored = ward.api.bucket.get(bucketPath(file))
  return { ...file, internal_name: stored ? [stored.contentType, ...stored.bytes] : null }
}

/** A row of the store is never changed in place. */
const isSameRow = (before: unknown, row: unknown): boolean =>
  before === row || (before !== undefined && JSON.stringify(before) === JSON.stringify(row))

const masked = (text: string, nameOf: (id: string) => string): string =>
  text.replace(id, nameOf).replace(now, '<time>')

function writesOf(desk: Desk): string[] {
  return desk.ward.api.log
    .entries()
    .flatMap(({ method, path, body, status }) => {
      if (status === null || status >= 300 || method === 'GET' || method === 'OPTIONS') return []
      const request = { method, ...splitTarget(path), ...(isJson(body) ? { body } : {}) }
      const policy = policies.matchWrite(request as never)?.policy
      // The first step of several has done nothing yet: the last one tells.
      return policy && !policy.content ? policy.key : []
    })
    .sort()
}

/** An answer in words that two desks share: known ids by name, others and all times masked. */
export function inCommonWords(answer: Json, names: ReadonlyMap<string, string>): Json {
  const partial = new Map([...names].map(([known, name]) => [known.slice(0, 5), name]))
  const text = JSON.stringify(answer, (_, value) => {
    // CARE tells the slots of a day in any order.
    if (Array.isArray(value)) return value.every(isSlot) ? [...value].sort(byStart) : value
    if (!isObject(value)) return value
    // Ours: they tell projection what it has done already.
    const told = Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !name.startsWith('offline_'))
        // Another one each time, wherever the content is.
        .map(([name, part]) => [name, isPlace.test(name) && typeof part === 'string' ? '<place>' : part]),
    )
    // The id in a partial search result is another one each time; its first characters are the record's.
    return typeof told.partial_id === 'string'
      ? { ...told, id: '<any>', partial_id: partial.get(told.partial_id) ?? told.partial_id }
      : told
  })
  return JSON.parse(masked(text, (found) => names.get(found) ?? '<id>')) as Json
}

const isPlace = /^(internal_name|(read_)?signed_url)$/
const isSlot = (value: unknown): boolean => isObject(value) && 'start_datetime' in value
const byStart = (a: JsonObject, b: JsonObject): number =>
  String(a.start_datetime) < String(b.start_datetime) ? -1 : 1
