import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OutboxDatabase, openOutboxDatabase } from '../store/outbox-database.ts'
import { createVirtualClock } from '../testing/virtual-clock.ts'
import { createSessions, type Sessions } from './sessions.ts'

const platform = { indexedDB: new IDBFactory(), IDBKeyRange }
const pair = (name: string) => ({ access: `${name}-access`, refresh: `${name}-refresh` })

let database: OutboxDatabase
let sessions: Sessions
/** Clocks of tablets jump: each start of this one is an hour before the last. */
let startMs = Date.UTC(2026, 10, 22)

async function restart(): Promise<void> {
  database?.close()
  startMs -= 3_600_000
  const clock = createVirtualClock(startMs)
  database = await openOutboxDatabase(platform, clock)
  sessions = createSessions(database, clock)
}

const currentUser = async () => (await sessions.current())?.userId

beforeEach(async () => {
  platform.indexedDB = new IDBFactory()
  await restart()
})
afterEach(() => database.close())

describe('the tablet’s user', () => {
  it('[SE9] is who was seen last, whatever the clock says', async () => {
    expect(await currentUser()).toBe(undefined)
    await sessions.signedIn('nurse', pair('n'), 100)
    await restart()
    await sessions.signedIn('doctor', pair('d'), 50)
    expect(await currentUser()).toBe('doctor')
    await restart()
    await sessions.seen('nurse', { access: 'n2' }, 200)
    expect(await currentUser()).toBe('nurse')
  })

  it('[SE9] is not who had a session renewed by the replay', async () => {
    await sessions.signedIn('nurse', pair('n'), 100)
    await sessions.signedIn('doctor', pair('d'), 100)
    await sessions.renewed('nurse', pair('n2'), 200)
    expect(await currentUser()).toBe('doctor')
    expect(await sessions.get('nurse')).toMatchObject({ tokens: pair('n2'), accessEndsAtMs: 200 })
  })

  it('[SE9] is nobody after signing out, but is still known after the session has expired', async () => {
    await sessions.signedIn('nurse', pair('n'), 100)
    await sessions.expired('nurse', pair('n'))
    expect(await currentUser()).toBe('nurse')
    expect(await sessions.active()).toEqual([])
    await sessions.left('nurse')
    expect(await currentUser()).toBe(undefined)
  })
})

describe('a session that was left', () => {
  beforeEach(async () => {
    await sessions.signedIn('nurse', pair('n'), 100)
    await sessions.left('nurse')
  })

  it('[SE8] is not revived by a token from before', async () => {
    await sessions.seen('nurse', { access: 'n-access' }, 100)
    await sessions.seen('nurse', { access: 'older' }, 50)
    expect(await sessions.get('nurse')).toMatchObject({ status: 'signed-out', tokens: {} })
  })

  it('[SE8] is not revived by a refresh that was in the air', async () => {
    await sessions.renewed('nurse', pair('late'), 200)
    expect(await sessions.get('nurse')).toMatchObject({ status: 'signed-out', tokens: {} })
  })

  it('[SE8] stays left when the refresh that was in the air is refused', async () => {
    await sessions.expired('nurse', pair('n'))
    await sessions.expired('nurse', {})
    expect(await currentUser()).toBe(undefined)
  })

  it('[SE4] begins anew with a sign-in, or with a newer token of another tab’s', async () => {
    await sessions.signedIn('nurse', pair('n2'), 90)
    expect(await sessions.get('nurse')).toMatchObject({ status: 'active', tokens: pair('n2') })
    await sessions.left('nurse')
    await sessions.seen('nurse', { access: 'n3' }, 300)
    expect(await sessions.get('nurse')).toMatchObject({ status: 'active', tokens: { access: 'n3' } })
  })
})

describe('tokens', () => {
  it('[SE10] that came while older ones were refused stay', async () => {
    await sessions.signedIn('nurse', pair('old'), 100)
    await sessions.signedIn('nurse', pair('new'), 200)
    await sessions.expired('nurse', pair('old'))
    expect(await sessions.get('nurse')).toMatchObject({ status: 'active', tokens: pair('new') })
  })

  it('[SE8] of a page that is behind do not replace newer ones', async () => {
    await sessions.signedIn('nurse', pair('n'), 100)
    await sessions.renewed('nurse', pair('n2'), 200)
    await sessions.seen('nurse', { access: 'n-access' }, 100)
    expect((await sessions.get('nurse'))?.tokens).toEqual(pair('n2'))
  })

  it('[SE7] seen in traffic keep the refresh token that is known', async () => {
    await sessions.signedIn('nurse', pair('n'), 100)
    await sessions.seen('nurse', { access: 'n2' }, 200)
    expect((await sessions.get('nurse'))?.tokens).toEqual({ access: 'n2', refresh: 'n-refresh' })
  })

  it('[OB6] are not written into a newer version’s database', async () => {
    await database.meta.put({ key: 'schema', value: 99 })
    await expect(sessions.seen('nurse', pair('n'), 1)).rejects.toMatchObject({
      failure: { reason: 'newer-schema' },
    })
    expect(await database.sessions.count()).toBe(0)
  })
})
