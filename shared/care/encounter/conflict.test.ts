// What becomes of a change when somebody else has changed the encounter meanwhile.

import { describe, expect, test } from 'vitest'
import { type ApiRequest, get } from '../../api-request.ts'
import type { JsonObject } from '../../json.ts'
import { mergeUpdate } from '../../replay/merge.ts'
import { matchedWrite, recorded } from '../../testing/care-recordings.ts'

const detail = recorded('encounter', 'detail').answer
const update = (body: JsonObject): ApiRequest => ({
  ...get(`/api/v1/encounter/${detail.id}/`),
  method: 'PUT',
  body,
})
const open = { status: 'in_progress', encounter_class: 'amb', priority: 'routine' }

describe('an encounter that somebody else has changed meanwhile', () => {
  const conflict = matchedWrite(update(open)).policy.conflict
  const closedFor = (record: JsonObject, body: JsonObject) => {
    const write = matchedWrite(update({ ...open, ...body }))
    return write.policy.conflict?.closed?.(record, write)
  }
  const done: JsonObject = { ...recorded('encounter', 'close').answer, discharge_summary_advice: 'Rest' }

  test('[CA16] takes no more changes once it is closed, in whatever way', () => {
    for (const status of ['completed', 'cancelled', 'entered_in_error', 'discontinued'])
      expect(closedFor({ ...detail, status }, { priority: 'stat' })).toBe(status)
    expect(closedFor(done, { status: 'cancelled' })).toBe('completed')
    for (const status of ['planned', 'in_progress', 'on_hold', 'discharged', 'unknown'])
      expect(closedFor({ ...detail, status }, { status: 'completed' })).toBe(undefined)
  })

  test('[CA16] closing it as it is closed already is nothing to refuse, unless words would be lost', () => {
    expect(closedFor(done, { status: 'completed' })).toBe(undefined)
    expect(closedFor(done, { status: 'completed', discharge_summary_advice: 'Rest' })).toBe(undefined)
    expect(closedFor(done, { status: 'completed', discharge_summary_advice: 'No stairs' })).toBe('completed')
  })

  test('[CA7] is never merged in its status', () => {
    const base = conflict?.toPayload(detail) ?? {}
    const theirs = { ...base, status: 'on_hold' }
    if (!conflict) throw new Error('encounters have no conflict rule')
    expect(mergeUpdate({ ...base, priority: 'stat' }, theirs, base, conflict)).toMatchObject({
      kind: 'conflict',
      conflictData: { fields: ['status'] },
    })
    const moved = { ...base, external_identifier: 'OP-2' }
    expect(mergeUpdate({ ...base, priority: 'stat' }, moved, base, conflict)).toMatchObject({ kind: 'send' })
  })

  test('[CA16] tells who changed it last and when, as far as it is known', () => {
    expect(conflict?.lastChange?.(done)).toEqual({
      changedBy: 'Geetika Deo',
      changedAt: String(done.modified_date),
    })
    expect(conflict?.lastChange?.({ updated_by: { username: 'care-nurse' }, modified_date: 'x' })).toEqual({
      changedBy: 'care-nurse',
    })
    for (const odd of [null, 'x', {}, { updated_by: {}, modified_date: null }])
      expect(conflict?.lastChange?.(odd)).toEqual({})
  })
})
