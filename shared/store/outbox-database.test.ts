import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { createOutbox } from '../outbox/outbox.ts'
import { anAttempt, pendingWrite } from '../testing/any-write.ts'
import { createVirtualClock } from '../testing/virtual-clock.ts'
import { openOutboxDatabase } from './outbox-database.ts'

/** The database as its first generation wrote it. */
async function generationOne(platform: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }) {
  const old = new Dexie('care-offline-outbox', platform)
  old.version(1).stores({
    offlineWrites: 'id, userId, [userId+syncStatus]',
    idMap: '[userId+temporaryId]',
    sessions: 'userId',
    journal: '++number, writeId',
    meta: 'key',
  })
  const { build: _, ...pending } = pendingWrite({ id: 'pending', sequence: 1 })
  const lost = {
    ...pending,
    ...{ id: 'lost', sequence: 2, syncStatus: 'unconfirmed', probeAtMs: 5 },
    attempt: { id: 'a', startedAtMs: 7 },
    lastError: { code: 'no-answer', reason: 'network' },
  }
  await old.table('offlineWrites').bulkAdd([pending, lost])
  await old.table('meta').bulkAdd([
    { key: 'schema', value: 1 },
    { key: 'sequence', value: 2 },
  ])
  old.close()
}

describe('a database of the first generation', () => {
  it('[VE1] is migrated when it is opened, and every row can be read', async () => {
    const platform = { indexedDB: new IDBFactory(), IDBKeyRange }
    await generationOne(platform)
    const clock = createVirtualClock()
    const database = await openOutboxDatabase(platform, clock)
    const { readable, unreadable } = await createOutbox(database, clock).list('nurse')
    expect(unreadable).toEqual([])
    expect(readable.map(({ id, build }) => [id, build])).toEqual([
      ['pending', ''],
      ['lost', ''],
    ])
    expect(readable[1]).toMatchObject({ attempt: { ...anAttempt('a', 7), notBeforeMs: 0 } })
    expect(await database.meta.get('schema')).toEqual({ key: 'schema', value: 3 })
    database.close()
  })
})

describe('a database of the second generation', () => {
  it('[VE1] is migrated when it is opened: its rows stay, and files can be kept', async () => {
    const platform = { indexedDB: new IDBFactory(), IDBKeyRange }
    const old = new Dexie('care-offline-outbox', platform)
    old.version(2).stores({
      offlineWrites: 'id, userId, [userId+syncStatus]',
      idMap: '[userId+temporaryId]',
      sessions: 'userId',
      journal: '++number, writeId',
      meta: 'key',
      withdrawn: '++number, writeId, userId',
    })
    await old.table('offlineWrites').add(pendingWrite({ id: 'pending', sequence: 1 }))
    await old.table('meta').add({ key: 'schema', value: 2 })
    old.close()
    const clock = createVirtualClock()
    const database = await openOutboxDatabase(platform, clock)
    expect((await createOutbox(database, clock).list('nurse')).readable).toMatchObject([{ id: 'pending' }])
    expect(await database.contents.count()).toBe(0)
    expect(await database.meta.get('schema')).toEqual({ key: 'schema', value: 3 })
    database.close()
  })
})

describe('a database that an older page holds open', () => {
  it('[OB6] is told as blocked, and nothing hangs', async () => {
    const platform = { indexedDB: new IDBFactory(), IDBKeyRange }
    await generationOne(platform)
    // It does not let go: no `versionchange` is heard.
    const older = platform.indexedDB.open('care-offline-outbox', 10)
    await new Promise((resolve) => {
      older.onsuccess = resolve
    })
    const clock = createVirtualClock()
    const opened = openOutboxDatabase(platform, clock)
    const told = expect(opened).rejects.toMatchObject({ failure: { code: 'storage', reason: 'blocked' } })
    for (let i = 0; i < 10; i += 1) await clock.settle()
    await clock.advance(5_000)
    await told
  })
})
