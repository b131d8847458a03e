// Whose tablet it is now: the sessions that this tablet has seen, learned from the traffic.

import type { Tokens } from '../policy/session-policy.ts'
import type { Clock } from '../ports.ts'
import { guarded } from '../store/guarded.ts'
import { type OutboxDatabase, refuseNewerSchema } from '../store/outbox-database.ts'

export interface SessionRow {
  userId: string
  /** `active`: may send. `expired`: the server refused to renew it. `signed-out`: the user left. */
  status: 'active' | 'expired' | 'signed-out'
  tokens: Partial<Tokens>
  /** When the newest access token known ends: only a newer one revives a session that has ended. */
  accessEndsAtMs: number
  /** When the server last gave or renewed tokens, by this tablet's clock. */
  renewedAtMs: number
  /** Raised each time this user is seen at work; the highest is the tablet's user. Not a clock: those jump. */
  turn: number
}

export interface Sessions {
  get(userId: string): Promise<SessionRow | undefined>
  /** The user whose session is in use on this tablet. */
  current(): Promise<SessionRow | undefined>
  /** All that may send. */
  active(): Promise<SessionRow[]>
  /** Tokens that the server just gave. */
  renewed(userId: string, tokens: Tokens, accessEndsAtMs: number): Promise<void>
  /** Tokens that a page uses; they do not revive a session that ended after they were given. */
  seen(userId: string, tokens: Partial<Tokens>, accessEndsAtMs: number): Promise<void>
  /** The server will not renew it. The tokens are forgotten, what waits stays. */
  expired(userId: string): Promise<void>
  left(userId: string): Promise<void>
}

const timeoutMs = 5_000

export function createSessions(database: OutboxDatabase, clock: Clock): Sessions {
  const { sessions } = database
  const write = (
    userId: string,
    change: (row: SessionRow | undefined, nextTurn: number) => SessionRow | undefined,
  ): Promise<void> =>
    guarded(clock, timeoutMs, () =>
      database.transaction('rw', sessions, database.meta, async () => {
        await refuseNewerSchema(database)
        const rows = await sessions.toArray()
        const nextTurn = 1 + Math.max(0, ...rows.map((row) => row.turn))
        const next = change(
          rows.find((row) => row.userId === userId),
          nextTurn,
        )
        if (next) await sessions.put(next)
      }),
    )
  const all = () => guarded(clock, timeoutMs, () => sessions.toArray())
  return {
    get: (userId) => guarded(clock, timeoutMs, () => sessions.get(userId)),
    async current() {
      const rows = (await all()).filter((row) => row.status !== 'signed-out')
      return rows.sort((a, b) => b.turn - a.turn)[0]
    },
    active: async () => (await all()).filter((row) => row.status === 'active'),
    renewed: (userId, tokens, accessEndsAtMs) =>
      write(userId, (_, turn) => ({
        userId,
        status: 'active',
        tokens,
        accessEndsAtMs,
        renewedAtMs: clock.now(),
        turn,
      })),
    seen: (userId, tokens, accessEndsAtMs) =>
      write(userId, (row, turn) => {
        if (row && accessEndsAtMs < row.accessEndsAtMs) return undefined
        if (row && row.status !== 'active' && accessEndsAtMs === row.accessEndsAtMs) return undefined
        return {
          userId,
          status: 'active',
          tokens: { ...row?.tokens, ...tokens },
          accessEndsAtMs,
          renewedAtMs: row?.renewedAtMs ?? clock.now(),
          turn,
        }
      }),
    expired: (userId) => write(userId, (row) => row && { ...row, status: 'expired', tokens: {} }),
    left: (userId) => write(userId, (row) => row && { ...row, status: 'signed-out', tokens: {} }),
  }
}
