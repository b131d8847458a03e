// The outbox over a database of its own for each test: what is committed together, and what is never told wrongly.

import { forceCloseDatabase, IDBFactory, IDBKeyRange, IDBObjectStore, IDBTransaction } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Failure } from '../failure.ts'
import { type OutboxDatabase, openOutboxDatabase } from '../store/outbox-database.ts'
import { anAttempt, pendingWrite } from '../testing/any-write.ts'
import { createVirtualClock, settle, type VirtualClock } from '../testing/virtual-clock.ts'
import { createOutbox, type NewWrite, type Outbox } from './outbox.ts'

const temporaryId = '11111111-1111-8111-8111-0ff11e111111'
const serverId = '22222222-2222-4222-8222-222222222222'

let platform: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let clock: VirtualClock
let database: OutboxDatabase
let outbox: Outbox

async function open(): Promise<void> {
  database = await openOutboxDatabase(platform, clock)
  outbox = createOutbox(database, clock)
}

beforeEach(async () => {
  platform = { indexedDB: new IDBFactory(), IDBKeyRange }
  clock = createVirtualClock()
  await open()
})
afterEach(() => database.close())

function newWrite(id: string, fields: Partial<NewWrite> = {}): NewWrite {
  const { sequence: _, retries: __, syncStatus: ___, ...record } = pendingWrite({ id, sequence: 0 })
  return { ...record, ...fields }
}

const add = (id: string, fields: Partial<NewWrite> = {}) =>
  outbox.add(newWrite(id, fields), { syncStatus: 'pending' })

const attempt = anAttempt('attempt-1')

/** A write whose attempt is open. */
const send = (id: string, fields: Partial<NewWrite> = {}) =>
  outbox.add(newWrite(id, fields), { syncStatus: 'sending', attempt })

const accept = (id: string, extra: { base?: { name: string } } = {}) =>
  outbox.markWriteStatus(
    id,
    { type: 'accepted', response: { id: serverId }, atMs: clock.now(), ...extra },
    { attemptId: attempt.id },
  )

/** All that the database holds. */
async function everything(): Promise<unknown[]> {
  const tables = [...database.tables].sort((a, b) => a.name.localeCompare(b.name))
  return Promise.all(tables.map((table) => table.toArray()))
}

const failureOf = (work: Promise<unknown>): Promise<Failure | undefined> =>
  work.then(
    () => undefined,
    (error: { failure?: Failure }) => error.failure,
  )

/** The disk has no room for one table's rows. */
function fill(table: string): void {
  for (const method of ['add', 'put'] as const) {
    const honest = IDBObjectStore.prototype[method]
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
      this: IDBObjectStore,
      ...args: Parameters<typeof honest>
    ) {
      if (this.name === table) throw new DOMException('no room', 'QuotaExceededError')
      return honest.apply(this, args)
    })
  }
}

describe('saving', () => {
  it('[OB9] the row, its number and its entry in the journal are committed together', async () => {
    await add('a')
    const before = await everything()
    fill('journal')
    expect(await failureOf(add('b'))).toMatchObject({ code: 'storage', reason: 'quota' })
    expect(await everything()).toEqual(before)
    vi.restoreAllMocks()
    expect((await add('b')).sequence).toBe(2)
    expect(await outbox.journal('b')).toMatchObject([{ event: 'saved', from: null, to: 'pending' }])
  })

  it('[OB8] a full disk is told as such', async () => {
    fill('offlineWrites')
    expect(await failureOf(add('a'))).toMatchObject({ code: 'storage', reason: 'quota' })
    expect(await outbox.list('nurse')).toEqual({ readable: [], unreadable: [] })
  })

  it('[OR6] numbers rise over restarts, whatever the clock says, and none is given twice', async () => {
    const first = await add('a')
    const { sequence } = await send('b')
    await outbox.forget('b', attempt.id)
    database.close()
    clock = createVirtualClock(0)
    await open()
    const others = await Promise.all(['c', 'd', 'e'].map((id) => add(id)))
    expect([first.sequence, sequence, ...others.map((row) => row.sequence)]).toEqual([1, 2, 3, 4, 5])
  })

  it('[SE5] each user has a list of their own, in the order saved', async () => {
    await add('z')
    await add('other', { userId: 'doctor' })
    await add('a')
    expect((await outbox.list('nurse')).readable.map(({ id }) => id)).toEqual(['z', 'a'])
    expect((await outbox.list('doctor')).readable.map(({ id }) => id)).toEqual(['other'])
    expect((await outbox.list('nur')).readable).toEqual([])
    expect(await outbox.countOthers('doctor')).toBe(2)
  })

  it('[OB10] the journal tells every step, by failure code and without what was typed', async () => {
    await send('a', { payload: { name: 'Asha Nair' }, label: 'Asha Nair' })
    const failure = {
      code: 'refused',
      status: 400,
      words: 'Asha Nair?',
      body: { name: 'Asha Nair' },
    } as const
    await outbox.markWriteStatus('a', { type: 'needs-attention', failure }, { attemptId: attempt.id })
    await outbox.markWriteStatus('a', { type: 'retry-asked' }, { status: 'failed' })
    const entries = await outbox.journal('a')
    expect(entries.map(({ event, from, to, failure: code }) => [event, from, to, code])).toEqual([
      ['saved', null, 'sending', null],
      ['needs-attention', 'sending', 'failed', 'refused'],
      ['retry-asked', 'failed', 'pending', null],
    ])
    expect(JSON.stringify(entries)).not.toContain('Asha')
    expect(await outbox.position()).toBe(entries.at(-1)?.number)
  })
})

