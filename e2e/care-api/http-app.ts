// The HTTP edge: CORS, faults, log and bodies around the dispatch. All that knows of sockets is here.
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context as HonoContext } from 'hono'
import type { Answer } from './answer.ts'
import { readBody } from './body.ts'
import { corsHeaders, isPreflight } from './cors.ts'
import type { Dispatch } from './dispatch.ts'
import type { Fault, Faults } from './faults.ts'
import { createLocked, locked } from './refusal.ts'
import type { LogEntry, RequestLog } from './request-log.ts'
import type { Settings } from './settings.ts'

export interface HttpParts {
  settings: Settings
  dispatch: Dispatch
  faults: Faults
  log: RequestLog
}

/** In process (`app.request`) there are no bindings: the faults that need a socket then throw. */
export type HttpEnv = { Bindings: Partial<HttpBindings> }
type Exchange = HonoContext<HttpEnv>

const htmlType = 'text/html; charset=utf-8'
const signInPage = '<!DOCTYPE html><title>Sign in</title><p>Please sign in to use this Wi-Fi network.</p>'

export function createHttpApp(parts: HttpParts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.all('*', (exchange) => serve(parts, exchange))
  return app
}

async function serve({ settings, dispatch, faults, log }: HttpParts, exchange: Exchange): Promise<Response> {
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

/** What happens instead of the handling; nothing for faults that let it be handled. */
async function failBefore(fault: Fault, exchange: Exchange, entry: LogEntry, cors: Record<string, string>) {
  switch (fault.kind) {
    case 'refuse':
      return cut(exchange)
    case 'hang':
      return hang(exchange)
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return undefined
    case 'drop-answer':
    case 'hold-answer':
      return undefined
    case 'captive-portal':
      entry.status = 200
      return new Response(signInPage, {
        headers: { 'content-type': htmlType, ...(fault.withoutCors === true ? {} : cors) },
      })
    case 'create-locked':
    case 'locked': {
      const record = new URL(exchange.req.url).pathname.includes('/encounter/') ? 'Encounter' : 'Patient'
      const { answer } = fault.kind === 'locked' ? locked() : createLocked(record)
      entry.status = answer.status
      return toResponse(answer, exchange.req.method, cors)
    }
    case 'status': {
      entry.status = fault.status
      const asText = typeof fault.body === 'string'
      const headers = {
        'content-type': asText ? htmlType : 'application/json',
        ...(fault.withoutCors === true ? {} : cors),
        ...fault.headers,
      }
      const body = asText ? String(fault.body) : JSON.stringify(fault.body ?? { detail: 'A scripted fault.' })
      return new Response(body, { status: fault.status, headers })
    }
  }
}

function cut(exchange: Exchange): Response {
  const socket = exchange.env?.incoming?.socket
  if (socket === undefined) throw new Error('This fault needs a listening server.')
  socket.destroy()
  return RESPONSE_ALREADY_SENT
}

async function hang(exchange: Exchange): Promise<Response> {
  const socket = exchange.env?.incoming?.socket
  if (socket === undefined) throw new Error('This fault needs a listening server.')
  await new Promise((resolve) => socket.once('close', resolve))
  return RESPONSE_ALREADY_SENT
}

function toResponse(answer: Answer, method: string, headers: Record<string, string>): Response {
  const location = answer.location === undefined ? {} : { location: answer.location }
  const all = { ...headers, ...location }
  const without = method === 'HEAD' || answer.status === 204
  switch (answer.content.type) {
    case 'json': {
      const body = without ? null : JSON.stringify(answer.content.value)
      return new Response(body, {
        status: answer.status,
        headers: { ...all, 'content-type': 'application/json' },
      })
    }
    case 'html': {
      const page =
        answer.content.title === '' ? '' : `<!DOCTYPE html>\n<title>${answer.content.title}</title>`
      const body = without ? null : page
      return new Response(body, { status: answer.status, headers: { ...all, 'content-type': htmlType } })
    }
    case 'none':
      return new Response(null, { status: answer.status, headers: all })
  }
}

function loggedBody(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
