// What the page asked before the worker was in charge is asked again, so that the tablet is ready after one visit.

import { storedPaths } from './support/disk.ts'
import { expect, test } from './support/ward.ts'

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
