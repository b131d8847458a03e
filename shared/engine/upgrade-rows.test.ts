// A newer version of the app over rows that an older one has saved.

import { afterEach, describe, expect, it } from 'vitest'
import { isObject, type Json } from '../json.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { WritePolicy } from '../policy/write-policy.ts'
import { notePolicies, notesPath } from '../testing/note-policies.ts'
import { createNoteTablet, type NoteTablet } from '../testing/note-tablet.ts'

let notes: NoteTablet
afterEach(() => notes.tablet.close())

const create = (parts: Partial<WritePolicy>): PolicySet => ({
  ...notePolicies,
  writes: notePolicies.writes.map((policy) =>
    policy.key === 'note.create' ? { ...policy, ...parts } : policy,
  ),
})
const said = (text: Json | undefined) => ({ ...(isObject(text) ? text : {}), said: true })

describe('a newer version', () => {
  it('[VE2] puts what was saved before into its own shape, and sends it', async () => {
    notes = await createNoteTablet()
    await notes.saveOffline('old')
    await notes.tablet.restart(
      create({ version: 2, upgrade: (payload, from) => (from === 1 ? said(payload) : undefined) }),
    )
    expect((await notes.tablet.journal((await notes.write('old')).id)).at(-1)).toMatchObject({
      event: 'upgraded',
      to: 'pending',
    })
    await notes.drain()
    expect(notes.held).toMatchObject([{ text: 'old', said: true }])
  })

  it.each<[string, Partial<WritePolicy>]>([
    ['has no way to upgrade it', { version: 2 }],
    [
      'fails in upgrading it',
      {
        version: 2,
        upgrade: () => {
          throw new Error('a bug')
        },
      },
    ],
    ['is older than what saved it', { version: 0 }],
  ])('[VE3] that %s keeps it, shows it, and does not send it', async (_, parts) => {
    notes = await createNoteTablet()
    await notes.saveOffline('old')
    await notes.tablet.restart(create(parts))
    await notes.drain()
    expect(notes.timeline).toEqual([])
    expect(await notes.write('old')).toMatchObject({
      needsAttention: true,
      failure: { code: 'unknown-type' },
      actions: ['retry', 'discard'],
    })
    await notes.tablet.restart(notePolicies)
    await notes.tablet.engine.api.retry('all')
    await notes.drain()
    expect(notes.held).toMatchObject([{ text: 'old' }])
  })

  it('[VE3] no function of its policies reads what another version has saved', async () => {
    notes = await createNoteTablet()
    await notes.saveOffline('old')
    const bug = () => {
      throw new Error('not this shape')
    }
    await notes.tablet.restart(
      create({ version: 2, affects: [{ read: 'note.list', project: bug }], lanes: bug }),
    )
    const { answer } = await notes.ask({ method: 'GET', path: notesPath, query: [] })
    expect(answer.status).toBe(200)
  })

  it('[VE1] each row tells the build and the version that saved it', async () => {
    notes = await createNoteTablet()
    await notes.saveOffline('old')
    expect(await notes.tablet.rows()).toMatchObject([{ build: 'test', policyVersion: 1 }])
  })
})
