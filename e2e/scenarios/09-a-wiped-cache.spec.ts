// The host wipes the Cache Storage (CARE's updater does): the shell heals itself.

import type { Page } from '@playwright/test'
import { expect, test } from './support/ward.ts'

const cached = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const [name] = await caches.keys()
    return name === undefined ? 0 : (await (await caches.open(name)).keys()).length
  })

test('[SH2] after every cache was deleted the app still opens offline', async ({ ward, page }) => {
  await ward.beginShift()
  const whole = await cached(page)
  expect(whole).toBeGreaterThan(5)
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })
  expect(await cached(page)).toBe(0)
  await page.reload()
  await expect.poll(() => cached(page)).toBe(whole)
  await ward.goOffline()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Ward', exact: true })).toBeVisible()
})
