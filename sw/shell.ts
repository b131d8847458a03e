// The app itself, offline: precached, served for every navigation, and made whole again when the host has wiped the
// Cache Storage (CARE's updater does).

import { cacheNames } from 'workbox-core'
import {
  createHandlerBoundToURL,
  getCacheKeyForURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

export type PrecacheList = readonly (PrecacheEntry | string)[]

export interface ShellOptions {
  precache: PrecacheList
  /** The page that answers every navigation. */
  navigateFallback: string
  now: () => number
}

/** How often it is looked after while no navigation asks for it. */
const healEveryMs = 15_000

export function installShell(
  scope: ServiceWorkerGlobalScope,
  { precache, navigateFallback, now }: ShellOptions,
): void {
  let healing: Promise<void> | undefined
  let healedAtMs = 0
  const heal = (): Promise<void> => {
    healedAtMs = now()
    healing ??= healShell(scope, precache).finally(() => {
      healing = undefined
    })
    return healing
  }
  // First of all listeners: who answers a fetch keeps it from those after it.
  scope.addEventListener('fetch', (event) => {
    const isDue = event.request.mode === 'navigate' || now() - healedAtMs > healEveryMs
    if (isDue) event.waitUntil(heal())
  })

  precacheAndRoute([...precache])
  const fallback = precache.some((entry) => urlOf(entry) === navigateFallback.replace(/^\//, ''))
  // The list is empty while developing.
  if (fallback) registerRoute(new NavigationRoute(createHandlerBoundToURL(navigateFallback)))
}

/** The part of the worker's global that healing uses. */
export interface HealingScope {
  readonly navigator: { readonly onLine: boolean }
  readonly location: { readonly href: string }
  readonly caches: Pick<CacheStorage, 'open'>
  readonly registration: { update(): Promise<unknown> }
  fetch(url: string, init: RequestInit): Promise<Response>
}

/** Fetches again what is missing of the precache, unless the server has a newer app by now. */
export async function healShell(scope: HealingScope, precache: PrecacheList): Promise<void> {
  if (precache.length === 0 || !scope.navigator.onLine) return
  const urls = precache.map((entry) => new URL(urlOf(entry), scope.location.href).href)
  const cache = await scope.caches.open(cacheNames.precache)
  const present = new Set((await cache.keys()).map((request) => request.url))
  const missing = urls.filter((url) => !present.has(getCacheKeyForURL(url) ?? url))
  if (missing.length === 0) return
  try {
    const fetched = await Promise.all(missing.map((url) => fetchWhole(scope, url)))
    if (fetched.some(({ response }) => !response.ok || response.redirected)) return
    const origin = await originOf(fetched, urls)
    if (origin === 'a-newer-build') await scope.registration.update()
    if (origin !== 'this-build') return
    await Promise.all(fetched.map(({ url, response }) => cache.put(getCacheKeyForURL(url) ?? url, response)))
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

type Origin = 'this-build' | 'a-newer-build' | 'somebody-else'

/**
 * A page of a newer build names files that this worker does not know; half of each would be no app at all. A page in
 * the place of a script, or one that names no file of ours, is a portal's or the server's excuse.
 */
async function originOf(fetched: Fetched[], urls: readonly string[]): Promise<Origin> {
  const known = new Set(urls)
  for (const { url, response } of fetched) {
    if (!/\bhtml\b/.test(response.headers.get('content-type') ?? '')) continue
    const text = await response.clone().text()
    const { origin } = new URL(url)
    const named = Array.from(
      text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g),
      ([, file]) => new URL(file ?? '', url),
    ).flatMap((file) => (file.origin === origin ? [file.href] : []))
    const strangers = named.filter((file) => !known.has(file))
    if (strangers.length > 0) return 'a-newer-build'
    const isPage = /(?:\/|\.html?)$/.test(new URL(url).pathname)
    const appHasFiles = urls.some((other) => /\.(?:js|css)$/.test(new URL(other).pathname))
    if (!isPage || (appHasFiles && named.length === 0)) return 'somebody-else'
  }
  return 'this-build'
}

const urlOf = (entry: PrecacheEntry | string): string => (typeof entry === 'string' ? entry : entry.url)
