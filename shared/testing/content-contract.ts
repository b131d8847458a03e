// The law of content: it is committed with its write and goes with it, and what was announced is forgotten when it has
// come, or when it never did.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { createContents } from '../outbox/content.ts'
import type { OutboxPlatform } from './outbox-contract.ts'
import {
  attempt,
  createTestOutbox,
  failureOf,
  makesOne,
  newWrite,
  serverId,
  temporaryId,
} from './test-outbox.ts'

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 256)
const content = { recordId: temporaryId, contentType: 'image/png', bytes }

export function describeContents(name: string, platform: OutboxPlatform): void {
  describe(`content in the outbox over ${name}`, () => {
    const bench = createTestOutbox(platform)
    const contents = () => createContents(bench.database, bench.clock)
    const stores = platform.IDBObjectStore.prototype
    afterEach(() => vi.restoreAllMocks())

    const announced = (recordId = temporaryId, atMs = 0) => ({
      recordId,
      userId: 'nurse',
      url: `https://bucket.example/${recordId}?signature=1`,
      syncRouteKey: 'file.create',
      policyVersion: 1,
      request: { method: 'POST' as const, path: '/files/', query: [], body: { name: 'X-ray' } },
      reached: { id: recordId, address: { url: 'https://bucket.example/1', sinceMs: 5 } },
      atMs,
    })
    const save = (id = 'file') =>
      bench.outbox.add(
        newWrite(id, { ...makesOne, contentBytes: bytes.length }),
        { syncStatus: 'pending' },
        content,
      )

    it('[FI1] is there, byte for byte, after a restart, under its write and its record', async () => {
      await save()
      await bench.reopen()
      const stored = { ...content, writeId: 'file', userId: 'nurse' }
      expect(await bench.outbox.content('file')).toEqual(stored)
      expect(await contents().ofRecord(temporaryId)).toEqual(stored)
      expect(await bench.outbox.content('other')).toBe(undefined)
      expect(await contents().ofRecord(serverId)).toBe(undefined)
    })

    it('[FI1] and its row are saved together or not at all', async () => {
      await contents().announce(announced())
      const before = await bench.everything()
      const honest = stores.put
      vi.spyOn(stores, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
        if (this.name === 'contents') throw new DOMException('no room', 'QuotaExceededError')
        return honest.apply(this, args)
      })
      expect(await failureOf(save())).toMatchObject({ code: 'storage', reason: 'quota' })
      expect(await bench.everything()).toEqual(before)
    })

    it('[FI8] goes when the server has the record, in the same step', async () => {
      await save()
      await bench.outbox.markWriteStatus('file', { type: 'attempt-started', attempt }, { status: 'pending' })
      expect(await bench.outbox.content('file')).toBeDefined()
      await bench.accept('file')
      expect(await bench.outbox.content('file')).toBe(undefined)
    })

    it('[FI8] goes with a write that is discarded, whose row is kept apart', async () => {
      const row = await save()
      await bench.outbox.withdraw({ how: 'discarded', reason: 'Blurred', writes: [row] })
      expect(await bench.outbox.content('file')).toBe(undefined)
      expect(await bench.database.withdrawn.toArray()).toMatchObject([{ writeId: 'file', reason: 'Blurred' }])
    })

    it('[FI2] how far its write has come is on the disk, and only the open attempt tells it', async () => {
      await save()
      const reached = { id: serverId, address: { url: 'https://bucket.example/1', sinceMs: 5 } }
      const taken = { type: 'step-taken', reached } as const
      await bench.outbox.markWriteStatus('file', { type: 'attempt-started', attempt }, { status: 'pending' })
      expect(await bench.outbox.markWriteStatus('file', taken, { attemptId: 'another' })).toBe(undefined)
      await bench.outbox.markWriteStatus('file', taken, { attemptId: attempt.id })
      await bench.reopen()
      expect(await bench.outbox.get('file')).toMatchObject({ syncStatus: 'sending', reached })
    })

    it('[FI1] what is announced is found by record and by address, until it comes or a day has passed', async () => {
      await contents().announce(announced())
      await contents().announce(announced(serverId, 1_000))
      expect(await contents().awaited(temporaryId)).toEqual(announced())
      expect(await contents().awaitedAt(announced(serverId).url)).toEqual(announced(serverId, 1_000))
      expect((await contents().awaitedUrls()).sort()).toEqual(
        [announced().url, announced(serverId).url].sort(),
      )
      await save()
      expect(await contents().awaited(temporaryId)).toBe(undefined)
      await contents().clean(1_000)
      expect(await contents().awaited(serverId)).toBeDefined()
      await contents().clean(1_001)
      expect(await contents().awaited(serverId)).toBe(undefined)
      expect(await bench.outbox.content('file')).toBeDefined()
    })
  })
}
