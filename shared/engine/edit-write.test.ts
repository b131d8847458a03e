// An edit that changes more than the words: where a write is sent to, which records it makes, what it waits for.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { pathTemplate } from '../policy/path-template.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { WritePolicy } from '../policy/write-policy.ts'
import { json } from '../testing/fake-network.ts'
import { note, notePath, notePolicies } from '../testing/note-policies.ts'
import { createNoteTablet, type NoteTablet, serverNoteId, unwrap } from '../testing/note-tablet.ts'

const create = notePolicies.writes.find(({ key }) => key === 'note.create') as WritePolicy
const shelfPath = (shelf: string) => `/api/v1/shelf/${shelf}/note/`

/** A note on a shelf that only the path names, as a booking's slot. */
const onShelf: WritePolicy = {
  ...create,
  key: 'note.shelve',
  type: 'shelve_note',
  path: pathTemplate('/api/v1/shelf/{shelf:slug}/note/'),
  normalize: ({ request, params }, { created }) => ({
    ...(request.body as JsonObject),
    id: created['/id'] ?? '',
    shelf: params.shelf ?? '',
  }),
}

const textsIn = (body: Json | undefined): string[] =>
  isObject(body) && Array.isArray(body.texts) ? body.texts.map(String) : []

/** Several notes as one: how many it makes is said in the body. */
const several: WritePolicy = {
  ...create,
  key: 'note.several',
  type: 'create_notes',
  path: pathTemplate('/api/v1/notes/'),
  creates: ({ body }) => textsIn(body).map((_, i) => `/${i}/id`),
  normalize: ({ request }, { created }) =>
    textsIn(request.body).map((text, i) => ({ text, id: created[`/${i}/id`] ?? '' })),
  affects: [],
  label: ({ request }) => textsIn(request.body).join(),
}

const policies: PolicySet = { ...notePolicies, writes: [...notePolicies.writes, onShelf, several] }

let notes: NoteTablet
beforeEach(async () => {
  notes = await createNoteTablet(policies)
})
afterEach(() => notes.tablet.close())

const api = () => notes.tablet.engine.api
const idOf = async (label: string) => (await notes.write(label)).id
const rowOf = async (label: string) => (await notes.tablet.rows()).find((row) => row.label === label)
const failed = (state: string) => ({ failure: { code: 'not-now', state } })

async function save(path: string, body: Json): Promise<Json> {
  notes.network.online = false
  const saved = await notes.ask({ method: 'POST', path, query: [], body })
  notes.network.online = true
  return saved.body
}

const sentPaths = () =>
  notes.network.sent.flatMap(({ request }) => (request.method === 'POST' ? [request.path] : []))

describe('another path', () => {
  it('[RF6] is where it is sent, once; what it said before is kept apart, and the journal tells', async () => {
    await save(shelfPath('a'), note('booked'))
    notes.faults.push(json({ detail: 'full' }, 400))
    await notes.drain()
    const id = await idOf('booked')
    unwrap(await api().edit(id, note('booked'), shelfPath('b')))
    expect(await rowOf('booked')).toMatchObject({
      path: shelfPath('b'),
      pathParams: { shelf: 'b' },
      provisional: { shelf: 'b' },
    })
    await notes.drain()
    expect(sentPaths()).toEqual([shelfPath('a'), shelfPath('b')])
    expect(notes.held).toHaveLength(1)
    expect(await notes.tablet.withdrawn()).toMatchObject([{ how: 'edited', write: { path: shelfPath('a') } }])
    const journal = unwrap(await api().details(id))?.journal.map(({ event }) => event)
    expect(journal).toContain('edited')
  })

  it('[RF6] must be of the same route, and checked as on the form', async () => {
    await save(shelfPath('a'), note('booked'))
    const id = await idOf('booked')
    expect(await api().edit(id, note('booked'), '/api/v1/note/')).toMatchObject(failed('pending'))
    expect(await api().edit(id, note('booked'), 'https://elsewhere.example/')).toMatchObject(
      failed('pending'),
    )
    expect(await rowOf('booked')).toMatchObject({ path: shelfPath('a') })
  })

  it('[RF6] never turns it into a change of another record', async () => {
    notes.held.push({ id: serverNoteId(0), ...note('one') }, { id: serverNoteId(1), ...note('two') })
    await notes.changeOffline(serverNoteId(0), 'mine')
    const id = await idOf('mine')
    expect(await api().edit(id, note('mine'), notePath(serverNoteId(1)))).toMatchObject(
      failed('other-record'),
    )
    await notes.drain()
    expect(notes.held).toMatchObject([{ text: 'mine' }, { text: 'two' }])
  })

  it('[RF6] is not taken while the server may hold it', async () => {
    await save(shelfPath('a'), note('booked'))
    notes.faults.push({ kind: 'none', reason: 'network' })
    await api().sync()
    expect(await api().edit(await idOf('booked'), note('booked'), shelfPath('b'))).toMatchObject(
      failed('unconfirmed'),
    )
  })
})

