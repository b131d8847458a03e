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
import { healShell, type Shell } from './heal-shell.ts'

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
  const shell: Shell = {
    files: precache.map(urlOf),
    cacheName: cacheNames.precache,
    keyOf: (url) => getCacheKeyForURL(url) ?? url,
  }
  let healing: Promise<void> | undefined
  let healedAtMs = 0
  const heal = (): Promise<void> => {
    healedAtMs = now()
    healing ??= healShell(scope, shell).finally(() => {
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

const urlOf = (entry: PrecacheEntry | string): string => (typeof entry === 'string' ? entry : entry.url)
