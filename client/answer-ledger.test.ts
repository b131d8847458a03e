// Which answers a page counts as its own, and as those of the screen in view.

import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { type ApiRequest, get } from '../shared/api-request.ts'
import { protocolVersion } from '../shared/bridge/engine-api.ts'
import type { AnsweredEvent } from '../shared/bridge/engine-event.ts'
import type { PolicySet } from '../shared/policy/policies.ts'
import { questionOf } from '../shared/question.ts'
import { createAnswerLedger } from './answer-ledger.ts'
import type { Peer } from './bridge/bridge.ts'
import { createSubject } from './subject.ts'
import { createFakePage } from './testing/fake-page.ts'

const symptoms = (id: string): ApiRequest => get(`/api/v1/patient/${id}/symptom/`, { limit: '10' })
const policies = {
  reads: [
    { fromQueryKey: ([name, id]: unknown[]) => (name === 'symptoms' ? symptoms(String(id)) : undefined) },
  ],
} as unknown as PolicySet
const met = (clientId: string): Peer => ({
  kind: 'met',
  greeting: { protocol: protocolVersion, build: 'b', instance: 'i', userId: 'u', clientId },
})

function answered(request: ApiRequest, parts: Partial<AnsweredEvent> = {}): AnsweredEvent {
  return {
    ...{ type: 'answered', clientId: 'me', question: questionOf(request), path: request.path },
    ...{ read: 'symptom.list', resource: 'symptom', from: 'missed', fetchedAtMs: null, incomplete: false },
    ...parts,
  }
}

function setUp(first: Peer = met('me')) {
  const queryClient = new QueryClient()
  const page = createFakePage()
  const peer = createSubject<Peer>(first)
  const ledger = createAnswerLedger({ queryClient, policies, peer, page })
  const seen = async () => {
    await Promise.resolve()
    return ledger.get().map(({ path, from }) => `${from} ${path.slice(16)}`)
  }
  const show = (id: string) =>
    new QueryObserver(queryClient, {
      queryKey: ['symptoms', id],
      queryFn: () => new Promise(() => {}),
    }).subscribe(() => {})
  return { ledger, page, peer, seen, show }
}

describe('the answers of the screen in view', () => {
  it('[PG20] are those to this page, also what was told before it knew its name', async () => {
    const { ledger, peer, seen } = setUp({ kind: 'unmet' })
    ledger.tell(answered(symptoms('a')))
    ledger.tell(answered(symptoms('b'), { clientId: 'another' }))
    expect(await seen()).toEqual([])
    peer.set(met('me'))
    ledger.tell(answered(symptoms('c'), { clientId: 'another' }))
    expect(await seen()).toEqual(['missed a/symptom/'])
  })

  it('[PG21] lose what is answered later', async () => {
    const { ledger, seen } = setUp()
    ledger.tell(answered(symptoms('a')))
    ledger.tell(answered(symptoms('b')))
    ledger.tell(answered(symptoms('a'), { from: 'store', fetchedAtMs: 1 }))
    expect(await seen()).toEqual(['missed b/symptom/', 'store a/symptom/'])
    ledger.tell(answered(symptoms('a'), { from: 'server' }))
    ledger.tell(answered(symptoms('b'), { from: 'server' }))
    expect(await seen()).toEqual([])
  })

  it('[PG21] lose what belonged to another address, but not what is still shown', async () => {
    const { ledger, page, seen, show } = setUp()
    const leave = show('a')
    ledger.tell(answered(symptoms('a')))
    ledger.tell(answered(get('/api/v1/patient/a/note/')))
    page.goTo('/elsewhere')
    expect(await seen()).toEqual(['missed a/symptom/'])
    leave()
    expect(await seen()).toEqual([])
  })

  it('[PG21] lose what nothing on the screen shows any more', async () => {
    const { ledger, seen, show } = setUp()
    const leave = show('a')
    ledger.tell(answered(symptoms('a')))
    expect(await seen()).toEqual(['missed a/symptom/'])
    leave()
    show('b')
    ledger.tell(answered(symptoms('b')))
    expect(await seen()).toEqual(['missed b/symptom/'])
  })

  it('[PG6] are gone when somebody signs out', async () => {
    const { ledger, seen } = setUp()
    ledger.tell(answered(symptoms('a')))
    ledger.forget()
    expect(await seen()).toEqual([])
  })
})
