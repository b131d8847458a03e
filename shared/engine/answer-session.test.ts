import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../bridge/engine-event.ts'
import { createReachability } from '../connection/reachability.ts'
import { createServerClock } from '../connection/server-clock.ts'
import { type Failure, FailureError } from '../failure.ts'
import { createPolicies } from '../policy/policies.ts'
import type { Sessions } from '../session/sessions.ts'
import type { ResponseStore } from '../store/response-database.ts'
import { tokens } from '../testing/any-token.ts'
import { createFakeNetwork, json } from '../testing/fake-network.ts'
import { notePolicies } from '../testing/note-policies.ts'
import { createVirtualClock } from '../testing/virtual-clock.ts'
import { answerSession, type SessionCall } from './answer-session.ts'

const failure: Failure = { code: 'storage', reason: 'quota', detail: '' }

describe('a session that cannot be written down', () => {
  it.each<SessionCall>(['sign-in', 'refresh'])(
    '[SE7] %s: the page gets its tokens all the same, for the server gives them one time only',
    async (call) => {
      const clock = createVirtualClock()
      const pair = tokens('nurse', clock.now() + 60_000)
      const network = createFakeNetwork(() => json({ ...pair }))
      const refuse = () => Promise.reject(new FailureError(failure))
      const events: EngineEvent[] = []
      const answer = await answerSession(
        {
          policies: createPolicies(notePolicies),
          sessions: { signedIn: refuse, renewed: refuse } as unknown as Sessions,
          responses: {} as ResponseStore,
          network,
          clock,
          serverClock: createServerClock(clock, undefined, () => undefined),
          reachability: createReachability(clock, network, () => undefined),
          emit: (event) => events.push(event),
        },
        call,
        notePolicies.session.refreshRequest(pair.refresh),
        undefined,
      )
      expect(JSON.parse(answer.text ?? '')).toEqual(pair)
      expect(network.sent).toHaveLength(1)
      expect(events).toEqual([{ type: 'trouble', failure }])
    },
  )
})
