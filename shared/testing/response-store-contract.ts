// The law of the store of answers, over whatever IndexedDB stands behind it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IndexedDb } from '../store/outbox-database.ts'
import { openResponseStore, type ResponseStore, type StoredResponse } from '../store/response-database.ts'
import { createVirtualClock } from './virtual-clock.ts'

export function describeResponseStore(name: string, platform: IndexedDb): void {
  describe(`the store of answers over ${name}`, () => {
    let store: ResponseStore
    beforeEach(async () => {
      store = await openResponseStore(platform, createVirtualClock(), 'responses-under-test')
      await store.dropAll()
    })
    afterEach(() => store.close())

    const answer = (fields: Partial<StoredResponse> = {}): StoredResponse => ({
      userId: 'nurse',
      requestKey: 'GET /api/v1/note/',
      queryRouteKey: 'note.list',
      resource: 'note',
      body: [{ id: 'a', tags: ['x', null], deep: { n: 1.5 } }],
      fetchedAtMs: 1,
      asOf: 0,
      ...fields,
    })
    const ages = async (userId: string, route: string, limit: number) =>
      (await store.newest(userId, route, limit)).map(({ fetchedAtMs }) => fetchedAtMs)

    it('[RD1] keeps an answer as it came, and one for each request', async () => {
      await store.put(answer({ body: 'old' }))
      await store.put(answer())
      expect(await store.get('nurse', 'GET /api/v1/note/')).toEqual(answer())
      expect(await store.get('nurse', 'GET /api/v1/note/?page=2')).toBe(undefined)
    })

    it('[SE1] finds nothing for anybody else', async () => {
      await store.put(answer())
      expect(await store.get('doctor', 'GET /api/v1/note/')).toBe(undefined)
      expect(await store.newest('doctor', 'note.list', 9)).toEqual([])
    })

    it('gives the newest answers of one route, newest first', async () => {
      for (const at of [3, 1, 10, 2]) await store.put(answer({ requestKey: `GET /${at}`, fetchedAtMs: at }))
      await store.put(answer({ requestKey: 'other', queryRouteKey: 'note.list.other', fetchedAtMs: 20 }))
      await store.put(answer({ userId: 'nurse2', fetchedAtMs: 20 }))
      expect(await ages('nurse', 'note.list', 3)).toEqual([10, 3, 2])
    })

    it('[RD13] keeps a "not found" under its request, and not among the answers of its route', async () => {
      await store.put(answer({ status: 404 }))
      expect(await store.get('nurse', 'GET /api/v1/note/')).toEqual(answer({ status: 404 }))
      expect(await ages('nurse', 'note.list', 9)).toEqual([])
    })

    it('[SE2] a wipe takes what one user has read, and nothing else', async () => {
      await store.put(answer())
      await store.put(answer({ userId: 'nurse2' }))
      await store.wipe('nurse')
      expect(await store.get('nurse', 'GET /api/v1/note/')).toBe(undefined)
      expect(await store.get('nurse2', 'GET /api/v1/note/')).toEqual(answer({ userId: 'nurse2' }))
    })

    it('[OB8] makes room by forgetting what everybody has read', async () => {
      await store.put(answer())
      await store.put(answer({ userId: 'doctor' }))
      await store.dropAll()
      expect([...(await ages('nurse', 'note.list', 9)), ...(await ages('doctor', 'note.list', 9))]).toEqual(
        [],
      )
    })
  })
}
