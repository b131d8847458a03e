// The law of the outbox, over whatever IndexedDB stands behind it: what is committed together, and who may take a
// step.

import { describe, expect, it, vi } from 'vitest'
import type { IndexedDb } from '../store/outbox-database.ts'
import { describeKeeping } from './outbox-keeping-contract.ts'
import { attempt, createTestOutbox, failureOf, makesOne, serverId, temporaryId } from './test-outbox.ts'
import { createVirtualClock } from './virtual-clock.ts'

export interface OutboxPlatform extends IndexedDb {
  /** Its stores, to let them run out of room. */
  IDBObjectStore: typeof IDBObjectStore
}

export function describeOutbox(name: string, platform: OutboxPlatform): void {
  describe(`the outbox over ${name}`, () => {
    const bench = createTestOutbox(platform)
    const { add, send, accept, everything } = bench
    const stores = platform.IDBObjectStore.prototype

    /** The disk has no room for those rows. */
    function fill(table: string, isHit: (row: { id?: string }) => boolean = () => true): void {
      for (const method of ['add', 'put'] as const) {
        const honest = stores[method]
        vi.spyOn(stores, method).mockImplementation(function (this: IDBObjectStore, ...args) {
          if (this.name === table && isHit(args[0])) throw new DOMException('no room', 'QuotaExceededError')
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
        expect(await bench.outbox.journal('b')).toMatchObject([{ event: 'saved', from: null, to: 'pending' }])
      })

      it('[OB8] a full disk is told as such', async () => {
        fill('offlineWrites')
        expect(await failureOf(add('a'))).toMatchObject({ code: 'storage', reason: 'quota' })
        expect(await bench.outbox.list('nurse')).toEqual({ readable: [], unreadable: [] })
      })

      it('[OR6] numbers rise over restarts, whatever the clock says, and none is given twice', async () => {
        const first = await add('a')
        const { sequence } = await send('b')
        await bench.outbox.forget('b', attempt.id)
        await bench.reopen(createVirtualClock(0))
        const others = await Promise.all(['c', 'd', 'e'].map((id) => add(id)))
        expect([first.sequence, sequence, ...others.map((row) => row.sequence)]).toEqual([1, 2, 3, 4, 5])
      })

      it('[SE5] each user has a list of their own, in the order saved', async () => {
        await add('z')
        await add('other', { userId: 'doctor' })
        await add('a')
        expect((await bench.outbox.list('nurse')).readable.map(({ id }) => id)).toEqual(['z', 'a'])
        expect((await bench.outbox.list('doctor')).readable.map(({ id }) => id)).toEqual(['other'])
        expect((await bench.outbox.list('nur')).readable).toEqual([])
        expect(await bench.outbox.countOthers('doctor')).toBe(2)
      })

      it('[OB10] the journal tells every step, by failure code and without what was typed', async () => {
        await send('a', { payload: { name: 'Asha Nair' }, label: 'Asha Nair' })
        const failure = {
          code: 'refused',
          status: 400,
          words: 'Asha Nair?',
          body: { name: 'Asha Nair' },
        } as const
        await bench.outbox.markWriteStatus(
          'a',
          { type: 'needs-attention', failure },
          { attemptId: attempt.id },
        )
        await bench.outbox.markWriteStatus('a', { type: 'retry-asked' }, { status: 'failed' })
        const entries = await bench.outbox.journal('a')
        expect(entries.map(({ event, from, to, failure: code }) => [event, from, to, code])).toEqual([
          ['saved', null, 'sending', null],
          ['needs-attention', 'sending', 'failed', 'refused'],
          ['retry-asked', 'failed', 'pending', null],
        ])
        expect(JSON.stringify(entries)).not.toContain('Asha')
        expect(await bench.outbox.position()).toBe(entries.at(-1)?.number)
      })
    })

    describe('success', () => {
      it('[OB9] brings its ids, the base of what follows and its entry in one go', async () => {
        await send('maker', makesOne)
        await add('follower', { changes: [temporaryId] })
        const row = await accept('maker', { rebase: () => ({ name: 'theirs' }) })
        const [entry] = (await bench.outbox.journal('maker')).slice(-1)
        expect(row).toMatchObject({ syncStatus: 'success', settledAt: entry?.number })
        expect(await bench.outbox.idMap('nurse')).toEqual([
          { userId: 'nurse', temporaryId, serverId, writeId: 'maker' },
        ])
        expect(await bench.outbox.get('follower')).toMatchObject({
          syncStatus: 'pending',
          base: { name: 'theirs' },
        })
        expect(await bench.outbox.idMap('doctor')).toEqual([])
      })

      it.each(['journal', 'offlineWrites', 'idMap'])(
        '[OB9] changes nothing at all where %s cannot be written',
        async (table) => {
          await send('maker', makesOne)
          await add('follower', { changes: [temporaryId] })
          const before = await everything()
          fill(table)
          expect(await failureOf(accept('maker', { rebase: () => ({ name: 'theirs' }) }))).toMatchObject({
            reason: 'quota',
          })
          expect(await everything()).toEqual(before)
        },
      )

      it('[OB9] changes nothing at all where the base of a follower cannot be written', async () => {
        await send('maker', makesOne)
        await add('follower', { changes: [temporaryId] })
        const before = await everything()
        fill('offlineWrites', (row) => row.id === 'follower')
        expect(await failureOf(accept('maker', { rebase: () => ({ name: 'theirs' }) }))).toMatchObject({
          reason: 'quota',
        })
        expect(await everything()).toEqual(before)
      })

      it('[CF5] reaches a later update of the record under either of its names, and no earlier or other one', async () => {
        await add('earlier', { changes: [serverId] })
        await send('maker', makesOne)
        await accept('maker')
        await send('update', { changes: [temporaryId] })
        await add('later', { changes: [serverId] })
        await add('other', { changes: ['33333333-3333-4333-8333-333333333333'] })
        await accept('update', { rebase: () => ({ name: 'mine' }) })
        const bases = await Promise.all(['earlier', 'later', 'other'].map((id) => bench.outbox.get(id)))
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
        expect(await bench.outbox.markWriteStatus('a', lost, { attemptId: 'another' })).toBe(undefined)
        expect(await bench.outbox.markWriteStatus('a', { type: 'released' }, { status: 'blocked' })).toBe(
          undefined,
        )
        expect(await bench.outbox.markWriteStatus('gone', lost, { attemptId: attempt.id })).toBe(undefined)
        await bench.outbox.forget('a', 'another')
        expect(await everything()).toEqual(before)
      })

      it('[RP11] the second end of one attempt does nothing', async () => {
        await send('a')
        expect(await accept('a')).toMatchObject({ syncStatus: 'success' })
        const before = await everything()
        const failure = { code: 'server-error', status: 500 } as const
        expect(
          await bench.outbox.markWriteStatus(
            'a',
            { type: 'needs-attention', failure },
            { attemptId: attempt.id },
          ),
        ).toBe(undefined)
        await bench.outbox.forget('a', attempt.id)
        expect(await everything()).toEqual(before)
      })

      it('[RP11] of two runners that start one write, one does', async () => {
        await add('a')
        const started = await Promise.all(
          ['one', 'two'].map((id) =>
            bench.outbox.markWriteStatus(
              'a',
              { type: 'attempt-started', attempt: { ...attempt, id } },
              { status: 'pending' },
            ),
          ),
        )
        expect(started.filter((row) => row !== undefined)).toHaveLength(1)
      })
    })
  })

  describeKeeping(`the outbox over ${name}`, platform)
}
