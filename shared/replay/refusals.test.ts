// Refusals that may prove that an earlier copy of the write has landed: only what the server holds is believed.

import { afterEach, describe, expect, it } from 'vitest'
import type { PolicySet } from '../policy/policies.ts'
import { json, silence } from '../testing/fake-network.ts'
import { note, notePath, notePolicies } from '../testing/note-policies.ts'
import { createNoteTablet, type NoteTablet, serverNoteId } from '../testing/note-tablet.ts'

const policies: PolicySet = {
  ...notePolicies,
  writes: notePolicies.writes.map((policy) => ({ ...policy, mayHaveLanded: (status) => status === 409 })),
}
const already = json({ detail: 'It is there already' }, 409)

let notes: NoteTablet
afterEach(() => notes.tablet.close())

describe('a refusal that may prove success', () => {
  it('[RP22] is one where the server holds the record', async () => {
    notes = await createNoteTablet(policies)
    await notes.saveOffline('note')
    notes.held.push({ ...note('note'), id: serverNoteId(0) })
    notes.faults.push(already)
    expect(await notes.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(notes.timeline).toEqual(['send note:0', 'look all:0'])
    expect((await notes.write('note')).recordIds).toContain(serverNoteId(0))
  })

  it('[RP22] is a refusal where it does not', async () => {
    notes = await createNoteTablet(policies)
    await notes.saveOffline('note')
    notes.faults.push(already)
    await notes.drain()
    expect(await notes.write('note')).toMatchObject({
      needsAttention: true,
      failure: { code: 'refused', status: 409, words: 'It is there already' },
    })
  })

  it('[RP22] decides nothing while the server cannot be asked: it is looked for later', async () => {
    notes = await createNoteTablet(policies)
    await notes.saveOffline('note')
    notes.held.push({ ...note('note'), id: serverNoteId(0) })
    notes.faults.push(already)
    const honest = notes.network.respond
    notes.network.respond = (sent) => (sent.request.method === 'GET' ? silence : honest(sent))
    await notes.tablet.engine.api.sync()
    expect((await notes.write('note')).syncStatus).toBe('unconfirmed')
    notes.network.respond = honest
    await notes.tablet.clock.advance(5_000)
    await notes.drain()
    expect((await notes.write('note')).syncStatus).toBe('success')
    expect(notes.held).toHaveLength(1)
  })

  it('[RP22] any other refusal is one at once', async () => {
    notes = await createNoteTablet(policies)
    await notes.saveOffline('note')
    notes.faults.push(json({ detail: 'No' }, 400))
    await notes.drain()
    expect(notes.timeline).toEqual(['send note:0'])
  })
})

describe('a merge', () => {
  it('[CF9] is on record before it leaves, so that a lost answer is looked for as it was sent', async () => {
    const merging: PolicySet = {
      ...notePolicies,
      writes: notePolicies.writes.map((policy) =>
        policy.key === 'note.update'
          ? {
              ...policy,
              conflict: {
                read: ({ params }) => ({ method: 'GET', path: notePath(params.id ?? ''), query: [] }),
                toPayload: (record) => {
                  const { text = null, parent = null } = record as ReturnType<typeof note>
                  return { text, parent }
                },
                fields: ['text', 'parent'],
                neverMerge: [],
              },
            }
          : policy,
      ),
    }
    notes = await createNoteTablet(merging)
    const id = serverNoteId(0)
    notes.held.push({ id, ...note('before') })
    await notes.ask({ method: 'GET', path: notePath(id), query: [] })
    await notes.changeOffline(id, 'mine')
    Object.assign(notes.held[0] ?? {}, { parent: 'theirs' })
    notes.faults.push(silence)
    await notes.tablet.engine.api.sync()
    expect(await notes.tablet.rows()).toMatchObject([
      { syncStatus: 'unconfirmed', payload: { text: 'mine', parent: 'theirs' }, base: { parent: 'theirs' } },
    ])
    await notes.tablet.clock.advance(5_000)
    await notes.drain()
    expect(notes.held).toMatchObject([{ text: 'mine', parent: 'theirs' }])
  })
})
