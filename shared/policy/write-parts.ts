// The records within a write. Fields of several records stand side by side in one base and one conflict: each is called
// by where it stands in the payload (`/requests/0/body/status`), and by its bare name where there is one record.

import { type Json, type JsonObject, withValueAt } from '../json.ts'
import type { ConflictRule, MatchedWrite, WritePart } from './write-policy.ts'

export type ComparedPart = WritePart & { conflict: ConflictRule }

export function partsOf(write: MatchedWrite): WritePart[] {
  const { policy } = write
  if (policy.parts) return policy.parts(write)
  const { resource, conflict } = policy
  const changes = policy.changes(write)
  return [{ at: '', answerAt: '', resource, changes, write, ...(conflict ? { conflict } : {}) }]
}

export const comparedParts = (write: MatchedWrite): ComparedPart[] =>
  partsOf(write).filter((part): part is ComparedPart => part.conflict !== undefined)

const prefixOf = ({ at }: Pick<WritePart, 'at'>): string => (at === '' ? '' : `${at}/`)

export const nameIn = (part: Pick<WritePart, 'at'>, field: string): string => `${prefixOf(part)}${field}`

export const namedIn = (part: Pick<WritePart, 'at'>, fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [nameIn(part, field), value]))

/** The part's own fields out of those of all; undefined where there are none. */
export function ownFields(
  part: Pick<WritePart, 'at'>,
  all: JsonObject | null | undefined,
): JsonObject | undefined {
  if (!all || part.at === '') return all ?? undefined
  const prefix = prefixOf(part)
  const own = Object.entries(all).filter(([name]) => name.startsWith(prefix))
  return own.length === 0
    ? undefined
    : Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]))
}

export const withBody = (payload: Json, { at }: Pick<WritePart, 'at'>, body: JsonObject): Json =>
  withValueAt(payload, at, body)
