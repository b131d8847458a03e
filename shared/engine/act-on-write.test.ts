// What people decide about their queued writes, on the real engine over a small API.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isObject, type JsonObject } from '../json.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { WritePolicy } from '../policy/write-policy.ts'
import { json } from '../testing/fake-network.ts'
import { note, notePath, notePolicies, notesPath } from '../testing/note-policies.ts'
import { createNoteTablet, type NoteTablet, serverNoteId, unwrap } from '../testing/note-tablet.ts'

const textOf = (body: unknown): string => (isObject(body) ? String(body.text) : '')

const parts: Record<string, Partial<WritePolicy>> = {
  'note.create': {
    validate: ({ body }) =>
      textOf(body) === '' ? [{ at: ['text'], words: 'A note must say something.' }] : [],
    fold: (create, { request }) => ({
      ...create,
      body: { ...(create.body as JsonObject), text: textOf(request.body) },
    }),
    adopt: (id) => ({ method: 'GET', path: notePath(id), query: [] }),
    *guard({ request }) {
      const held = yield { method: 'GET', path: notesPath, query: [] }
      const likely = (Array.isArray(held) ? held : []).filter(
        (other) => textOf(other).toLowerCase() === textOf(request.body).toLowerCase(),
      )
      return likely.length === 0
        ? { clear: true }
        : { likely: likely.map((other) => ({ id: String((other as JsonObject).id), label: textOf(other) })) }
    },
  },
  'note.update': {
    conflict: {
      read: ({ params }) => ({ method: 'GET', path: notePath(params.id ?? ''), query: [] }),
      toPayload: (record) => ({
        text: (record as JsonObject).text ?? null,
        parent: (record as JsonObject).parent ?? null,
      }),
      fields: ['text', 'parent'],
      neverMerge: [],
      closed: (record) => (textOf(record).startsWith('closed') ? 'closed' : undefined),
      lastChange: () => ({ changedBy: 'Dr Rao' }),
    },
  },
}

const remove: WritePolicy = {
  ...(notePolicies.writes.find(({ key }) => key === 'note.update') as WritePolicy),
  key: 'note.remove',
  type: 'remove_note',
  method: 'DELETE',
  changes: ({ params }) => [params.id ?? ''],
  takesBack: ({ params }) => [params.id ?? ''],
  label: () => 'removal',
}

const policies: PolicySet = {
  ...notePolicies,
  writes: [...notePolicies.writes.map((policy) => ({ ...policy, ...parts[policy.key] })), remove],
}

let notes: NoteTablet
beforeEach(async () => {
  notes = await createNoteTablet(policies)
})
afterEach(() => notes.tablet.close())

const api = () => notes.tablet.engine.api
const idOf = async (label: string) => (await notes.write(label)).id
const texts = () => notes.held.map(({ text }) => text)
const refuse = () => notes.faults.push(json({ errors: [{ msg: 'No' }] }, 400))
/** A note of the server that the tablet has seen, and then somebody else has changed. */
async function seenThenChanged(mine: string, theirs: string): Promise<string> {
  const id = serverNoteId(0)
  notes.held.push({ id, text: 'before', parent: null })
  await notes.ask({ method: 'GET', path: notePath(id), query: [] })
  await notes.changeOffline(id, mine)
  Object.assign(notes.held[0] ?? {}, { text: theirs })
  await notes.drain()
  return id
}

