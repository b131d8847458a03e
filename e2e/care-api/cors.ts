// CORS as CARE's server does it: the same preflight for every path, no exposed headers, no credentials.
import type { Settings } from './settings.ts'

const allowedHeaders = 'accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with'
const allowedMethods = 'DELETE, GET, OPTIONS, PATCH, POST, PUT'

export const isPreflight = (method: string, requestedMethod: string | undefined) =>
  method === 'OPTIONS' && requestedMethod !== undefined

/** Headers for a request from `origin`; a refused origin, or none, gets none. */
export function corsHeaders(settings: Settings, method: string, origin: string | undefined) {
  const allowed = allowedOrigin(settings, origin)
  if (allowed === undefined) return {}
  const headers: Record<string, string> = { 'access-control-allow-origin': allowed }
  if (method === 'OPTIONS') {
    headers['access-control-allow-headers'] = settings.idempotencyKeys
      ? `${allowedHeaders}, idempotency-key`
      : allowedHeaders
    headers['access-control-allow-methods'] = allowedMethods
    headers['access-control-max-age'] = '86400'
  }
  return headers
}

function allowedOrigin(settings: Settings, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined
  if (settings.allowedOrigins === '*') return '*'
  return settings.allowedOrigins.includes(origin) ? origin : undefined
}
