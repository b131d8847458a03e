// A network whose other end is a function of the test's. Obeys the port's law: a temporary id does not pass.

import type { ApiRequest } from '../api-request.ts'
import { temporaryIdsInRequest } from '../ids/replace-ids.ts'
import { temporaryIdsIn } from '../ids/temporary-id.ts'
import type { Json } from '../json.ts'
import type { Answer, Content, Network } from '../ports.ts'

interface Sent {
  request: ApiRequest
  token: string | undefined
  idempotencyKey: string | undefined
}

/** What answers content that is put somewhere; honest tests that put none need not say. */
type Receive = (url: string, content: Content) => Answer | Promise<Answer>

export type Respond = (sent: Sent) => Answer | Promise<Answer>

export interface FakeNetwork extends Network {
  /** Everything that left, in order. */
  sent: Sent[]
  respond: Respond
  /** Content that left, in order. */
  contents: { url: string; content: Content }[]
  receive: Receive
  online: boolean
}

export const json = (body: Json, status = 200): Answer => ({
  kind: 'answer',
  status,
  contentType: 'application/json',
  redirected: false,
  retryAfter: null,
  text: JSON.stringify(body),
})

export const html = (status = 200): Answer => ({
  kind: 'answer',
  status,
  contentType: 'text/html',
  redirected: false,
  retryAfter: null,
  text: '<html>Sign in to Wi-Fi</html>',
})

export const silence: Answer = { kind: 'none', reason: 'network' }

export function createFakeNetwork(respond: Respond): FakeNetwork {
  const network: FakeNetwork = {
    sent: [],
    respond,
    contents: [],
    receive: () => silence,
    online: true,
    mayBeOnline: () => network.online,
    async put(url, content) {
      if (temporaryIdsIn(url).length > 0) throw new Error('a temporary id on the wire')
      network.contents.push({ url, content })
      return network.receive(url, content)
    },
    async send(request, { token, idempotencyKey }) {
      if (temporaryIdsInRequest(request).length > 0) throw new Error('a temporary id on the wire')
      const sent = { request, token, idempotencyKey }
      network.sent.push(sent)
      return network.respond(sent)
    },
  }
  return network
}
