import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ApiRequest, get, post } from '../api-request.ts'
import type { Json } from '../json.ts'
import { createPolicies } from '../policy/policies.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import { note, notePath, notePolicies, notesPath } from '../testing/note-policies.ts'
import { project } from './project.ts'
import type { LocalWrite } from './projected-writes.ts'

const policies = createPolicies(notePolicies)
const ids = Array.from({ length: 4 }, (_, i) => `0000000${i}-0000-4000-8000-000000000000`)
const [a = '', b = ''] = ids

function read(request: ApiRequest): MatchedRead {
  const matched = policies.matchRead(request)
  if (!matched) throw new Error(`no read policy for ${request.path}`)
  return matched
}

const item = (id: string, text: string, parent: string | null = null): Json => ({ id, ...note(text, parent) })

function write(
  id: string,
  text: string,
  fields: Partial<LocalWrite> & { parent?: string; update?: boolean } = {},
): LocalWrite {
  const { parent = null, update = false, settledAt = null, receivedAtMs = null } = fields
  const body = note(text, parent)
  const request: ApiRequest = update
    ? { method: 'PUT', path: notePath(id), query: [], body }
    : post(notesPath, body)
  const matched = policies.matchWrite(request)
  if (!matched) throw new Error('no write policy')
  const answer = item(id, text, parent)
  return {
    projected: {
      ...matched,
      id: `write-${text}`,
      answer,
      provisional: answer,
      synced: settledAt !== null,
      inDoubt: false,
      createdIds: update ? [] : [id],
    },
    settledAt,
    receivedAtMs,
  }
}

const list = read(get(notesPath))
const under = (owner: string, more: Record<string, string> = {}) =>
  read(get(notesPath, { parent: owner, ...more }))

describe('what the user sees', () => {
  it('[PR1] is the server’s answer with what waits, in the order saved', () => {
    const writes = [write(b, 'mine'), write(b, 'mine, later', { update: true })]
    expect(project(list, { body: [item(a, 'theirs')], asOf: 5 }, writes)).toEqual({
      body: [item(b, 'mine, later'), item(a, 'theirs')],
      touched: true,
      sinceMs: null,
    })
    expect(project(read(get(notePath(b))), { body: item(b, 'old'), asOf: 5 }, writes).body).toEqual(
      item(b, 'mine, later'),
    )
  })

  it('[PR1] is the server’s answer as it came where no write has a part in it', () => {
    const body = item(a, 'theirs')
    const shown = project(read(get(notePath(a))), { body, asOf: 5 }, [write(b, 'mine')])
    expect(shown).toEqual({ body, touched: false, sinceMs: null })
    expect(shown.body).toBe(body)
  })

  it('[PR3] holds a received write where the answer was asked for before, and leaves it out where after', () => {
    const writes = [write(b, 'received', { settledAt: 7, receivedAtMs: 70 })]
    const shown = (asOf: number) => project(list, { body: [], asOf }, writes).body
    expect(shown(6)).toEqual([item(b, 'received')])
    // The server knew it when it answered: somebody may have removed it since.
    expect(shown(7)).toEqual([])
    expect(shown(8)).toEqual([])
  })

  it('[PR4] is nothing where nothing is known', () => {
    expect(project(list, undefined, [write(b, 'mine')])).toEqual({
      body: undefined,
      touched: false,
      sinceMs: null,
    })
    expect(project(read(get(notePath(a))), undefined, [write(b, 'mine')]).body).toBe(undefined)
  })

  it('[PR4] is a complete list under a record made here, in words that the policy knows', () => {
    const writes = [write(a, 'owner'), write(b, 'child', { parent: a })]
    expect(project(under(a), undefined, writes)).toEqual({
      body: [item(b, 'child', a)],
      touched: true,
      sinceMs: null,
    })
    expect(project(under(a), undefined, writes.slice(0, 1)).body).toEqual([])
    expect(project(under(a, { author: 'x' }), undefined, writes).body).toBe(undefined)
    expect(project(under(b), undefined, [write(b, 'changed', { update: true })]).body).toBe(undefined)
  })

  it('[PR4] says since when a list that was complete may have grown', () => {
    const writes = [write(a, 'owner', { settledAt: 3, receivedAtMs: 30 })]
    expect(project(under(a), undefined, writes)).toMatchObject({ body: [], sinceMs: 30 })
    expect(project(read(get(notePath(a))), undefined, writes)).toMatchObject({ touched: true, sinceMs: 30 })
  })

  it('[PR2] is the same when it is projected twice', () => {
    const anyWrite = fc
      .record({
        id: fc.constantFrom(...ids),
        text: fc.string(),
        update: fc.boolean(),
        parent: fc.option(fc.constantFrom(...ids), { nil: undefined }),
        settledAt: fc.option(fc.nat(9)),
      })
      .map(({ id, text, parent, ...rest }) => write(id, text, { ...rest, ...(parent ? { parent } : {}) }))
    const anyRead = fc.constantFrom(
      list,
      ...ids.map((id) => under(id)),
      ...ids.map((id) => read(get(notePath(id)))),
    )
    const anyBody = fc.subarray(ids).map((some) => some.map((id) => item(id, 'theirs')))
    fc.assert(
      fc.property(
        anyRead,
        anyBody,
        fc.array(anyWrite, { maxLength: 6 }),
        fc.nat(9),
        (asked, items, writes, asOf) => {
          const body = asked.policy.key === 'note.list' ? items : (items[0] ?? null)
          const once = project(asked, { body, asOf }, writes).body ?? null
          expect(project(asked, { body: once, asOf }, writes).body).toEqual(once)
        },
      ),
    )
  })
})
