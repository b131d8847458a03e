// The HTTP edge: CORS, faults, log and bodies around the dispatch. All that knows of sockets is here.
import { Hono } from 'hono'
import { readBody } from './body.ts'
import { corsHeaders, isPreflight } from './cors.ts'
import type { Dispatch } from './dispatch.ts'
import { cut, failBefore, type HttpEnv, type HttpExchange, hang } from './fault-response.ts'
import type { Faults } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import type { Settings } from './settings.ts'
import { htmlType, toResponse } from './to-response.ts'

export interface HttpParts {
  settings: Settings
  dispatch: Dispatch
  faults: Faults
  log: RequestLog
}

export function createHttpApp(parts: HttpParts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.all('*', (exchange) => serve(parts, exchange))
  return app
}

async function serve(
  { settings, dispatch, faults, log }: HttpParts,
  exchange: HttpExchange,
): Promise<Response> {
  const { method } = exchange.req.raw
  const url = new URL(exchange.req.url)
  const preflight = isPreflight(method, exchange.req.header('access-control-request-method'))
  const text = await exchange.req.text()
  const path = url.pathname + url.search
  const entry = log.begin({ method, path, body: loggedBody(text), preflight })
  const cors = corsHeaders(settings, method, exchange.req.header('origin'))

  const fault = faults.take(method, url.pathname)
  if (fault !== undefined) {
    entry.fault = fault.kind
    const response = await failBefore(fault, exchange, entry, cors)
    if (response !== undefined) return response
  }
  if (preflight) {
    entry.status = 200
    return new Response('', { headers: { 'content-type': htmlType, vary: 'origin', ...cors } })
  }
  const { answer, userId, variesByCookie } = dispatch({
    method,
    url: path,
    authorization: exchange.req.header('authorization'),
    key: exchange.req.header('idempotency-key'),
    body: () => readBody(text, exchange.req.header('content-type')),
  })
  entry.userId = userId
  if (fault?.kind === 'drop-answer') return cut(exchange)
  if (fault?.kind === 'hold-answer') return hang(exchange)
  entry.status = answer.status
  const vary = variesByCookie ? 'Accept-Language, Cookie, origin' : 'Accept-Language, origin'
  return toResponse(answer, method, { vary, 'content-language': 'en', ...cors })
}

function loggedBody(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