describe('editing', () => {
  it('[ED1] a write that waits goes out as it was edited, and what it said before is kept apart', async () => {
    await notes.saveOffline('tpyo')
    unwrap(await api().edit(await idOf('tpyo'), note('typo')))
    expect((await notes.write('typo')).syncStatus).toBe('pending')
    await notes.drain()
    expect(texts()).toEqual(['typo'])
    expect(await notes.tablet.withdrawn()).toMatchObject([{ how: 'edited', write: { label: 'tpyo' } }])
  })

  it('[ED1] one that was refused is mended so, and its descendants go with it', async () => {
    const parent = await notes.saveOffline('bad')
    await notes.saveOffline('child', parent)
    refuse()
    await notes.drain()
    expect((await notes.write('child')).syncStatus).toBe('blocked')
    unwrap(await api().edit(await idOf('bad'), note('good')))
    expect(await notes.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(texts()).toEqual(['good', 'child'])
  })

  it('[ED1] is checked as on the form, and what is wrong changes nothing', async () => {
    await notes.saveOffline('note')
    expect(await api().edit(await idOf('note'), note(''))).toMatchObject({
      failure: { code: 'invalid', issues: [{ at: ['text'] }] },
    })
    expect((await notes.write('note')).syncStatus).toBe('pending')
  })

  it('[ED2] is refused while the server may hold it, and after it has', async () => {
    await notes.saveOffline('note')
    const id = await idOf('note')
    notes.faults.push({ kind: 'none', reason: 'network' })
    await api().sync()
    const notNow = { failure: { code: 'not-now', state: 'unconfirmed' } }
    expect(await api().edit(id, note('other'))).toMatchObject(notNow)
    expect(await api().discard(id, 'twice', [])).toMatchObject(notNow)
    await notes.tablet.clock.advance(5_000)
    await notes.drain()
    expect(await api().edit(id, note('other'))).toMatchObject({ failure: { state: 'success' } })
    expect(await api().edit('no such', note('other'))).toMatchObject({ failure: { state: 'gone' } })
  })

  it('[ED2] what was read for sending before the edit is not sent', async () => {
    await seenThenChanged('mine', 'before')
    const id = serverNoteId(0)
    await notes.changeOffline(id, 'first')
    const writeId = await idOf('first')
    const honest = notes.network.respond
    // The edit comes while the replay asks for the record to compare with.
    notes.network.respond = async (sent) => {
      notes.network.respond = honest
      unwrap(await api().edit(writeId, note('second')))
      return honest(sent)
    }
    await notes.drain()
    expect(texts()).toEqual(['second'])
    expect(notes.timeline.filter((step) => step.startsWith('send first'))).toEqual([])
  })
})

describe('discarding', () => {
  it('[ED3] names what cannot go without it, and takes nothing until that is agreed', async () => {
    const parent = await notes.saveOffline('parent')
    const child = await notes.saveOffline('child', parent)
    await notes.saveOffline('grandchild', child)
    await notes.saveOffline('free')
    const id = await idOf('parent')
    const asked = unwrap(await api().discard(id, 'entered twice', []))
    expect(asked).toMatchObject({ done: false, needs: [{ label: 'child' }, { label: 'grandchild' }] })
    expect(await notes.writes()).toHaveLength(4)
    const also = asked.done ? [] : asked.needs.map((need) => need.id)
    expect(unwrap(await api().discard(id, 'entered twice', also))).toEqual({ done: true })
    expect((await notes.writes()).map(({ label }) => label)).toEqual(['free'])
    await notes.drain()
    expect(texts()).toEqual(['free'])
  })

  it('[ED3] keeps it apart with the reason, and the journal tells', async () => {
    await notes.saveOffline('note')
    const id = await idOf('note')
    unwrap(await api().discard(id, 'wrong patient', []))
    expect(await notes.tablet.withdrawn()).toMatchObject([
      { writeId: id, how: 'discarded', reason: 'wrong patient', write: { payload: note('note') } },
    ])
    expect((await notes.tablet.journal(id)).at(-1)).toMatchObject({ event: 'discarded', to: 'withdrawn' })
  })

  it('[ED3] an update lets those behind it go: they were never its children', async () => {
    const id = serverNoteId(0)
    notes.held.push({ id, text: 'before', parent: null })
    await notes.changeOffline(id, 'first')
    await notes.changeOffline(id, 'second')
    await notes.drain()
    const first = await notes.write('first')
    expect([first.syncStatus, (await notes.write('second')).syncStatus]).toEqual(['conflict', 'blocked'])
    unwrap(await api().discard(first.id, 'not needed', []))
    await notes.drain()
    expect((await notes.write('second')).syncStatus).toBe('conflict')
  })

  it('[SE5] nobody discards what another has saved', async () => {
    await notes.saveOffline('note')
    const id = await idOf('note')
    await notes.signInAs('doctor')
    expect(await api().discard(id, 'x', [])).toMatchObject({ failure: { code: 'not-now', state: 'gone' } })
    expect(await api().why(id)).toEqual({ ok: true, value: null })
    expect(await api().details(id)).toEqual({ ok: true, value: null })
  })
})

describe('folding', () => {
  it('[ED4] an update goes as one with the create that waits, and both are in the journal', async () => {
    const id = await notes.saveOffline('first')
    await notes.changeOffline(id, 'second')
    const [made, changed] = [await notes.write('first'), await notes.write('second')]
    expect(changed.actions).toContain('fold')
    unwrap(await api().fold(changed.id))
    expect((await notes.writes()).map(({ label, id: writeId }) => [label, writeId])).toEqual([
      ['second', made.id],
    ])
    await notes.drain()
    expect(texts()).toEqual(['second'])
    expect(notes.timeline.filter((step) => step.startsWith('send'))).toHaveLength(1)
    expect((await notes.tablet.journal(changed.id)).at(-1)).toMatchObject({ event: 'folded', other: made.id })
    expect((await notes.tablet.withdrawn()).map(({ how }) => how)).toEqual(['folded', 'edited'])
  })

  it('[ED4] never past an earlier change of the record, and never by itself', async () => {
    const id = await notes.saveOffline('first')
    await notes.changeOffline(id, 'second')
    await notes.changeOffline(id, 'third')
    expect((await notes.write('third')).actions).not.toContain('fold')
    expect(await api().fold(await idOf('third'))).toMatchObject({ failure: { code: 'not-now' } })
    await notes.drain()
    expect(notes.timeline.filter((step) => step.startsWith('send'))).toHaveLength(3)
  })
})

describe('taking back', () => {
  const removal = (id: string) => ({
    method: 'DELETE' as const,
    path: notePath(id),
    query: [] as [string, string][],
  })

  it('[ED5] what was made here and never sent leaves nothing to send', async () => {
    const id = await notes.saveOffline('note')
    await notes.changeOffline(id, 'changed')
    notes.network.online = false
    const { answer } = await notes.ask(removal(id))
    expect([answer.status, answer.headers['x-care-offline']]).toEqual([200, 'taken-back'])
    expect(await notes.writes()).toEqual([])
    notes.network.online = true
    await notes.drain()
    expect(notes.timeline).toEqual([])
    expect((await notes.tablet.withdrawn()).map(({ how }) => how)).toEqual([
      'taken-back',
      'taken-back',
      'taken-back',
    ])
  })

  it('[ED5] what others hang on, or what may have arrived, is taken back by the server alone', async () => {
    const parent = await notes.saveOffline('parent')
    await notes.saveOffline('child', parent)
    notes.network.online = false
    expect((await notes.ask(removal(parent))).answer.status).toBe(202)

    const sent = await notes.saveOffline('sent')
    notes.faults.push(...Array(3).fill({ kind: 'none', reason: 'network' }))
    await api().sync()
    notes.network.online = false
    expect((await notes.ask(removal(sent))).answer.status).toBe(202)
    expect(await notes.writes()).toHaveLength(5)
  })
})

describe('a conflict', () => {
  it('[CF8] settled with mine goes out on their version', async () => {
    await seenThenChanged('mine', 'theirs')
    const { id, syncStatus } = await notes.write('mine')
    expect(syncStatus).toBe('conflict')
    expect(unwrap(await api().details(id))?.conflict).toMatchObject({
      base: { text: 'before' },
      mine: { text: 'mine' },
      theirs: { text: 'theirs' },
      fields: ['text'],
      changedBy: 'Dr Rao',
    })
    unwrap(await api().resolve(id, 'mine'))
    expect(await notes.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(texts()).toEqual(['mine'])
  })

  it('[CF8] settled with theirs sends nothing, and counts as done', async () => {
    await seenThenChanged('mine', 'theirs')
    unwrap(await api().resolve(await idOf('mine'), 'theirs'))
    await notes.drain()
    expect(texts()).toEqual(['theirs'])
    expect(notes.timeline.filter((step) => step.startsWith('send'))).toEqual([])
    expect((await notes.writes()).map(({ syncStatus }) => syncStatus)).toEqual(['success'])
  })

  it('[CF8] settled field by field needs every field, and takes what was typed', async () => {
    await seenThenChanged('mine', 'theirs')
    const id = await idOf('mine')
    expect(await api().resolve(id, { fields: {} })).toMatchObject({
      failure: { code: 'invalid', issues: [{ at: ['text'] }] },
    })
    unwrap(await api().resolve(id, { fields: { text: { value: 'both' } } }))
    await notes.drain()
    expect(texts()).toEqual(['both'])
    expect((await notes.tablet.withdrawn()).map(({ how }) => how)).toEqual(['edited'])
  })

  it('[CF8] that has become another one meanwhile is told anew', async () => {
    await seenThenChanged('mine', 'theirs')
    unwrap(await api().resolve(await idOf('mine'), 'mine'))
    Object.assign(notes.held[0] ?? {}, { text: 'theirs again' })
    await notes.drain()
    expect((await notes.write('mine')).syncStatus).toBe('conflict')
    expect(texts()).toEqual(['theirs again'])
  })

  it('[CF7] a record that is gone, or takes no more changes, is a case of its own', async () => {
    await seenThenChanged('mine', 'closed for good')
    expect((await notes.write('mine')).failure).toEqual({ code: 'record-closed', status: 'closed' })
    notes.held.length = 0
    await api().retry('all')
    await notes.drain()
    expect((await notes.write('mine')).failure).toEqual({ code: 'record-gone' })
  })

  it('[CF6] an error while comparing is no answer: nothing is sent', async () => {
    const id = serverNoteId(0)
    notes.held.push({ id, text: 'before', parent: null })
    await notes.ask({ method: 'GET', path: notePath(id), query: [] })
    await notes.changeOffline(id, 'mine')
    const honest = notes.network.respond
    notes.network.respond = (sent) => (sent.request.method === 'GET' ? json({}, 403) : honest(sent))
    await notes.drain()
    expect(texts()).toEqual(['before'])
    expect((await notes.write('mine')).needsAttention).toBe(true)
  })
})

describe('a likely double', () => {
  beforeEach(async () => {
    await notes.saveOffline('Asha')
    await notes.saveOffline('under Asha', (await notes.writes())[0]?.recordIds[0] ?? null)
    notes.held.push({ id: serverNoteId(9), text: 'ASHA', parent: null })
    await notes.drain()
  })

  it('[GU1] stops the write and asks, and holds what hangs on it', async () => {
    expect(await notes.write('Asha')).toMatchObject({
      needsAttention: true,
      failure: { code: 'likely-duplicate', candidates: [{ id: serverNoteId(9), label: 'ASHA' }] },
      actions: ['retry', 'edit', 'adopt', 'discard'],
    })
    expect((await notes.write('under Asha')).syncStatus).toBe('blocked')
    expect(texts()).toEqual(['ASHA'])
  })

  it('[GU1] that is somebody else is sent when a person says so', async () => {
    unwrap(await api().retry(await idOf('Asha')))
    await notes.drain()
    expect(texts()).toEqual(['ASHA', 'Asha', 'under Asha'])
  })

  it('[GU1] "try all again" answers no such question', async () => {
    expect(unwrap(await api().retry('all'))).toBe(0)
    expect((await notes.write('Asha')).needsAttention).toBe(true)
  })

  it('[GU3] what was found after a lost answer, and is another one, is not found again', async () => {
    const unsure: PolicySet = {
      ...policies,
      writes: policies.writes.map((policy) => ({
        ...policy,
        *probe({ request }, { claimed }) {
          const held = yield { method: 'GET' as const, path: notesPath, query: [] }
          const found = (Array.isArray(held) ? held : []).filter(
            (other) =>
              textOf(other) === textOf(request.body) && !claimed.has(String((other as JsonObject).id)),
          )
          const ids = found.map((other) => String((other as JsonObject).id))
          return ids.length > 0 ? { unsure: ids } : { absent: true }
        },
      })),
    }
    notes.tablet.close()
    notes = await createNoteTablet(unsure)
    await notes.saveOffline('Binu')
    notes.held.push({ id: serverNoteId(7), text: 'Binu', parent: null })
    notes.faults.push({ kind: 'none', reason: 'network' })
    await api().retry(await idOf('Binu'))
    await notes.drain()
    const { id, failure } = await notes.write('Binu')
    expect(failure).toMatchObject({ code: 'likely-duplicate' })
    await api().retry(id)
    await api().sync()
    await notes.tablet.clock.advance(5_000)
    await notes.drain()
    expect((await notes.write('Binu')).failure).toEqual({ code: 'unsure', candidates: [serverNoteId(7)] })
    await api().retry(id)
    await notes.drain()
    expect(texts()).toEqual(['Binu', 'Binu'])
  })

  it('[GU2] that is the same counts as received, and what hangs on it goes under the server’s record', async () => {
    unwrap(await api().adopt(await idOf('Asha'), serverNoteId(9)))
    await notes.drain()
    expect(notes.held.map(({ text, parent }) => [text, parent])).toEqual([
      ['ASHA', null],
      ['under Asha', serverNoteId(9)],
    ])
  })

  it('[GU2] only what was told as a candidate can be taken', async () => {
    expect(await api().adopt(await idOf('Asha'), serverNoteId(3))).toMatchObject({
      failure: { code: 'not-now' },
    })
  })
})

describe('why', () => {
  const why = async (label: string) => unwrap(await api().why(await idOf(label)))

  it('[WH1] tells what each write waits for, and what comes next', async () => {
    const parent = await notes.saveOffline('parent')
    await notes.saveOffline('child', parent)
    expect(await why('parent')).toEqual({ code: 'next' })
    expect(await why('child')).toEqual({ code: 'behind', labels: ['parent'] })
    notes.network.online = false
    expect(await why('parent')).toEqual({ code: 'paused', pause: 'offline' })
    notes.network.online = true
    refuse()
    await notes.drain()
    expect(await why('parent')).toMatchObject({ code: 'attention', failure: { code: 'refused' } })
    expect(await why('child')).toEqual({ code: 'held', labels: ['parent'] })
  })

  it('[WH1] tells times, tries and conflicts', async () => {
    await notes.saveOffline('note')
    notes.faults.push(json({ detail: 'busy' }, 503))
    await api().sync()
    const now = notes.tablet.clock.now()
    expect(await why('note')).toMatchObject({ code: 'retry', atMs: now + 1_000, tries: 1, of: 5 })
    await notes.tablet.clock.advance(1_000)
    notes.faults.push(json({ detail: 'crash' }, 500))
    await api().sync()
    expect(await why('note')).toMatchObject({ code: 'looking', failure: { code: 'server-error' } })
    await notes.drain()
    expect(await why('note')).toMatchObject({ code: 'received' })
  })

  it('[WH1] a server that wants peace holds all, and that is told', async () => {
    await notes.saveOffline('one')
    notes.faults.push(json({ detail: 'slow down' }, 429))
    await api().sync()
    const untilMs = notes.tablet.clock.now() + 15_000
    expect(await why('one')).toEqual({ code: 'server-rests', untilMs })
  })
})
