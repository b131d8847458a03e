// A disk that can be filled to the last byte, and emptied again.

import { expect, type Page } from '@playwright/test'

export interface SmallDisk {
  /** Nothing more goes in, but where something is deleted there is room. */
  fill(): Promise<void>
  /** Nothing more goes in, whatever is deleted. */
  overfill(): Promise<void>
  /** Gives back all the room there is. */
  enlarge(): Promise<void>
}

/** To be had before the app is opened: Chromium counts for half a minute with the room that it has once seen. */
export async function openWithSmallDisk(page: Page): Promise<SmallDisk> {
  await page.goto('/login')
  const session = await page.context().newCDPSession(page)
  const origin = new URL(page.url()).origin
  const resize = async (quotaSize: number) => {
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
  }
  /** Chromium believes it after the first refusal. */
  const shrink = async (quotaSize: number) => {
    await resize(quotaSize)
    await page.evaluate(useUp)
  }
  const used = async () => (await session.send('Storage.getUsageAndQuota', { origin })).usage
  await resize(4_000_000)
  return {
    async fill() {
      await page.evaluate(useUp)
      // The log of a database takes room for a while: the disk is to end where the lasting part does.
      let size = -1
      const isStill = async () => {
        const before = size
        size = await used()
        return size === before
      }
      await expect.poll(isStill, { intervals: [500] }).toBe(true)
      await shrink(size)
    },
    async overfill() {
      await page.evaluate(useUp)
      await shrink(1)
    },
    async enlarge() {
      await session.send('Storage.overrideQuotaForOrigin', { origin })
    },
  }
}

/** Runs in the page: writes what cannot be compressed until it is refused. */
async function useUp(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('ballast')
    opening.onupgradeneeded = () => opening.result.createObjectStore('pieces', { autoIncrement: true })
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => resolve(opening.result)
  })
  const fits = (piece: Uint8Array) =>
    new Promise<boolean>((resolve) => {
      const writing = database.transaction('pieces', 'readwrite')
      writing.objectStore('pieces').add(piece)
      writing.oncomplete = () => resolve(true)
      writing.onabort = () => resolve(false)
    })
  for (const size of [60_000, 6_000]) {
    while (await fits(crypto.getRandomValues(new Uint8Array(size)))) {}
  }
  database.close()
}