describe('success', () => {
  const creates = { created: [{ pointer: '/id', id: temporaryId }] }

  it('[OB9] brings its ids, the base of what follows and its entry in one go', async () => {
    await send('maker', creates)
    await add('follower', { changes: [temporaryId] })
    const row = await accept('maker', { base: { name: 'theirs' } })
    const [entry] = (await outbox.journal('maker')).slice(-1)
    expect(row).toMatchObject({ syncStatus: 'success', settledAt: entry?.number })
    expect(await outbox.idMap('nurse')).toEqual([
      { userId: 'nurse', temporaryId, serverId, writeId: 'maker' },
    ])
    expect(await outbox.get('follower')).toMatchObject({ syncStatus: 'pending', base: { name: 'theirs' } })
    expect(await outbox.idMap('doctor')).toEqual([])
  })

  it.each(['journal', 'offlineWrites', 'idMap'])(
    '[OB9] changes nothing at all where %s cannot be written',
    async (table) => {
      await send('maker', creates)
      await add('follower', { changes: [temporaryId] })
      const before = await everything()
      fill(table)
      expect(await failureOf(accept('maker', { base: { name: 'theirs' } }))).toMatchObject({
        reason: 'quota',
      })
      expect(await everything()).toEqual(before)
    },
  )

  it('[OB9] changes nothing at all where the base of a follower cannot be written', async () => {
    await send('maker', creates)
    await add('follower', { changes: [temporaryId] })
    const before = await everything()
    const honest = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args: Parameters<typeof honest>
    ) {
      if ((args[0] as { id?: string }).id === 'follower') throw new DOMException('no', 'QuotaExceededError')
      return honest.apply(this, args)
    })
    expect(await failureOf(accept('maker', { base: { name: 'theirs' } }))).toMatchObject({ reason: 'quota' })
    expect(await everything()).toEqual(before)
  })

  it('[CF5] reaches a later update of the record under either of its names, and no earlier or other one', async () => {
    await add('earlier', { changes: [serverId] })
    await send('maker', creates)
    await accept('maker')
    await send('update', { changes: [temporaryId] })
    await add('later', { changes: [serverId] })
    await add('other', { changes: ['33333333-3333-4333-8333-333333333333'] })
    await accept('update', { base: { name: 'mine' } })
    const bases = await Promise.all(['earlier', 'later', 'other'].map((id) => outbox.get(id)))
    expect(bases.map((row) => row?.base)).toEqual([undefined, { name: 'mine' }, undefined])
  })
})

describe('the fence', () => {
  it('[RP11] refuses a runner that was overtaken, and changes nothing', async () => {
    await send('a')
    const lost = {
      type: 'answer-lost',
      failure: { code: 'no-answer', reason: 'network' },
      probeAtMs: 1,
    } as const
    const before = await everything()
    expect(await outbox.markWriteStatus('a', lost, { attemptId: 'another' })).toBe(undefined)
    expect(await outbox.markWriteStatus('a', { type: 'released' }, { status: 'blocked' })).toBe(undefined)
    expect(await outbox.markWriteStatus('gone', lost, { attemptId: attempt.id })).toBe(undefined)
    await outbox.forget('a', 'another')
    expect(await everything()).toEqual(before)
  })

  it('[RP11] the second end of one attempt does nothing', async () => {
    await send('a')
    expect(await accept('a')).toMatchObject({ syncStatus: 'success' })
    const before = await everything()
    const failure = { code: 'server-error', status: 500 } as const
    expect(
      await outbox.markWriteStatus('a', { type: 'needs-attention', failure }, { attemptId: attempt.id }),
    ).toBe(undefined)
    await outbox.forget('a', attempt.id)
    expect(await everything()).toEqual(before)
  })

  it('[RP11] of two runners that start one write, one does', async () => {
    await add('a')
    const started = await Promise.all(
      ['one', 'two'].map((id) =>
        outbox.markWriteStatus(
          'a',
          { type: 'attempt-started', attempt: anAttempt(id) },
          { status: 'pending' },
        ),
      ),
    )
    expect(started.filter((row) => row !== undefined)).toHaveLength(1)
  })
})

