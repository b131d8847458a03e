// The bucket's HTTP edge, an origin of its own: signed PUT and GET, XML errors, CORS by its own rule.
// Shares the scripted faults and the log of the API, so that a scenario sees both.
import { Hono } from 'hono'
import type { Bucket } from './bucket.ts'
import { isPreflight } from './cors.ts'
import { cut, failBefore, type HttpEnv, type HttpExchange, hang } from './fault-response.ts'
import type { Faults } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import type { Settings } from './settings.ts'

export interface BucketParts {
  settings: Settings
  bucket: Bucket
  faults: Faults
  log: RequestLog
}

type Headers = Record<string, string>

export function createBucketApp(parts: BucketParts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.all('*', (exchange) => serve(parts, exchange))
  return app
}

async function serve(parts: BucketParts, exchange: HttpExchange): Promise<Response> {
  const { settings, bucket, faults, log } = parts
  const { method } = exchange.req.raw
  const url = new URL(exchange.req.url)
  const bytes = new Uint8Array(await exchange.req.arrayBuffer())
  const preflight = isPreflight(method, exchange.req.header('access-control-request-method'))
  const body = method === 'PUT' ? { bytes: bytes.length } : null
  const entry = log.begin({ method, path: url.pathname + url.search, body, preflight })
  const cors = corsOf(settings, exchange.req.header('origin'), preflight)

  const fault = faults.take(method, url.pathname)
  if (fault !== undefined) {
    entry.fault = fault.kind
    const response = await failBefore(fault, exchange, entry, cors)
    if (response !== undefined) return response
  }
  if (!settings.bucketReachable) return cut(exchange)
  const answer = preflight
    ? preflightAnswer(cors)
    : answerOf(bucket, method, url, exchange.req.header('content-type'), bytes, cors)
  if (fault?.kind === 'drop-answer') return cut(exchange)
  if (fault?.kind === 'hold-answer') return hang(exchange)
  entry.status = answer.status
  return answer
}

function answerOf(
  bucket: Bucket,
  method: string,
  url: URL,
  contentType: string | undefined,
  bytes: Uint8Array<ArrayBuffer>,
  cors: Headers,
): Response {
  const path = url.pathname
  switch (bucket.inspect(method, url, contentType)) {
    case 'wrong':
      return refuse(403, 'SignatureDoesNotMatch', 'The request signature does not match.', cors)
    case 'expired':
      return refuse(403, 'AccessDenied', 'Request has expired', cors)
    case 'valid':
  }
  if (method === 'PUT') {
    bucket.put(path, { bytes, contentType: contentType ?? '' })
    return new Response(null, { status: 200, headers: { etag: '"embedded"', ...cors } })
  }
  const object = bucket.get(path)
  if (object === undefined) return refuse(404, 'NoSuchKey', 'The specified key does not exist.', cors)
  return new Response(method === 'HEAD' ? null : object.bytes, {
    headers: {
      'content-type': object.contentType,
      'content-disposition': url.searchParams.get('response-content-disposition') ?? 'inline',
      ...cors,
    },
  })
}

function corsOf({ bucketOrigins }: Settings, origin: string | undefined, preflight: boolean): Headers {
  if (origin === undefined) return {}
  if (bucketOrigins !== '*' && !bucketOrigins.includes(origin)) return {}
  const allowed = { 'access-control-allow-origin': bucketOrigins === '*' ? '*' : origin, vary: 'Origin' }
  return preflight
    ? {
        ...allowed,
        'access-control-allow-methods': 'GET, HEAD, PUT',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '3000',
      }
    : allowed
}

/** Unlike CARE, a bucket refuses the preflight of an origin that it does not know. */
const preflightAnswer = (cors: Headers): Response =>
  Object.keys(cors).length === 0
    ? refuse(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.', cors)
    : new Response(null, { status: 200, headers: cors })

const refuse = (status: number, code: string, message: string, cors: Headers): Response =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    { status, headers: { 'content-type': 'application/xml', ...cors } },
  )
