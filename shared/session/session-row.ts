// A session as it is stored: one row per user who has worked on this tablet.

import type { Tokens } from '../policy/session-policy.ts'

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