describe('other records', () => {
  it('[RF7] what it makes keeps its id in its place, and what comes new gets one', async () => {
    await save('/api/v1/notes/', { texts: ['a'] })
    const before = await rowOf('a')
    unwrap(await api().edit(await idOf('a'), { texts: ['a', 'b'] }))
    const after = await rowOf('a,b')
    expect(after?.created).toHaveLength(2)
    expect(after?.created[0]).toEqual(before?.created[0])
    expect(after?.provisional).toMatchObject([{ text: 'a' }, { text: 'b', id: after?.created[1]?.id }])
  })

  it('[RF7] a record on which others hang is not taken out', async () => {
    const [, second] = (await save('/api/v1/notes/', { texts: ['a', 'b'] })) as JsonObject[]
    await notes.saveOffline('child', String(second?.id))
    expect(await api().edit(await idOf('a,b'), { texts: ['a'] })).toMatchObject(failed('needed'))
    unwrap(await api().edit(await idOf('a,b'), { texts: ['a', 'c'] }))
  })
})

describe('other parents', () => {
  it('[RF8] it goes behind the maker of a record that it names only now, though that was saved later', async () => {
    await notes.saveOffline('form')
    const later = await notes.saveOffline('later')
    unwrap(await api().edit(await idOf('form'), note('form', later)))
    expect(await notes.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(notes.held.map(({ text }) => text)).toEqual(['later', 'form'])
    expect(notes.held[1]).toMatchObject({ parent: serverNoteId(0) })
  })

  it('[RF8] it no longer waits for what it names no more', async () => {
    const parent = await notes.saveOffline('refused')
    await notes.saveOffline('form', parent)
    notes.faults.push(json({ detail: 'No' }, 400))
    await notes.drain()
    expect((await notes.write('form')).syncStatus).toBe('blocked')
    unwrap(await api().edit(await idOf('form'), note('form')))
    await notes.drain()
    expect(notes.held.map(({ text }) => text)).toEqual(['form'])
    expect((await notes.write('refused')).syncStatus).toBe('failed')
  })

  it('[RF8] [OR3] it cannot be put behind what waits for it', async () => {
    const form = await notes.saveOffline('form')
    const child = await notes.saveOffline('child', form)
    expect(await api().edit(await idOf('form'), note('form', child))).toMatchObject(failed('circular'))
    await notes.drain()
    expect(notes.held.map(({ text }) => text)).toEqual(['form', 'child'])
  })
})

describe('the reason of a refusal', () => {
  const explained: PolicySet = {
    ...notePolicies,
    writes: notePolicies.writes.map((policy) => ({
      ...policy,
      *explain(_, { status }) {
        const held = yield { method: 'GET', path: '/api/v1/note/', query: [] }
        return { kind: held === undefined ? 'full-perhaps' : 'full', values: { status: String(status) } }
      },
    })),
  }
  beforeEach(async () => {
    notes.tablet.close()
    notes = await createNoteTablet(explained)
    await notes.saveOffline('note')
    notes.faults.push(json({ detail: 'It is full' }, 400))
  })

  it('[RF1] is asked for while the server is at hand, and stands beside its own words', async () => {
    await notes.drain()
    expect((await notes.write('note')).failure).toMatchObject({
      code: 'refused',
      words: 'It is full',
      reason: { kind: 'full', values: { status: '400' } },
    })
  })

  it('[RF3] is told without an answer where the server cannot be asked any more', async () => {
    const honest = notes.network.respond
    notes.network.respond = (sent) =>
      sent.request.method === 'GET' ? { kind: 'none', reason: 'network' } : honest(sent)
    await notes.drain()
    expect(await notes.write('note')).toMatchObject({
      needsAttention: true,
      failure: { code: 'refused', reason: { kind: 'full-perhaps' } },
    })
  })
})
