// What the page asked before the worker was in charge is asked again, so that the tablet is ready after one visit.

import { expect, test } from './support/ward.ts'

test('[PG1] an offline reload right after the first visit works', async ({ ward, page }) => {
  await ward.signIn()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await expect(page.getByRole('listitem').getByRole('link').first()).toBeVisible()
  // As soon as what is in view is on the tablet.
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const answer = await fetch(
          performance
            .getEntriesByType('resource')
            .map(({ name }) => name)
            .findLast((name) => /\/api\/v1\/encounter\/\?/.test(name)) ?? '',
          { headers: { authorization: `Bearer ${localStorage.getItem('care_access_token')}` } },
        )
        return answer.status
      }),
    )
    .toBe(200)
  await ward.goOffline()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Ward', exact: true })).toBeVisible()
  await expect(page.getByRole('listitem').getByRole('link').first()).toBeVisible()
})
