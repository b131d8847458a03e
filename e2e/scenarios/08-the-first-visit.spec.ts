// What the page asked before the worker was in charge is asked again, so that the tablet is ready after one visit.

import type { Page } from '@playwright/test'
import { expect, test } from './support/ward.ts'

/** Paths of the answers that lie on this tablet. */
const storedPaths = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('care-offline-responses')
        // Not there yet: it is the worker's to make.
        opening.onupgradeneeded = () => opening.transaction?.abort()
        opening.onerror = () => (opening.error?.name === 'AbortError' ? resolve([]) : reject(opening.error))
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction('responses').objectStore('responses').getAll()
          reading.onsuccess = () => {
            database.close()
            resolve((reading.result as { requestKey: string }[]).map(({ requestKey }) => requestKey))
          }
        }
      }),
  )

test('[PG1] an offline reload right after the first visit works', async ({ ward, page }) => {
  await ward.signIn()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await expect(page.getByRole('listitem').getByRole('link').first()).toBeVisible()
  // The cut comes as soon as what is in view is on the tablet; nobody has asked for it a second time.
  for (const path of ['/users/getcurrentuser/', '/encounter/?']) {
    await expect.poll(async () => (await storedPaths(page)).some((key) => key.includes(path))).toBe(true)
  }
  await ward.goOffline()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Ward', exact: true })).toBeVisible()
  await expect(page.getByRole('listitem').getByRole('link').first()).toBeVisible()
})
