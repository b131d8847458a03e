// Whose tablet it is now: the sessions that this tablet has seen, learned from the traffic.

import type { Tokens } from '../policy/session-policy.ts'
import type { Clock } from '../ports.ts'
import { guarded } from '../store/guarded.ts'
import { type OutboxDatabase, refuseNewerSchema } from '../store/outbox-database.ts'
import type { SessionRow } from './session-row.ts'

export interface Sessions {
  get(userId: string): Promise<SessionRow | undefined>
  /** The user whose session is in use on this tablet. */
  current(): Promise<SessionRow | undefined>
  /** All that may send. */
  active(): Promise<SessionRow[]>
  /** Tokens that the server gave for a password: the tablet is theirs from now on. */
  signedIn(userId: string, tokens: Tokens, accessEndsAtMs: number): Promise<void>
  /** Tokens that the server gave for a refresh. They do not revive a session that its user left meanwhile. */
  renewed(userId: string, tokens: Tokens, accessEndsAtMs: number): Promise<void>
  /** Tokens that a page uses; they do not revive a session that ended after they were given. */
  seen(userId: string, tokens: Partial<Tokens>, accessEndsAtMs: number): Promise<void>
  /**
   * The server will not go on with these tokens: they are forgotten, what waits stays. Newer tokens that came in the
   * meantime are none of them.
   */
  expired(userId: string, refused: Partial<Tokens>): Promise<void>
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
  const given = (userId: string, tokens: Tokens, accessEndsAtMs: number, turn: number): SessionRow => ({
    userId,
    status: 'active',
    tokens,
    accessEndsAtMs,
    renewedAtMs: clock.now(),
    turn,
  })
  return {
    get: (userId) => guarded(clock, timeoutMs, () => sessions.get(userId)),
    async current() {
      const rows = (await all()).filter((row) => row.status !== 'signed-out')
      return rows.sort((a, b) => b.turn - a.turn)[0]
    },
    active: async () => (await all()).filter((row) => row.status === 'active'),
    signedIn: (userId, tokens, accessEndsAtMs) =>
      write(userId, (_, turn) => given(userId, tokens, accessEndsAtMs, turn)),
    // The replay renews too, also for those who are not at work: whose turn it is stays as it was.
    renewed: (userId, tokens, accessEndsAtMs) =>
      write(userId, (row, turn) =>
        row?.status === 'signed-out' ? undefined : given(userId, tokens, accessEndsAtMs, row?.turn ?? turn),
      ),
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
    expired: (userId, refused) =>
      write(userId, (row) => {
        const stands = row?.tokens.access === refused.access && row?.tokens.refresh === refused.refresh
        return row && row.status !== 'signed-out' && stands
          ? { ...row, status: 'expired', tokens: {} }
          : undefined
      }),
    left: (userId) => write(userId, (row) => row && { ...row, status: 'signed-out', tokens: {} }),
  }
}
