// The real engine with CARE's policies, and the embedded CARE API at the other end of its network, in one process and
// on one clock: whole histories in milliseconds. Faults are made between the two.

import { type ApiRequest, targetOf } from '../../shared/api-request.ts'
import type { SyncReport } from '../../shared/bridge/engine-api.ts'
import { carePolicies } from '../../shared/care/index.ts'
import type { Caller } from '../../shared/engine/api-caller.ts'
import type { EngineAnswer } from '../../shared/engine/engine-answer.ts'
import { isObject, type Json, parseJson } from '../../shared/json.ts'
import { createFakeNetwork, type FakeNetwork, html, silence } from '../../shared/testing/fake-network.ts'
import { createTestTablet, type TestTablet } from '../../shared/testing/test-tablet.ts'
import { settle } from '../../shared/testing/virtual-clock.ts'
import { type CareApi, createCareApi } from '../care-api/care-api.ts'
import { seededUsers } from '../care-api/seeded.ts'
import type { TableName } from '../care-api/store.ts'

/** What becomes of a request on its way; undefined: nothing. */
type Fault = 'lose-request' | 'lose-answer' | 'portal' | 'refuse' | 'busy' | undefined

export interface WardTablet {
  tablet: TestTablet
  api: CareApi
  network: FakeNetwork
  /** Decides per request; `undefined` again for an honest network. */
  fault: (request: ApiRequest) => Fault
  signIn(who: keyof typeof seededUsers): Promise<Caller>
  /** As the page asks: answer and parsed body. */
  ask(request: ApiRequest): Promise<{ answer: EngineAnswer; body: Json }>
  /** Replays until nothing more can be done by waiting. */
  drain(): Promise<SyncReport>
  /** Records that the server holds. */
  count(table: TableName): number
  /** Requests that left, by method and the end of their path. */
  sent(method: string, path: string): number
}

export async function createWardTablet(policies = carePolicies): Promise<WardTablet> {
  let nowMs = (): number => 0
  const api = createCareApi({ nowMs: () => nowMs() })
  const network = createFakeNetwork(async ({ request, token }) => {
    const fault = ward.fault(request)
    if (fault === 'lose-request') return silence
    if (fault === 'busy') return { ...html(503), retryAfter: '1' }
    if (fault === 'portal') return html()
    if (fault === 'refuse') return { ...html(400), contentType: 'application/json', text: '{"detail":"No"}' }
    const response = await api.app.request(`http://localhost:9000${targetOf(request)}`, {
      method: request.method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(request.body === undefined || request.method === 'GET'
        ? {}
        : { body: JSON.stringify(request.body) }),
    })
    const text = await response.text()
    if (fault === 'lose-answer') return silence
    return {
      kind: 'answer',
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      redirected: false,
      retryAfter: null,
      text,
    }
  })
  network.receive = async (url, { bytes, contentType }) => {
    if (!api.settings.bucketReachable) return silence
    const response = await api.bucketApp.request(url, {
      method: 'PUT',
      headers: { 'content-type': contentType },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
    const type = response.headers.get('content-type') ?? ''
    return { ...html(response.status), contentType: type, text: await response.text() }
  }
  const tablet = await createTestTablet(policies, network)
  nowMs = tablet.clock.now
  api.reset()
  let caller: Caller | undefined

  const ward: WardTablet = {
    tablet,
    api,
    network,
    fault: () => undefined,
    async signIn(who) {
      const body = seededUsers[who]
      const request: ApiRequest = { method: 'POST', path: '/api/v1/auth/login/', query: [], body }
      const answer = await tablet.engine.session('sign-in', request, undefined)
      const tokens = parseJson(answer.text ?? '')
      const access = isObject(tokens) && typeof tokens.access === 'string' ? tokens.access : ''
      const signedIn = await tablet.engine.callerOf(access, 'page')
      if (!signedIn) throw new Error(`${who} cannot sign in: ${answer.text}`)
      caller = signedIn
      return signedIn
    },
    async ask(request) {
      if (!caller) throw new Error('nobody is signed in')
      const { engine } = tablet
      const write = engine.policies.matchWrite(request)
      const read = engine.policies.matchRead(request)
      const disposable = engine.policies.matchDisposable(request)
      const reply = write
        ? engine.write(write, caller)
        : read
          ? engine.read(read, caller)
          : disposable && engine.letGo(disposable, caller)
      const guarded = reply ? undefined : await engine.guard(request, caller)
      if (guarded) return { answer: guarded, body: parseJson(guarded.text ?? 'null') ?? null }
      if (!reply) throw new Error(`no policy for ${request.method} ${request.path}`)
      const { answer, background } = await reply
      await background
      return { answer, body: parseJson(answer.text ?? 'null') ?? null }
    },
    async drain() {
      for (;;) {
        const stepped = await tablet.engine.api.sync()
        if (!stepped.ok) throw new Error(stepped.failure.code)
        const report = stepped.value
        if (report.paused !== null || (!report.more && report.nextInMs === null)) return report
        await tablet.clock.advance(report.nextInMs ?? 0)
        await settle()
      }
    },
    count: (table) => api.store.all(table).length,
    sent: (method, path) =>
      network.sent.filter(({ request }) => request.method === method && request.path.endsWith(path)).length,
  }
  return ward
}
