// What a test can only see in a fake: the outbox on a disk that is slow, or that closes under it.

import { forceCloseDatabase, IDBFactory, IDBKeyRange, IDBObjectStore, IDBTransaction } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { describeContents } from '../testing/content-contract.ts'
import { describeOutbox } from '../testing/outbox-contract.ts'
import { createTestOutbox, failureOf } from '../testing/test-outbox.ts'
import { settle } from '../testing/virtual-clock.ts'

const fake = { indexedDB: new IDBFactory(), IDBKeyRange, IDBObjectStore }
describeOutbox('the fake IndexedDB', fake)
describeContents('the fake IndexedDB', fake)

const bench = createTestOutbox({ indexedDB: new IDBFactory(), IDBKeyRange })

describe('a disk that is slow', () => {
  /** Another connection holds the tables until it is let go. */
  async function occupy(): Promise<() => void> {
    let isHeld = true
    const transaction = bench.database.backendDB().transaction(['offlineWrites', 'meta'], 'readwrite')
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
    const told = failureOf(bench.add('a'))
    await settle()
    await bench.clock.advance(5_000)
    expect(await told).toMatchObject({ code: 'storage', reason: 'timeout' })
    letGo()
    await settle()
    expect(await bench.outbox.get('a')).toBe(undefined)
    expect(await bench.outbox.position()).toBe(0)
    expect((await bench.add('b')).sequence).toBe(1)
    expect(bench.clock.pending()).toBe(0)
  })

  it('[OB7] nor does one whose time was over before the database was there', async () => {
    // It has to be opened again first.
    forceCloseDatabase(bench.database.backendDB() as never)
    const told = failureOf(bench.add('a'))
    await bench.clock.advance(5_000)
    expect(await told).toMatchObject({ code: 'storage', reason: 'timeout' })
    await settle()
    expect(await bench.outbox.get('a')).toBe(undefined)
    expect((await bench.add('b')).sequence).toBe(1)
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
    const saving = bench.add('a').finally(() => {
      told = true
    })
    await settle()
    await bench.clock.advance(6_000)
    expect(told).toBe(false)
    vi.restoreAllMocks()
    finish()
    expect(await saving).toMatchObject({ id: 'a', sequence: 1 })
    expect(await bench.outbox.get('a')).toMatchObject({ id: 'a' })
  })
})

it('[OB6] a database that the browser closed is opened again', async () => {
  await bench.add('a')
  forceCloseDatabase(bench.database.backendDB() as never)
  expect((await bench.add('b')).sequence).toBe(2)
})
