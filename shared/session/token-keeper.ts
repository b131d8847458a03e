// A token for sending, read when it is needed: the one in hand, a renewed one, or the reason why there is none.

import type { ServerClock } from '../connection/server-clock.ts'
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
  serverClock: ServerClock,
): TokenKeeper {
  const renewals = new Map<string, Promise<Token>>()

  /** Whoever comes while a renewal is under way waits for that one, however it ends. */
  function renewOnce(userId: string, dead: string | undefined): Promise<Token> {
    const underWay = renewals.get(userId)
    if (underWay) return underWay
    const renewal = locks
      .withLock(`care-token-refresh:${userId}`, () => renew(userId, dead))
      .finally(() => renewals.delete(userId))
    renewals.set(userId, renewal)
    return renewal
  }

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
    const leftAtMs = clock.now()
    const answer = await network.send(policies.session.refreshRequest(refresh), {
      timeoutMs: refreshTimeoutMs,
    })
    const verdict = classify(answer, policies)
    if (verdict.kind === 'accepted') {
      const tokens = policies.session.tokensIn(verdict.body)
      if (!tokens) return { pause: 'unreachable' }
      const claims = policies.session.readToken(tokens.access)
      if (claims?.issuedAtMs !== undefined) serverClock.heard(claims.issuedAtMs, leftAtMs)
      await sessions.renewed(userId, tokens, claims?.expiresAtMs ?? 0)
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
    (policies.session.readToken(token)?.expiresAtMs ?? 0) > serverClock.now() + 5_000

  return {
    async tokenFor(userId, dead) {
      const row = await sessions.get(userId)
      if (!row || row.status === 'signed-out') return { pause: 'no-session' }
      if (row.status === 'expired') return { pause: 'auth-required' }
      const { access } = row.tokens
      if (access !== undefined && access !== dead && isFresh(access)) return { token: access }
      const renewed = await renewOnce(userId, dead)
      return 'token' in renewed && renewed.token === dead ? renewOnce(userId, dead) : renewed
    },
  }
}
