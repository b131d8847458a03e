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

/** Fetches again what is missing of the precache, unless the server has a newer app by now. */
async function healShell(scope: ServiceWorkerGlobalScope, precache: PrecacheList): Promise<void> {
  if (precache.length === 0 || !scope.navigator.onLine) return
  const urls = precache.map((entry) => new URL(urlOf(entry), scope.location.href).href)
  const cache = await scope.caches.open(cacheNames.precache)
  const present = new Set((await cache.keys()).map((request) => request.url))
  const missing = urls.filter((url) => !present.has(getCacheKeyForURL(url) ?? url))
  if (missing.length === 0) return
  try {
    const fetched = await Promise.all(missing.map((url) => fetchWhole(scope, url)))
    if (fetched.some(({ response }) => !response.ok || response.redirected)) return
    if (!(await isOfThisBuild(fetched, urls))) {
      await scope.registration.update()
      return
    }
    await Promise.all(fetched.map(({ url, response }) => cache.put(getCacheKeyForURL(url) ?? url, response)))
  } catch {
    // No network: the next navigation tries again.
  }
}

interface Fetched {
  url: string
  response: Response
}

const fetchWhole = async (scope: ServiceWorkerGlobalScope, url: string): Promise<Fetched> => ({
  url,
  response: await scope.fetch(url, { cache: 'reload' }),
})

/** A page of a newer build names files that this worker does not know; half of each would be no app at all. */
async function isOfThisBuild(fetched: Fetched[], urls: readonly string[]): Promise<boolean> {
  const known = new Set(urls)
  for (const { url, response } of fetched) {
    if (!/\bhtml\b/.test(response.headers.get('content-type') ?? '')) continue
    const text = await response.clone().text()
    const named = Array.from(text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g), ([, file]) => file ?? '')
    if (named.some((file) => !known.has(new URL(file, url).href))) return false
  }
  return true
}

const urlOf = (entry: PrecacheEntry | string): string => (typeof entry === 'string' ? entry : entry.url)
