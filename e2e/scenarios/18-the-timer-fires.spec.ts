// CARE is down for a while, and nobody does anything: what waits goes out by itself, with the page open by the page's
// own timer, with the app closed by Background Sync.

import type { Page } from '@playwright/test'
import { stopWorkers } from './support/stop-workers.ts'
import { countOf, expect, made, test } from './support/ward.ts'

// Chromium's own alarm, every 2 s after a failure; left alone it is 5 and 15 min, and then no more.
const alarmInSeconds = [
  '--force-fieldtrials=BackgroundSync/Seconds',
  '--force-fieldtrial-params=BackgroundSync.Seconds:initial_retry_delay_sec/2/retry_delay_factor/1/max_sync_attempts/9',
]
test.use({ browserFlags: alarmInSeconds })

const newPatient = '/api/v1/patient/$'

test('[RP5] 503 twice, then well: the page left alone tries again by itself', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await control.addFault({ kind: 'status', status: 503, method: 'POST', path: newPatient, times: 2 })
  await ward.register('Left Alone')
  await page.getByRole('link', { name: 'Ward', exact: true }).click()
  await expect.poll(() => made(control, 'patients'), { timeout: 30_000 }).toBe(1)
  expect(await countOf(control, 'POST', /\/patient\/$/)).toBe(3)
})

test('[SH7] with the app closed the alarm rings, rings again as long as CARE is down, and then sends', async ({
  ward,
  page,
  context,
  control,
}) => {
  await ward.beginShift()
  await control.addFault({ kind: 'refuse', path: '.*' })
  await ward.register('With The App Closed')
  await expect.poll(() => alarmsSet(page)).toBe(1)
  const elsewhere = await context.newPage()
  await page.close()
  await stopWorkers(elsewhere)

  // No page and no worker is left. Each ring wakes a worker that looks for the record, and leaves the alarm as it was.
  await control.clearLog()
  const looks = () => countOf(control, 'GET', /\/patient\/\?/)
  await expect.poll(looks, { timeout: 30_000 }).toBeGreaterThan(1)
  await control.clearFaults()
  await expect.poll(() => made(control, 'patients'), { timeout: 30_000 }).toBe(1)
  expect(await countOf(control, 'POST', /\/patient\/$/)).toBe(1)
})

const alarmsSet = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const registration: ServiceWorkerRegistration & { sync?: { getTags(): Promise<string[]> } } =
      await navigator.serviceWorker.ready
    return (await registration.sync?.getTags())?.length ?? 0
  })
