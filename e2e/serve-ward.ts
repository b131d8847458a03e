// Serves the built ward app: files as they are, `index.html` for every navigation, and the headers that a
// service worker's host must get right.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { type Listening, listen } from './care-api/listen.ts'

export interface WardServerOptions {
  /** Default 4173; 0 takes any that is free. */
  port?: number
  /** Where the app was built to. Default `dist/ward`. */
  root?: string
  /** The origin of the API, which the page and its worker may call. */
  apiUrl?: string
  /** The bucket of its files, which both may read and write. */
  bucketUrl?: string
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** The port is opened when it returns; throws a sentence when it is taken or nothing has been built. */
export async function startWardServer(options: WardServerOptions = {}): Promise<Listening> {
  const { port = 4173, root = 'dist/ward', apiUrl = 'http://localhost:9000' } = options
  const { bucketUrl = 'http://localhost:9002' } = options
  const origins = [new URL(apiUrl).origin, new URL(bucketUrl).origin].join(' ')
  if (!existsSync(join(root, 'index.html'))) {
    throw new Error(`There is no built ward app in ${root}. Build it first: npm run build:ward`)
  }
  return listen({
    fetch: (request) => serve(request, root, origins),
    port,
    what: 'the ward app',
  })
}

async function serve(request: Request, root: string, origins: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
  const path = pathOf(request)
  if (path === undefined) return new Response('Bad address', { status: 400 })
  const asked = path.endsWith('/') ? `${path}index.html` : path
  const body = await readInside(root, asked)
  if (body !== undefined) return respond(request, body, asked, origins)
  // A file that is missing is missing; any other address is one of the app's own.
  if (extname(path) !== '' && !acceptsHtml(request)) return new Response('Not found', { status: 404 })
  const shell = await readInside(root, '/index.html')
  if (shell === undefined) return new Response('Not found', { status: 404 })
  return respond(request, shell, '/index.html', origins)
}

function pathOf(request: Request): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url).pathname)
  } catch {
    return undefined
  }
}

const acceptsHtml = (request: Request) => request.headers.get('accept')?.includes('text/html') === true

/** Nothing when it is no file, or lies outside of `root`. */
async function readInside(root: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const base = normalize(root)
  const file = normalize(join(base, path))
  if (!file.startsWith(base + sep) || path.includes('\0')) return undefined
  try {
    return new Uint8Array(await readFile(file))
  } catch {
    return undefined
  }
}

function respond(request: Request, body: Uint8Array<ArrayBuffer>, path: string, origins: string): Response {
  const isHtml = path.endsWith('.html')
  const isWorker = path === '/sw.js'
  const isHashed = path.startsWith('/assets/')
  const headers: Record<string, string> = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': String(body.length),
    'x-content-type-options': 'nosniff',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(isHtml || isWorker ? { 'content-security-policy': policyFor(origins) } : {}),
  }
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

const policyFor = (origins: string) =>
  [
    "default-src 'self'",
    `connect-src 'self' ${origins}`,
    "worker-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${origins}`,
    "font-src 'self' data:",
  ].join('; ')
