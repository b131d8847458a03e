// A token for sending, read when it is needed: the one in hand, a renewed one, or the reason why there is none.

import type { Policies } from '../policy/policies.ts'
import type { Clock, Locks, Network } from '../ports.ts'
import { classify } from '../replay/classify.ts'
import type { Sessions } from './sessions.ts'

type Token = { token: string } | { pause: 'no-session' | 'auth-required' | 'unreachable' }

export interface TokenKeeper {
  /** `dead`: a token that the API has just refused; it is not given again. */
  tokenFor(userId: string, dead?: string): Promise<Token>
}

const refreshTimeoutMs = 15_000

export function createTokenKeeper(
  sessions: Sessions,
  policies: Policies,
  { clock, locks, network }: { clock: Clock; locks: Locks; network: Network },
): TokenKeeper {
  async function renew(userId: string, dead: string | undefined): Promise<Token> {
    const row = await sessions.get(userId)
    if (!row || row.status === 'signed-out') return { pause: 'no-session' }
    const { access, refresh } = row.tokens
    // Somebody renewed it while we waited for our turn.
    if (access !== undefined && access !== dead && isFresh(access)) return { token: access }
    if (refresh === undefined) {
      if (access !== undefined && access !== dead) return { token: access }
      await sessions.expired(userId, row.tokens)
      return { pause: 'auth-required' }
    }
    const answer = await network.send(policies.session.refreshRequest(refresh), {
      timeoutMs: refreshTimeoutMs,
    })
    const verdict = classify(answer, policies)
    if (verdict.kind === 'accepted') {
      const tokens = policies.session.tokensIn(verdict.body)
      if (!tokens) return { pause: 'unreachable' }
      await sessions.renewed(userId, tokens, policies.session.readToken(tokens.access)?.expiresAtMs ?? 0)
      return (await left(userId)) ? { pause: 'no-session' } : { token: tokens.access }
    }
    if (verdict.kind !== 'dead-session' && verdict.kind !== 'refused') return { pause: 'unreachable' }
    await sessions.expired(userId, row.tokens)
    return (await left(userId)) ? { pause: 'no-session' } : { pause: 'auth-required' }
  }

  /** While we asked, the user may have signed out. */
  const left = async (userId: string): Promise<boolean> =>
    (await sessions.get(userId))?.status === 'signed-out'

  const isFresh = (token: string): boolean =>
    (policies.session.readToken(token)?.expiresAtMs ?? 0) > clock.now() + 5_000

  return {
    async tokenFor(userId, dead) {
      const row = await sessions.get(userId)
      if (!row || row.status === 'signed-out') return { pause: 'no-session' }
      if (row.status === 'expired') return { pause: 'auth-required' }
      const { access } = row.tokens
      if (access !== undefined && access !== dead && isFresh(access)) return { token: access }
      return locks.withLock(`care-token-refresh:${userId}`, () => renew(userId, dead))
    },
  }
}
