// What a scripted fault does to a request over a socket: answers in its place, cuts it, or lets it hang.
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context as HonoContext } from 'hono'
import type { Fault } from './faults.ts'
import { createLocked, locked } from './refusal.ts'
import type { LogEntry } from './request-log.ts'
import { htmlType, toResponse } from './to-response.ts'

/** In process (`app.request`) there are no bindings: the faults that need a socket then throw. */
export type HttpEnv = { Bindings: Partial<HttpBindings> }
export type HttpExchange = HonoContext<HttpEnv>

const signInPage = '<!DOCTYPE html><title>Sign in</title><p>Please sign in to use this Wi-Fi network.</p>'

/** What happens instead of the handling; nothing for faults that let it be handled. */
export async function failBefore(
  fault: Fault,
  exchange: HttpExchange,
  entry: LogEntry,
  cors: Record<string, string>,
): Promise<Response | undefined> {
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

/** Nothing answers what was handled; the connection is cut. */
export function cut(exchange: HttpExchange): Response {
  const socket = exchange.env?.incoming?.socket
  if (socket === undefined) throw new Error('This fault needs a listening server.')
  socket.destroy()
  return RESPONSE_ALREADY_SENT
}

export async function hang(exchange: HttpExchange): Promise<Response> {
  const socket = exchange.env?.incoming?.socket
  if (socket === undefined) throw new Error('This fault needs a listening server.')
  await new Promise((resolve) => socket.once('close', resolve))
  return RESPONSE_ALREADY_SENT
}