describe('cleaning', () => {
  const future = Number.MAX_SAFE_INTEGER

  it('[OB11] keeps a received parent as long as something unsent names it (B8)', async () => {
    await send('parent')
    await accept('parent')
    await add('child', { parentMutationIds: ['parent'] })
    expect(await outbox.clean(future)).toBe(0)
    await outbox.markWriteStatus('child', { type: 'attempt-started', attempt }, { status: 'pending' })
    await accept('child')
    expect(await outbox.clean(future)).toBe(2)
    expect((await outbox.list('nurse')).readable).toEqual([])
  })

  it('[OB11] keeps a received parent that an unreadable row names', async () => {
    await send('parent')
    await accept('parent')
    await add('child', { parentMutationIds: ['parent'] })
    await database.offlineWrites.update('child', { retries: 'many' } as object)
    expect(await outbox.clean(future)).toBe(0)
  })

  it('[OB11] removes nothing that was not received, and nothing received later', async () => {
    const failure = { code: 'refused', status: 400, words: 'no' } as const
    await add('pending')
    await send('sending')
    for (const id of ['failed', 'blocked', 'conflict', 'new']) await send(id)
    await outbox.markWriteStatus('failed', { type: 'needs-attention', failure }, { attemptId: attempt.id })
    await outbox.markWriteStatus('blocked', { type: 'not-sent', failure }, { attemptId: attempt.id })
    await outbox.markWriteStatus('blocked', { type: 'parent-stuck', blockedBy: ['x'] }, { status: 'pending' })
    await outbox.markWriteStatus('conflict', { type: 'not-sent', failure }, { attemptId: attempt.id })
    const conflictData = { base: null, mine: {}, theirs: {}, fields: [] }
    await outbox.markWriteStatus('conflict', { type: 'conflict-found', conflictData }, { status: 'pending' })
    await database.offlineWrites.add({ id: 'torn', userId: 'nurse', syncStatus: 'success' } as never)
    expect(await outbox.clean(future)).toBe(0)
    await accept('new')
    expect(await outbox.clean(clock.now())).toBe(0)
    expect(await outbox.clean(clock.now() + 1)).toBe(1)
  })
})

describe('a newer version of the app', () => {
  it('[OB6] has every write refused, and nothing of its is changed', async () => {
    await add('a')
    await send('b')
    await database.meta.put({ key: 'schema', value: 99 })
    const before = await everything()
    const refused = { code: 'storage', reason: 'newer-schema', detail: '99' }
    expect(await failureOf(add('c'))).toEqual(refused)
    expect(await failureOf(accept('b'))).toEqual(refused)
    expect(await failureOf(outbox.forget('b', attempt.id))).toEqual(refused)
    expect(await failureOf(outbox.clean(Number.MAX_SAFE_INTEGER))).toEqual(refused)
    expect(await everything()).toEqual(before)
    database.close()
    expect(await failureOf(open())).toEqual(refused)
  })
})

describe('a disk that is slow', () => {
  /** Another connection holds the tables until it is let go. */
  async function occupy(): Promise<() => void> {
    let isHeld = true
    const transaction = database.backendDB().transaction(['offlineWrites', 'meta'], 'readwrite')
    const store = transaction.objectStore('offlineWrites')
    const hold = (): void => {
      if (isHeld) store.get('nothing').onsuccess = hold
    }
    hold()
    await settle()
    return () => {
      isHeld = false
    }
  }

  it('[OB7] a write that was told "not saved" does not appear later', async () => {
    const letGo = await occupy()
    const told = failureOf(add('a'))
    await settle()
    await clock.advance(5_000)
    expect(await told).toMatchObject({ code: 'storage', reason: 'timeout' })
    letGo()
    await settle()
    expect(await outbox.get('a')).toBe(undefined)
    expect(await outbox.position()).toBe(0)
    expect((await add('b')).sequence).toBe(1)
    expect(clock.pending()).toBe(0)
  })

  it('[OB7] nor does one whose time was over before the database was there', async () => {
    // It has to be opened again first.
    forceCloseDatabase(database.backendDB() as never)
    const told = failureOf(add('a'))
    await clock.advance(5_000)
    expect(await told).toMatchObject({ code: 'storage', reason: 'timeout' })
    await settle()
    expect(await outbox.get('a')).toBe(undefined)
    expect((await add('b')).sequence).toBe(1)
  })

  it('[OB7] what is on its way to the disk when the time is over is told as it ends', async () => {
    const honest = IDBTransaction.prototype.dispatchEvent
    let finish = (): void => undefined
    vi.spyOn(IDBTransaction.prototype, 'dispatchEvent').mockImplementation(function (
      this: IDBTransaction,
      event: Event,
    ) {
      if (event.type !== 'complete') return honest.call(this, event)
      finish = () => honest.call(this, event)
      return true
    })
    let told = false
    const saving = add('a').finally(() => {
      told = true
    })
    await settle()
    await clock.advance(6_000)
    expect(told).toBe(false)
    vi.restoreAllMocks()
    finish()
    expect(await saving).toMatchObject({ id: 'a', sequence: 1 })
    expect(await outbox.get('a')).toMatchObject({ id: 'a' })
  })
})

it('[OB6] a database that the browser closed is opened again', async () => {
  await add('a')
  forceCloseDatabase(database.backendDB() as never)
  expect((await add('b')).sequence).toBe(2)
})
