import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { carePolicies } from '../care/index.ts'
import { createServerClock } from '../connection/server-clock.ts'
import { createPolicies } from '../policy/policies.ts'
import type { Answer } from '../ports.ts'
import { type OutboxDatabase, openOutboxDatabase } from '../store/outbox-database.ts'
import { token, tokens } from '../testing/any-token.ts'
import { createFakeLocks } from '../testing/fake-locks.ts'
import { createFakeNetwork, type FakeNetwork, html, json, silence } from '../testing/fake-network.ts'
import { createVirtualClock, settle, type VirtualClock } from '../testing/virtual-clock.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createTokenKeeper, type TokenKeeper } from './token-keeper.ts'

const nurse = 'nurse'
const minutes = (n: number) => n * 60_000

let clock: VirtualClock
let database: OutboxDatabase
let sessions: Sessions
let network: FakeNetwork
let keeper: TokenKeeper

beforeEach(async () => {
  clock = createVirtualClock()
  database = await openOutboxDatabase({ indexedDB: new IDBFactory(), IDBKeyRange }, clock)
  sessions = createSessions(database, clock)
  network = createFakeNetwork(() => json({ ...fresh() }))
  keeper = createTokenKeeper(
    sessions,
    createPolicies(carePolicies),
    {
      clock,
      locks: createFakeLocks(),
      network,
    },
    createServerClock(clock, undefined, () => undefined),
  )
})
afterEach(() => database.close())

const fresh = () => tokens(nurse, clock.now() + minutes(10))

async function signIn(endsInMs = minutes(10)): Promise<{ access: string; refresh: string }> {
  const pair = tokens(nurse, clock.now() + endsInMs)
  await sessions.signedIn(nurse, pair, clock.now() + endsInMs)
  return pair
}

const deadSession = json({ detail: 'Token is invalid', code: 'token_not_valid' }, 401)

describe('a token for sending', () => {
  it('[SE7] is the one in hand as long as it lives', async () => {
    const { access } = await signIn()
    expect(await keeper.tokenFor(nurse)).toEqual({ token: access })
    expect(network.sent).toEqual([])
  })

  it('[SE7] a renewal that reaches nobody is tried once for all who wait, and ends no session', async () => {
    await signIn()
    await clock.advance(minutes(11))
    network.respond = () => silence
    const given = await Promise.all([1, 2, 3, 4].map(() => keeper.tokenFor(nurse)))
    expect(given).toEqual(Array(4).fill({ pause: 'unreachable' }))
    expect(network.sent).toHaveLength(1)
    expect((await sessions.get(nurse))?.status).toBe('active')
  })

  it('[SE7] is renewed once for all who wait for it', async () => {
    const { access } = await signIn()
    await clock.advance(minutes(11))
    const given = await Promise.all([
      keeper.tokenFor(nurse),
      keeper.tokenFor(nurse, access),
      keeper.tokenFor(nurse),
      keeper.tokenFor(nurse, access),
    ])
    expect(given).toEqual(Array(4).fill({ token: fresh().access }))
    expect(network.sent).toHaveLength(1)
  })

  it('[SE7] is renewed when the API calls it dead before its time', async () => {
    const { access, refresh } = await signIn()
    await clock.advance(minutes(1))
    expect(await keeper.tokenFor(nurse, access)).toEqual({ token: fresh().access })
    expect(network.sent.map(({ request }) => request.body)).toEqual([{ refresh }])
  })

  it('[SE8] is not given for who is unknown, or has left', async () => {
    expect(await keeper.tokenFor('stranger')).toEqual({ pause: 'no-session' })
    await signIn()
    await sessions.left(nurse)
    expect(await keeper.tokenFor(nurse)).toEqual({ pause: 'no-session' })
    expect(network.sent).toEqual([])
  })
})

describe('a refresh', () => {
  const noAnswers: [string, Answer][] = [
    ['silence', silence],
    ['a portal', html()],
    ['a busy server', json({}, 503)],
    ['a crash', json({}, 500)],
  ]
  it.each(noAnswers)('[SE10] that meets %s is no expired session', async (_, answer) => {
    await signIn(0)
    network.respond = () => answer
    expect(await keeper.tokenFor(nurse)).toEqual({ pause: 'unreachable' })
    expect(await sessions.get(nurse)).toMatchObject({ status: 'active' })
    network.respond = () => json({ ...fresh() })
    expect(await keeper.tokenFor(nurse)).toEqual({ token: fresh().access })
  })

  it('[SE10] that is refused is told, and not tried again', async () => {
    await signIn(0)
    network.respond = () => deadSession
    expect(await keeper.tokenFor(nurse)).toEqual({ pause: 'auth-required' })
    expect(await keeper.tokenFor(nurse)).toEqual({ pause: 'auth-required' })
    expect(network.sent).toHaveLength(1)
    await signIn()
    expect(await keeper.tokenFor(nurse)).toEqual({ token: fresh().access })
  })

  it('[SE10] is not possible without a refresh token: what is dead is dead', async () => {
    const access = token(nurse, clock.now())
    await sessions.seen(nurse, { access }, clock.now())
    expect(await keeper.tokenFor(nurse)).toEqual({ token: access })
    expect(await keeper.tokenFor(nurse, access)).toEqual({ pause: 'auth-required' })
  })

  it.each([
    ['comes', () => json({ ...fresh() })],
    ['is refused', () => deadSession],
  ])('[SE8] that %s after its user has left gives nothing', async (_, respond) => {
    await signIn(0)
    let answer = (_: Answer): void => undefined
    network.respond = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const asked = keeper.tokenFor(nurse)
    await settle()
    await sessions.left(nurse)
    answer(respond())
    expect(await asked).toEqual({ pause: 'no-session' })
    expect(await sessions.current()).toBe(undefined)
  })

  it('[SE10] that is refused while its user signs in again leaves the new session alone', async () => {
    await signIn(0)
    let answer = (_: Answer): void => undefined
    network.respond = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const asked = keeper.tokenFor(nurse)
    await settle()
    const { access } = await signIn()
    answer(deadSession)
    await asked
    expect(await keeper.tokenFor(nurse)).toEqual({ token: access })
  })
})
