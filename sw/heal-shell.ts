// Makes the precached app whole again after somebody has wiped the Cache Storage, with files of its own build only.
// Knows nothing of how the files are served.

/** The part of the worker's global that healing uses. */
export interface HealingScope {
  readonly navigator: { readonly onLine: boolean }
  readonly location: { readonly href: string }
  readonly caches: Pick<CacheStorage, 'open'>
  readonly registration: { update(): Promise<unknown> }
  fetch(url: string, init: RequestInit): Promise<Response>
}

export interface Shell {
  /** Addresses of everything that is precached. */
  files: readonly string[]
  cacheName: string
  /** Under which address a file lies in the cache. */
  keyOf: (url: string) => string
}

/** Fetches again what is missing of the precache, unless the server has a newer app by now. */
export async function healShell(scope: HealingScope, { files, cacheName, keyOf }: Shell): Promise<void> {
  if (files.length === 0 || !scope.navigator.onLine) return
  const urls = files.map((file) => new URL(file, scope.location.href).href)
  const cache = await scope.caches.open(cacheName)
  const present = new Set((await cache.keys()).map((request) => request.url))
  const missing = urls.filter((url) => !present.has(keyOf(url)))
  if (missing.length === 0) return
  try {
    const fetched = await Promise.all(missing.map((url) => fetchWhole(scope, url)))
    if (fetched.some(({ response }) => !response.ok || response.redirected)) return
    const judged = await Promise.all(
      fetched.map(async (one) => ({ ...one, origin: await originOf(one, urls) })),
    )
    if (judged.some(({ origin }) => origin === 'a-newer-build')) await scope.registration.update()
    if (judged.some(({ origin }) => origin === 'a-newer-build' || origin === 'somebody-else')) return
    const ours = judged.filter(({ origin }) => origin === 'this-build')
    await Promise.all(ours.map(({ url, response }) => cache.put(keyOf(url), response)))
  } catch {
    // No network: the next navigation tries again.
  }
}

interface Fetched {
  url: string
  response: Response
}

const fetchWhole = async (scope: HealingScope, url: string): Promise<Fetched> => ({
  url,
  response: await scope.fetch(url, { cache: 'reload' }),
})

type Origin = 'this-build' | 'a-newer-build' | 'somebody-else' | 'unknown'

/**
 * A page of a newer build names files that this worker does not know; half of each would be no app at all. A page in
 * the place of a script is a portal's, and a page that names no file of ours may be.
 */
async function originOf({ url, response }: Fetched, urls: readonly string[]): Promise<Origin> {
  if (!/\bhtml\b/.test(response.headers.get('content-type') ?? '')) return 'this-build'
  const { origin, pathname } = new URL(url)
  const text = await response.clone().text()
  const named = Array.from(
    text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g),
    ([, file]) => new URL(file ?? '', url),
  ).filter((file) => file.origin === origin)
  if (named.some((file) => !urls.includes(file.href))) return 'a-newer-build'
  if (!/(?:\/|\.html?)$/.test(pathname)) return 'somebody-else'
  return named.length > 0 ? 'this-build' : 'unknown'
}
