// The contracts that the fakes keep, kept by Chromium: its IndexedDB, its locks and its timers, behind the very ports
// that worker and page use.

import { expect, it, vi } from 'vitest'
import { createBrowserEnvironment } from '../../client/environment.ts'
import type { Clock } from '../../shared/ports.ts'
import { openOutboxDatabase } from '../../shared/store/outbox-database.ts'
import { openResponseStore } from '../../shared/store/response-database.ts'
import { describeClock } from '../../shared/testing/clock-contract.ts'
import { describeContents } from '../../shared/testing/content-contract.ts'
import { describeLocks } from '../../shared/testing/locks-contract.ts'
import { describeOutbox } from '../../shared/testing/outbox-contract.ts'
import { describeResponseStore } from '../../shared/testing/response-store-contract.ts'
import { createWorkerPorts, platformDatabase } from '../../sw/environment.ts'

const { clock, locks } = createWorkerPorts('')

const real = (clock: Clock) => ({ clock, pass: (ms: number) => clock.timer(ms).done })

describeOutbox('Chromium’s IndexedDB', { ...platformDatabase, IDBObjectStore })
describeContents('Chromium’s IndexedDB', { ...platformDatabase, IDBObjectStore })
describeResponseStore('Chromium’s IndexedDB', platformDatabase)
describeLocks('the worker’s', () => locks)
describeClock('the worker’s', () => real(clock))
describeClock('the page’s', () => real(createBrowserEnvironment().clock))

it('[RP8] a lock is free when its holder has died', async () => {
  const code = `navigator.locks.request('held', () => { postMessage('held'); return new Promise(() => {}) })`
  const worker = new Worker(URL.createObjectURL(new Blob([code])))
  await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }))
  expect(await locks.ifFree('held', async () => 'ran')).toBe(undefined)
  const waiting = locks.withLock('held', async () => 'mine')
  worker.terminate()
  expect(await waiting).toBe('mine')
})

it('[OB1] every transaction that writes into the outbox is on the disk before it counts as committed', async () => {
  const honest = IDBDatabase.prototype.transaction
  const opened: string[] = []
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const transaction = honest.apply(this, args)
    if (transaction.mode !== 'readonly') opened.push(`${this.name} ${transaction.durability}`)
    return transaction
  })
  const database = await openOutboxDatabase(platformDatabase, clock, 'strict')
  await database.meta.put({ key: 'sequence', value: 1 })
  const store = await openResponseStore(platformDatabase, clock, 'may-be-lost')
  await store.dropAll()
  expect(new Set(opened)).toEqual(new Set(['strict strict', 'may-be-lost relaxed']))
  store.close()
  await database.delete()
})
