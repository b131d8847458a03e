// The law of the outbox, the other half: what is never removed, and never touched by an older version of the app.

import { describe, expect, it } from 'vitest'
import type { IndexedDb } from '../store/outbox-database.ts'
import { attempt, createTestOutbox, failureOf } from './test-outbox.ts'

export function describeKeeping(name: string, platform: IndexedDb): void {
  describe(name, () => {
    const bench = createTestOutbox(platform)
    const { add, send, accept, everything } = bench

    describe('cleaning', () => {
      const future = Number.MAX_SAFE_INTEGER

      it('[OB11] keeps a received parent as long as something unsent names it (B8)', async () => {
        await send('parent')
        await accept('parent')
        await add('child', { parentMutationIds: ['parent'] })
        expect(await bench.outbox.clean(future)).toBe(0)
        await bench.outbox.markWriteStatus(
          'child',
          { type: 'attempt-started', attempt },
          { status: 'pending' },
        )
        await accept('child')
        expect(await bench.outbox.clean(future)).toBe(2)
        expect((await bench.outbox.list('nurse')).readable).toEqual([])
      })

      it('[OB11] keeps a received parent that an unreadable row names', async () => {
        await send('parent')
        await accept('parent')
        await add('child', { parentMutationIds: ['parent'] })
        await bench.database.offlineWrites.update('child', { retries: 'many' } as object)
        expect(await bench.outbox.clean(future)).toBe(0)
      })

      it('[OB11] removes nothing that was not received, and nothing received later', async () => {
        const failure = { code: 'refused', status: 400, words: 'no' } as const
        await add('pending')
        await send('sending')
        for (const id of ['failed', 'blocked', 'conflict', 'new']) await send(id)
        await bench.outbox.markWriteStatus(
          'failed',
          { type: 'needs-attention', failure },
          { attemptId: attempt.id },
        )
        await bench.outbox.markWriteStatus(
          'blocked',
          { type: 'not-sent', failure },
          { attemptId: attempt.id },
        )
        await bench.outbox.markWriteStatus(
          'blocked',
          { type: 'parent-stuck', blockedBy: ['x'] },
          { status: 'pending' },
        )
        await bench.outbox.markWriteStatus(
          'conflict',
          { type: 'not-sent', failure },
          { attemptId: attempt.id },
        )
        const conflictData = { base: null, mine: {}, theirs: {}, fields: [] }
        await bench.outbox.markWriteStatus(
          'conflict',
          { type: 'conflict-found', conflictData },
          { status: 'pending' },
        )
        await bench.database.offlineWrites.add({
          id: 'torn',
          userId: 'nurse',
          syncStatus: 'success',
        } as never)
        expect(await bench.outbox.clean(future)).toBe(0)
        await accept('new')
        expect(await bench.outbox.clean(bench.clock.now())).toBe(0)
        expect(await bench.outbox.clean(bench.clock.now() + 1)).toBe(1)
      })
    })

    describe('a newer version of the app', () => {
      it('[OB6] has every write refused, and nothing of its is changed', async () => {
        await add('a')
        await send('b')
        await bench.database.meta.put({ key: 'schema', value: 99 })
        const before = await everything()
        const refused = { code: 'storage', reason: 'newer-schema', detail: '99' }
        expect(await failureOf(add('c'))).toEqual(refused)
        expect(await failureOf(accept('b'))).toEqual(refused)
        expect(await failureOf(bench.outbox.forget('b', attempt.id))).toEqual(refused)
        expect(await failureOf(bench.outbox.clean(Number.MAX_SAFE_INTEGER))).toEqual(refused)
        expect(await everything()).toEqual(before)
        expect(await failureOf(bench.reopen())).toEqual(refused)
      })
    })
  })
}
